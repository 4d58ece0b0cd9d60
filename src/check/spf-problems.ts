/** What is wrong with the terms of SPF records, by kind: each kind is a check of its own. */
import type { Zone } from "../cloud/zone.ts";
import { type Place, quote } from "../diagnostic.ts";
import type { SpfProblem } from "../mail/spf-term.ts";
import type { Domain } from "../preset/domain.ts";
import type { Reported } from "./check.ts";
import { domainOf, ofRecord } from "./origin.ts";
import { type SpfRecord, textRecords } from "./text-records.ts";
import { shownName } from "./wording.ts";

/** A finding for each problem of the kinds, at the item under `spf:` where the term stands there. */
export function* spfProblems(
  zone: Zone,
  kinds: readonly SpfProblem["kind"][],
  help?: string,
): Generator<Reported> {
  for (const found of textRecords(zone).spf) {
    for (const { offset, length, message, kind } of found.spf.problems) {
      if (!kinds.includes(kind)) continue;
      const { record, text } = found;
      const term = termAt(text, offset);
      // such a character is for txt-ascii to tell
      if (/[^\t -~]/.test(term)) continue;
      yield {
        message: `the SPF record of ${shownName(record.name)} has ${quote(term)}: ${message}; receivers answer permerror to the whole record`,
        help: help ?? `correct ${quote(text.slice(offset, offset + length))}, or delete the term`,
        ...ofTerm(zone, found, term),
      };
    }
  }
}

/** Whereabouts of a finding on one term: the item under `spf:` that gave it, else its record. */
export function ofTerm(zone: Zone, { record }: SpfRecord, term: string): ReturnType<typeof ofRecord> {
  const domain = domainOf(zone, record);
  const place = domain && record.name === domain.spec.domain ? termPlace(domain, term) : undefined;
  return { ...ofRecord(zone, record), ...(place === undefined ? {} : { place }) };
}

/** The whole term in which an offset lies. */
export function termAt(text: string, offset: number): string {
  const start = text.lastIndexOf(" ", offset - 1) + 1;
  const end = text.indexOf(" ", start);
  return text.slice(start, end < 0 ? undefined : end);
}

/** Where the spec's `spf:` has the term; undefined when it came from elsewhere. */
function termPlace({ spec }: Domain, term: string): Place | undefined {
  for (const key of ["ip4", "ip6", "include", "a", "mx"] as const) {
    const values = spec.input.spf?.[key];
    if (!Array.isArray(values) || !term.startsWith(`${key}:`)) continue;
    const wanted = term.slice(key.length + 1);
    // a value with spaces in it falls into several terms
    const index = values.findIndex((value) => value === wanted || value.startsWith(`${wanted} `));
    if (index >= 0) return spec.source.place(["spf", key, index]);
  }
  return undefined;
}
