/** One record of a template as a record of a preset, with findings about the conversion. */
import { type Finding, quote } from "../../finding.ts";
import type { Path } from "../../source/path.ts";
import type { Source } from "../../source/source.ts";
import { parseRdata } from "../../zone/rdata.ts";
import { parseText } from "../../zone/txt.ts";
import type { PresetRecordInput } from "../schema.ts";
import { spfAllOf, spfTerms } from "../spf-terms.ts";
import { isRawSpf, ownerOf } from "./job.ts";
import { isKnown, isOneVariable, type OtherRecord, type TemplateRecord, VARIABLE } from "./template.ts";
import type { Field, Variables } from "./variables.ts";

/** What every record of a preset has beside its data. */
interface Head {
  readonly group: string;
  readonly need: "required" | "recommended" | "optional";
}

interface NamedHead extends Head {
  readonly name: string;
}

type Told = Pick<Finding, "code" | "severity" | "message" | "help">;

interface LeftOut {
  readonly why: string;
  readonly help: string;
}

const WEB =
  "mail does not need it; if you want the service's web pages, set this up at the host of those pages";

function whyLeftOut(record: TemplateRecord): LeftOut | undefined {
  if (!isKnown(record)) {
    return record.type === "CAA"
      ? undefined
      : {
          why: "presets have no records of that type",
          help: "if you need it, add it under records: in the spec",
        };
  }
  switch (record.type) {
    case "APEXCNAME":
      return { why: "a CNAME at the mail domain's own name would hide its MX and TXT", help: WEB };
    case "REDIR301":
    case "REDIR302":
      return { why: "a redirect of web pages is not a DNS record", help: WEB };
    default:
      return undefined;
  }
}

const WHOLE_CAA: LeftOut = {
  why: "its data is nothing but a variable, whose fields are unknown",
  help: "if you need it, add it under records: in the spec",
};

/** The fields that may have variables, beside numbers. */
const FIELDS = ["host", "name", "service", "protocol", "pointsTo", "target", "data", "spfRules"] as const;

/**
 * A `%` that begins a name but no variable. Texts may have others, such as macros (`%{i}`, RFC 7208 §7) and encoded octets
 * (`%2C`, RFC 3986 §2.1); names may not.
 */
function unpairedIn(text: string, field: (typeof FIELDS)[number]): string | undefined {
  const rest = text.replace(VARIABLE, " ");
  if (field !== "data" && field !== "spfRules") return /%[^\s.%]*/.exec(rest)?.[0];
  return (rest.match(/%[A-Za-z][A-Za-z0-9_-]*/g) ?? []).find((word) => !/^%[0-9A-Fa-f]{2}$/.test(word));
}

export class Converter {
  readonly #source: Source;
  readonly #variables: Variables;
  readonly findings: Finding[] = [];

  constructor(source: Source, variables: Variables) {
    this.#source = source;
    this.#variables = variables;
  }

