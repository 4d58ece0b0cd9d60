import { ofText } from "../../view/inside.ts";
import { textRecords } from "../../view/text-records.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { EXAMPLE_KEY, textExample } from "../example.ts";

export const dkimV: ZoneCheck = {
  id: "dkim-v",
  severity: "error",
  rule: "v= of a DKIM record is its first tag and exactly DKIM1, or absent.",
  source: "RFC 6376 §3.6.1",
  explanation: {
    why: "A record of another version is to be ignored, and DKIM1 is compared by case.",
    effect: "Verifiers refuse the record, so every signature with this selector fails.",
    fix: "Begin the record with v=DKIM1; or leave v= out.",
    fails: textExample("s1._domainkey", `v=dkim1; p=${EXAMPLE_KEY}`),
    passes: textExample("s1._domainkey", `v=DKIM1; p=${EXAMPLE_KEY}`),
  },
  check(zone, report) {
    for (const { record, dkim } of textRecords(zone).dkim) {
      const wrong = dkim.problems.find(({ kind }) => kind === "v");
      if (wrong === undefined) continue;
      report({
        message: `the DKIM record ${shownName(record.name)} cannot be read: ${wrong.message}, so verifiers refuse it`,
        help: "begin the record with v=DKIM1;",
        ...ofText(zone, record, wrong),
      });
    }
  },
};
