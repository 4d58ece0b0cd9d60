/** Data in presentation form (RFC 1035 §5.1), read as the DNS message library takes it. */
import type { PublishedRecord } from "./published.ts";

/** A record of a type whose presentation form is the same at every cloud; nothing for others, which are not published. */
export function fromPresentation(type: string, ttl: number, text: string): PublishedRecord[] {
  const data = dataOf(type, text);
  return data === undefined ? [] : [{ type, ttl, data }];
}

function dataOf(type: string, text: string): unknown {
  const fields = text.trim().split(/\s+/);
  const [first = "", second = "", third = "", fourth = ""] = fields;
  switch (type) {
    case "A":
    case "AAAA":
    case "CNAME":
    case "NS":
    case "PTR":
      return first.replace(/(?<=.)\.$/, "");
    case "MX":
      return { preference: Number(first), exchange: second || "." };
    case "SRV":
      return { priority: Number(first), weight: Number(second), port: Number(third), target: fourth };
    case "CAA": {
      const [, flags, tag, value] = /^(\d+) (\S+) "(.*)"$/.exec(text) ?? [];
      return { flags: Number(flags), tag, value };
    }
    case "TLSA": {
      const [usage, selector, matchingType] = fields.slice(0, 3).map(Number);
      return { usage, selector, matchingType, certificate: Buffer.from(fields.slice(3).join(""), "hex") };
    }
    case "SOA": {
      const [serial, refresh, retry, expire, minimum] = fields.slice(2).map(Number);
      return { mname: first, rname: second, serial, refresh, retry, expire, minimum };
    }
    default:
      return undefined;
  }
}