  /** Undefined for what mailzone cannot publish, which is reported. `path` leads to the record. */
  convert(record: TemplateRecord, path: Path, { group, need }: Head): PresetRecordInput | undefined {
    const why = whyLeftOut(record);
    if (why !== undefined) return this.#leftOut(record, path, why);
    if (this.#hasUnpaired(record, path)) return undefined;
    if (record.ttl !== undefined) this.#put(String(record.ttl), "ttl");
    const head = { group, need, name: this.#owner(record, path) };
    if (!isKnown(record)) return this.#caa(record, path, head);
    switch (record.type) {
      case "A":
      case "AAAA": {
        const given = this.#given(record.pointsTo, [...path, "pointsTo"], record.type);
        return given === undefined
          ? undefined
          : { ...head, type: record.type, address: this.#put(given, record.type === "A" ? "ipv4" : "ipv6") };
      }
      case "CNAME":
      case "NS":
        return {
          ...head,
          type: record.type,
          target: this.#target(record.pointsTo, "target", [...path, "pointsTo"]),
        };
      case "MX":
        return {
          ...head,
          type: "MX",
          preference: this.#number(record.priority),
          exchange: this.#target(record.pointsTo, "host", [...path, "pointsTo"]),
        };
      case "SRV":
        return {
          ...head,
          type: "SRV",
          priority: this.#number(record.priority),
          weight: this.#number(record.weight),
          port: this.#number(record.port),
          target: this.#target(record.target, "host", [...path, "target"]),
        };
      case "SPFM":
        return this.#spf(record.spfRules, head);
      case "TXT":
        return isRawSpf(record)
          ? this.#rawSpf(record.data, [...path, "data"], head)
          : this.#txt(record.data, [...path, "data"], head);
      default:
        return undefined;
    }
  }

  #put(text: string, field: Field): string {
    return this.#variables.template(text, field);
  }

  #tell(path: Path, told: Told): void {
    this.findings.push({ ...told, place: this.#source.place(path) });
  }

  #leftOut(record: TemplateRecord, path: Path, { why, help }: LeftOut): undefined {
    this.#putUnused(record);
    this.#tell([...path, "type"], {
      code: "template-left-out",
      severity: "info",
      message: `the template's ${record.type} is left out: ${why}`,
      help,
    });
  }

