/** Problems in the tags of DMARC records. Each kind of problem is a check of its own. */
import type { Severity } from "../../finding.ts";
import type { DmarcProblem } from "../../mail/dmarc.ts";
import type { Zone } from "../../plan/zone.ts";
import { textRecords } from "../../view/text-records.ts";
import { atText } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import type { Report } from "../check.ts";

/** What a check says of a problem. */
export interface ProblemWords {
  /** What follows `the DMARC record _dmarc.example.com`. */
  readonly says: string;
  readonly help: string;
  /** If not that of the check. */
  readonly severity?: Severity;
}

/** Reports the problems that the check has words for, at the tag or its value. */
export function dmarcProblems(
  zone: Zone,
  report: Report,
  wordsFor: (problem: DmarcProblem) => ProblemWords | undefined,
): void {
  for (const { record, text, dmarc } of textRecords(zone).policies) {
    // txt-ascii reports such characters
    if (dmarc.problems.length === 0 || /[^\t -~]/.test(text)) continue;
    for (const problem of dmarc.problems) {
      const words = wordsFor(problem);
      if (words === undefined) continue;
      report({
        ...(words.severity !== undefined && { severity: words.severity }),
        message: `the DMARC record ${shownName(record.name)} ${words.says}`,
        help: words.help,
        ...atText(zone, record, problem),
      });
    }
  }
}
