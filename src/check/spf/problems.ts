/** What is wrong with the terms of SPF records, by kind: each kind is a check of its own. */
import { quote } from "../../finding.ts";
import type { SpfProblem } from "../../mail/spf-term.ts";
import type { Zone } from "../../plan/zone.ts";
import { ofText } from "../../view/inside.ts";
import { textRecords } from "../../view/text-records.ts";
import { shownName } from "../../words/record.ts";
import type { Report } from "../check.ts";

/** Reports each problem of the kinds, at the item under `spf:` where the term stands there. */
export function spfProblems(
  zone: Zone,
  kinds: readonly SpfProblem["kind"][],
  report: Report,
  help?: string,
): void {
  for (const found of textRecords(zone).spf) {
    for (const { offset, length, message, kind } of found.spf.problems) {
      if (!kinds.includes(kind)) continue;
      const { record, text } = found;
      const term = termAt(text, offset);
      // such a character is for txt-ascii to tell
      if (/[^\t -~]/.test(term)) continue;
      report({
        message: `the SPF record of ${shownName(record.name)} has ${quote(term)}: ${message}; receivers answer permerror to the whole record`,
        help: help ?? `correct ${quote(text.slice(offset, offset + length))}, or delete the term`,
        ...ofText(zone, record, { offset, length }),
      });
    }
  }
}

/** The whole term in which an offset lies. */
export function termAt(text: string, offset: number): string {
  const start = text.lastIndexOf(" ", offset - 1) + 1;
  const end = text.indexOf(" ", start);
  return text.slice(start, end < 0 ? undefined : end);
}
