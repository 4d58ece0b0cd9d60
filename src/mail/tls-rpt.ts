/** TLS-RPT records (RFC 8460 §3). */
import { type Field, parseFields, printFields } from "./field-list.ts";
import { splitList } from "./list-items.ts";
import { mailtoProblem } from "./mail-address.ts";
import type { Problem } from "./problem.ts";
import { webProblem } from "./web-address.ts";

const VERSION = "v=TLSRPTv1";

/** Whether senders treat the text as a TLS-RPT record; texts that begin differently are discarded (§3). */
export function isTlsRpt(text: string): boolean {
  return /^v=TLSRPTv1[ \t]*;/.test(text);
}

export interface ReportUri {
  /** As written. */
  readonly uri: string;
  /** Where it begins in the text, in UTF-16 units. */
  readonly offset: number;
  /** Why reports do not reach it; undefined if they do. */
  readonly problem: string | undefined;
}

export interface TlsRpt {
  readonly fields: readonly Field[];
  /** Where reports go; empty if `rua=` is missing. */
  readonly uris: readonly ReportUri[];
  /** Problems with the list of fields; those with a URI are in `uris`. */
  readonly problems: readonly Problem[];
}

/** Reads a text that `isTlsRpt`. */
export function parseTlsRpt(text: string): TlsRpt {
  // §3, tlsrpt-record: any number of fields, each of which may be a rua
  const { fields, problems } = parseFields(text, VERSION, "rua");
  const ruas = fields.filter(({ name }) => name === "rua");
  if (ruas.length === 0) {
    const missing = { offset: 0, length: text.length, message: "rua= is missing" };
    return { fields, uris: [], problems: [...problems, missing] };
  }
  const uris = ruas.flatMap(({ value, valueOffset }) =>
    splitList(value, ",").map(({ text: uri, offset }) => ({
      uri,
      offset: valueOffset + offset,
      problem: uriProblem(uri),
    })),
  );
  return { fields, uris, problems };
}

/** Canonical text; the inverse of `parseTlsRpt` for a record without problems. */
export function printTlsRpt({ fields }: Pick<TlsRpt, "fields">): string {
  const canonical = fields.map(({ name, value }) => ({
    name,
    value: name === "rua" ? printList(value) : value,
  }));
  return printFields(VERSION, canonical);
}

const printList = (list: string): string =>
  splitList(list, ",")
    .map(({ text }) => text)
    .join(",");

function uriProblem(uri: string): string | undefined {
  if (uri === "") return "a comma has no URI beside it";
  if (/[!\s]/.test(uri))
    return `it contains ${JSON.stringify(/[!\s]/.exec(uri)?.[0])}, which must be percent-encoded`;
  if (/^mailto:/i.test(uri)) {
    const problem = mailtoProblem(uri);
    return problem && `it ${problem}`;
  }
  if (/^https:/i.test(uri)) {
    const problem = webProblem(uri);
    return problem && `it ${problem}`;
  }
  return uri.includes("@") && !uri.includes(":")
    ? "mailto: is missing before the address"
    : "it begins with neither mailto: nor https:";
}
