/** TLS-RPT records (RFC 8460 §3). */
import { type Field, parseFields, printFields } from "./field-list.ts";
import { splitList } from "./list-items.ts";
import type { Problem } from "./problem.ts";

const VERSION = "v=TLSRPTv1";

/** Whether senders take the text for a TLS-RPT record; texts that begin otherwise are discarded (§3). */
export function isTlsRpt(text: string): boolean {
  return /^v=TLSRPTv1[ \t]*;/.test(text);
}

export interface ReportUri {
  /** As it is written. */
  readonly uri: string;
  /** Where it begins in the text, in UTF-16 units. */
  readonly offset: number;
  /** What keeps reports from it; undefined when nothing does. */
  readonly problem: string | undefined;
}

export interface TlsRpt {
  readonly fields: readonly Field[];
  /** Where reports go; empty where `rua=` is missing. */
  readonly uris: readonly ReportUri[];
  /** Problems of the list of fields; those of a URI stand with it. */
  readonly problems: readonly Problem[];
}

/** Reads a text that `isTlsRpt`. */
export function parseTlsRpt(text: string): TlsRpt {
  const { fields, problems } = parseFields(text, VERSION);
  const rua = fields.find(({ name }) => name === "rua");
  if (rua === undefined) {
    const missing = { offset: 0, length: text.length, message: "rua= is missing" };
    return { fields, uris: [], problems: [...problems, missing] };
  }
  const uris = splitList(rua.value, ",").map(({ text: uri, offset }) => ({
    uri,
    offset: rua.valueOffset + offset,
    problem: uriProblem(uri),
  }));
  return { fields, uris, problems };
}

/** Canonical text; the inverse of `parseTlsRpt` for a record without problems. */
export function printTlsRpt({ fields }: Pick<TlsRpt, "fields">): string {
  const canonical = fields.map(({ name, value }) => ({
    name,
    value: name === "rua" ? value.split(/[ \t]*,[ \t]*/).join(",") : value,
  }));
  return printFields(VERSION, canonical);
}

function uriProblem(uri: string): string | undefined {
  if (uri === "") return "a comma stands without a URI beside it";
  if (/[!\s]/.test(uri))
    return `it has ${JSON.stringify(/[!\s]/.exec(uri)?.[0])}, which must be percent-encoded`;
  if (/^mailto:/i.test(uri)) {
    return /^mailto:[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+$/i.test(uri) ? undefined : "it is no mail address";
  }
  if (/^https:/i.test(uri)) {
    return /^https:\/\/[^\s/]+/i.test(uri) && URL.canParse(uri) ? undefined : "it is no URL";
  }
  return uri.includes("@") && !uri.includes(":")
    ? "mailto: is missing before the address"
    : "it begins with neither mailto: nor https:";
}
