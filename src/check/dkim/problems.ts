/** Problems in the tags of DKIM records. Each kind of problem is a check of its own. */
import type { DkimProblem } from "../../mail/dkim.ts";
import type { Zone } from "../../plan/zone.ts";
import { textRecords } from "../../view/text-records.ts";
import { atText } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import type { Report } from "../check.ts";

/** Reports the first problem of the kind in each DKIM record. */
export function dkimProblem(zone: Zone, kind: DkimProblem["kind"], help: string, report: Report): void {
  for (const { record, dkim } of textRecords(zone).dkim) {
    const wrong = dkim.problems.find((problem) => problem.kind === kind);
    if (wrong === undefined) continue;
    report({
      message: `the DKIM record ${shownName(record.name)} cannot be read: ${wrong.message}, so verifiers reject it`,
      help,
      ...atText(zone, record, wrong),
    });
  }
}
