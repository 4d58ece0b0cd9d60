/**
 * Reads a record resource's arguments back as its cloud would, into presentation form, without the code that
 * wrote them. What it reads is what docs/facts says of each provider.
 */
import type { CloudId } from "../../src/spec/cloud-id.ts";

export interface Decoded {
  /** Absolute, with its final dot. */
  readonly name: string;
  readonly type: string;
  readonly ttl: number;
  /** Presentation form; TXT in hexadecimal, strings joined. */
  readonly values: readonly string[];
}

type Args = Readonly<Record<string, unknown>>;

export function decode(cloud: CloudId, args: Args): Decoded {
  const decoders: Readonly<Record<CloudId, (args: Args) => Decoded>> = { alidns, cloudflare, route53 };
  return decoders[cloud](args);
}

const dotted = (host: unknown): string => (host === "." ? "." : `${host as string}.`);
const hex = (octets: readonly number[]): string => Buffer.from(octets).toString("hex");

function route53(args: Args): Decoded {
  const values = (args["records"] as string[]).map((value) => {
    switch (args["type"]) {
      case "TXT":
        return hex(quotedStrings(`"${value}"`, 8));
      case "MX":
      case "SRV":
      case "CNAME":
      case "NS":
      case "PTR":
        return dotted(value);
      default:
        return value;
    }
  });
  return {
    name: dotted(args["name"]),
    type: args["type"] as string,
    ttl: args["ttl"] as number,
    values: fix(values),
  };
}

function cloudflare(args: Args): Decoded {
  const { type, content, priority } = args as { type: string; content: string; priority: number };
  const data = args["data"] as Record<string, unknown>;
  const value = (): string => {
    switch (type) {
      case "TXT":
        return hex(quotedStrings(content, 10));
      case "MX":
        return `${priority} ${dotted(content)}`;
      case "SRV":
        if (priority !== data["priority"]) throw new Error("the two priorities differ");
        return `${data["priority"]} ${data["weight"]} ${data["port"]} ${dotted(data["target"])}`;
      case "TLSA":
        return [
          data["usage"],
          data["selector"],
          data["matchingType"],
          String(data["certificate"]).toLowerCase(),
        ].join(" ");
      case "CAA":
        return `${data["flags"]} ${data["tag"]} "${data["value"]}"`;
      case "CNAME":
      case "NS":
      case "PTR":
        return dotted(content);
      default:
        return content;
    }
  };
  return { name: dotted(args["name"]), type, ttl: args["ttl"] as number, values: [value()] };
}

function alidns(args: Args): Decoded {
  const { type, value, rr, domainName } = args as Record<string, string>;
  const decoded = (): string => {
    switch (type) {
      case "TXT":
        return hex([...Buffer.from(value as string)]);
      case "MX":
        return `${args["priority"]} ${dotted(value)}`;
      case "SRV":
      case "CNAME":
      case "NS":
      case "PTR":
        return dotted(value);
      default:
        return value as string;
    }
  };
  return {
    name: rr === "@" ? dotted(domainName) : `${rr}.${domainName}.`,
    type: type as string,
    ttl: args["ttl"] as number,
    values: [decoded()],
  };
}

/** A target `.` keeps its one dot. */
const fix = (values: readonly string[]): string[] => values.map((value) => value.replace(/ \.\.$/, " ."));

/** Octets of quoted strings, with or without blanks between them; `radix` is that of a three-digit escape. */
function quotedStrings(text: string, radix: 8 | 10): number[] {
  const octets: number[] = [];
  const strings = text.match(/"(?:[^"\\]|\\.)*"/g) ?? [];
  // a text may end with a quote and a blank, so a blank between quotes is not always one between strings
  if (!["", " "].some((between) => strings.join(between) === text))
    throw new Error(`not quoted strings: ${text}`);
  for (const string of strings) {
    const body = [...string.slice(1, -1).matchAll(/\\(\d{3})|\\(\D)|([^\\])/g)].map(
      ([, code, escaped, plain]) => {
        if (code === undefined) return (escaped ?? plain ?? "").charCodeAt(0);
        return Number.parseInt(code, radix);
      },
    );
    if (body.length > 255) throw new Error(`a string of ${body.length} octets`);
    if (body.some((octet) => !(octet >= 0 && octet <= 255))) throw new Error(`no octet in ${string}`);
    octets.push(...body);
  }
  return octets;
}
