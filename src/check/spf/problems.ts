/** Problems in the terms of SPF records. Each kind of problem is a check of its own. */
import { quote } from "../../finding.ts";
import type { SpfProblem } from "../../mail/spf-term.ts";
import type { Zone } from "../../plan/zone.ts";
import { textRecords } from "../../view/text-records.ts";
import { atText } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import type { Report } from "../check.ts";

/** Reports each problem of these kinds, at the item under `spf:` if the term comes from there. */
export function spfProblems(
  zone: Zone,
  kinds: readonly SpfProblem["kind"][],
  report: Report,
  help?: string,
): void {
  for (const found of textRecords(zone).spf) {
    for (const { offset, length, message, kind, help: own } of found.spf.problems) {
      if (!kinds.includes(kind)) continue;
      const { record, text } = found;
      const term = termAt(text, offset);
      // txt-ascii reports such a character
      if (/[^\t -~]/.test(term)) continue;
      report({
        message: `the SPF record of ${shownName(record.name)} has ${quote(term)}: ${message}; receivers return permerror for the whole record`,
        help: own ?? help ?? `correct ${quote(text.slice(offset, offset + length))}, or delete the term`,
        ...atText(zone, record, { offset, length }),
      });
    }
  }
}

/** The whole term at an offset. */
export function termAt(text: string, offset: number): string {
  const start = text.lastIndexOf(" ", offset - 1) + 1;
  const end = text.indexOf(" ", start);
  return text.slice(start, end < 0 ? undefined : end);
}