  /** The variables of a record that is not published may be given all the same: the service shows their values. */
  #putUnused(record: TemplateRecord): void {
    for (const value of Object.values(record)) if (typeof value === "string") this.#put(value, "left-out");
  }

  /** Whether a `%` begins a variable that never ends, so that its name would be published. */
  #hasUnpaired(record: TemplateRecord, path: Path): boolean {
    const wrong = FIELDS.flatMap((field) => {
      const value: unknown = record[field];
      const unpaired = typeof value === "string" ? unpairedIn(value, field) : undefined;
      return unpaired === undefined ? [] : [{ field, unpaired }];
    });
    for (const { field, unpaired } of wrong) {
      this.#tell([...path, field], {
        code: "template-record",
        severity: "error",
        message: `the template's ${record.type} record has ${quote(unpaired)}, which is not a variable, since a variable ends with %; it would be published as it is`,
        help: "ask the publisher for a corrected template, or leave its group out with groups:",
      });
    }
    if (wrong.length > 0) this.#putUnused(record);
    return wrong.length > 0;
  }

  #owner(record: TemplateRecord, path: Path): string {
    const srv = isKnown(record) && record.type === "SRV" ? record : undefined;
    const owner = ownerOf(record);
    if (/%(?:domain|fqdn)%$/.test(owner)) {
      this.#tell([...path, srv ? "name" : "host"], {
        code: "template-host",
        severity: "warning",
        message: `the name ${quote(owner)} has no final dot, so it is below the domain and contains the domain's labels twice`,
        help: `if you mean the domain itself, write ${quote(`${owner}.`)} in the template, and tell its publisher`,
      });
    }
    const name = this.#put(owner, "owner");
    if (srv === undefined) return name;
    const service = `${this.#put(srv.service, "text")}.${this.#put(srv.protocol, "text")}`;
    return name === "@" ? service : `${service}.${name}`;
  }

  /** A text that must be there: the format reads `@` and an empty text as the applied name, which is neither address nor data. */
  #given(text: string, path: Path, type: string): string | undefined {
    if (text.trim() !== "" && text.trim() !== "@") return text;
    this.#tell(path, {
      code: "template-record",
      severity: "error",
      message: `the template's ${type} record points to ${quote(text)}, which is not ${type === "A" || type === "AAAA" ? "an address" : `${type} data`}, so it cannot be published`,
      help: "ask the publisher for a corrected template, or leave its group out with groups:",
    });
    return undefined;
  }

  #target(text: string, field: "target" | "host", path: Path): string {
    const target = text.trim();
    if (target === "@") return "{domain}";
    if (target === "") return this.#standsForDomain(text, path);
    if (target.endsWith(".@")) {
      this.#tell(path, {
        code: "template-rewritten",
        severity: "warning",
        message: `the target ${quote(target)} is not in the format; it is read as a name below the mail domain`,
        help: `compare the record with what the service shows; in the template, ${quote(`${target.slice(0, -1)}%fqdn%`)} would be clear`,
      });
      return `${this.#put(target.slice(0, -2), field)}.{domain}`;
    }
    return this.#put(target === "." ? target : target.replace(/\.$/, ""), field);
  }

  #standsForDomain(text: string, path: Path): string {
    this.#tell(path, {
      code: "template-rewritten",
      severity: "warning",
      message: `${quote(text)} is read as the mail domain's name, as the Domain Connect specification says; implementations differ`,
      help: "compare the record with what the service shows",
    });
    return "{domain}";
  }

  #number(value: string | number): number | string {
    if (typeof value === "number") return value;
    return isOneVariable(value) ? this.#put(value, "number") : Number(value);
  }

  #spf(rules: string, head: NamedHead): PresetRecordInput {
    // the format closes every SPF record with ~all
    const all = spfAllOf(rules) ?? "softfail";
    return { ...head, type: "SPF", terms: spfTerms(rules).map((term) => this.#put(term, "text")), all };
  }

  #txt(data: string, at: Path, head: NamedHead): PresetRecordInput {
    const isName = data === "" || data === "@";
    const text = isName ? this.#standsForDomain(data, at) : this.#put(data, "text");
    // a name with a final dot is not below the mail domain
    const dmarc = /^_dmarc(?:\.(.+))?$/i.exec(head.name);
    if (dmarc === null || head.name.endsWith(".")) return { ...head, type: "TXT", text };
    return { ...head, name: dmarc[1] ?? "@", type: "DMARC", text };
  }

  /** An SPF text, which would be a second one beside the domain's own, becomes terms that are added to it. */
  #rawSpf(data: string, at: Path, head: NamedHead): PresetRecordInput {
    const rules = data.replace(/^"|"$/g, "");
    const redirect = /(?:^|\s)redirect=(\S+)/i.exec(rules)?.[1];
    const joined = redirect === undefined ? rules : rules.replace(/redirect=/i, "include:");
    const record = this.#spf(joined, head);
    const isNone = spfTerms(joined).length === 0;
    this.#tell(at, {
      code: "template-rewritten",
      severity: isNone || redirect !== undefined ? "warning" : "info",
      message: isNone
        ? `the template's SPF text ${quote(data)} says that nobody sends; if others send from the name, their terms are added to it and it no longer says so`
        : redirect === undefined
          ? `the template's SPF text ${quote(data)} becomes terms of the name's single SPF record`
          : `the template's SPF text ${quote(data)} redirects to ${redirect}; it becomes include:${redirect}, so that other senders can be added`,
      help: isNone
        ? "use the template for names that send nothing"
        : "compare the record with what the service shows; spf: {all: ...} in the spec sets its all",
    });
    return record;
  }

  #caa(record: OtherRecord, path: Path, head: NamedHead): PresetRecordInput | undefined {
    const at = [...path, "data"];
    const data = this.#given(record.data, at, "CAA");
    if (data === undefined) return undefined;
    if (isOneVariable(data.trim())) return this.#leftOut(record, path, WHOLE_CAA);
    // a variable can be a number, a word, or part of a text
    const caa = parseRdata("CAA", data.replace(VARIABLE, "0"), ".");
    if ("problem" in caa || caa.type !== "CAA" || caa.flags > 255) {
      this.#tell(at, {
        code: "template-record",
        severity: "error",
        message: `the template's CAA data ${quote(data)} cannot be published: ${"problem" in caa ? caa.problem : "its flags are not an octet"}`,
        help: 'write it as CAA data, such as 0 issue "ca.example.net"',
      });
      return undefined;
    }
    const [, flags = "", tag = "", value = ""] = /^\s*(\S+)\s+(\S+)\s+(.*)$/s.exec(data) ?? [];
    return {
      ...head,
      type: "CAA",
      flags: this.#number(flags),
      tag: this.#put(tag, "text"),
      value: this.#put(parseText(value) ?? value, "text"),
    };
  }
}
