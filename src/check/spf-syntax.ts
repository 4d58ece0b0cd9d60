import type { Place } from "../diagnostic.ts";
import { quote } from "../diagnostic.ts";
import type { Domain } from "../preset/domain.ts";
import type { ZoneCheck } from "./check.ts";
import { domainOf, ofRecord } from "./origin.ts";
import { isSelector, textRecords } from "./text-records.ts";
import { shownName } from "./wording.ts";

export const spfSyntax: ZoneCheck = {
  id: "spf-syntax",
  severity: "error",
  rule: "An SPF record keeps to the grammar; receivers answer permerror to one that does not.",
  source: "RFC 7208 §4.6, §12",
  *check(zone) {
    const { spf, rrsets } = textRecords(zone);
    for (const { record, text, spf: parsed } of spf) {
      for (const { offset, length, message } of parsed.problems) {
        const term = termAt(text, offset);
        const domain = domainOf(zone, record);
        const place = domain && record.name === domain.spec.domain ? termPlace(domain, term) : undefined;
        yield {
          message: `the SPF record of ${shownName(record.name)} has ${quote(term)}: ${message}; receivers answer permerror to the whole record`,
          help: `correct ${quote(text.slice(offset, offset + length))}, or delete the term`,
          ...ofRecord(zone, record),
          ...(place === undefined ? {} : { place }),
        };
      }
    }
    for (const { name, records } of rrsets) {
      if (isSelector(name)) continue;
      for (const record of records) {
        const text = record.data.type === "TXT" ? record.data.text : "";
        if (!NEARLY.test(text)) continue;
        yield {
          severity: "warning",
          message: `${shownName(name)} TXT ${quote(text)} looks like SPF but is none, since v=spf1 must stand first and a space must follow, so receivers ignore it`,
          help: "begin the text with v=spf1 and a space, or delete the record",
          ...ofRecord(zone, record),
        };
      }
    }
  },
};

/** A version that is not quite `v=spf1` at the start with a space behind it; Sender ID's `spf2.0` is another thing. */
const NEARLY = /^(?:\s+v=spf1(?:\s|$)|v=spf1[^ ]|v\s*=\s*spf(?!1)|v\s+=|spf1\s)/i;

/** The whole term in which an offset lies. */
function termAt(text: string, offset: number): string {
  const start = text.lastIndexOf(" ", offset - 1) + 1;
  const end = text.indexOf(" ", start);
  return text.slice(start, end < 0 ? undefined : end);
}

/** Where the spec's `spf:` has the term; undefined when it came from elsewhere. */
function termPlace({ spec }: Domain, term: string): Place | undefined {
  for (const key of ["ip4", "ip6", "include", "a", "mx"] as const) {
    const values = spec.input.spf?.[key];
    if (!Array.isArray(values) || !term.startsWith(`${key}:`)) continue;
    // a value with spaces in it falls into several terms
    const index = values.findIndex((value) => term === `${key}:${value.split(" ")[0]}`);
    if (index >= 0) return spec.source.place(["spf", key, index]);
  }
  return undefined;
}
