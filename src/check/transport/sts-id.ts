import { quote } from "../../finding.ts";
import { isMtaSts, parseMtaSts } from "../../mail/mta-sts.ts";
import { transportRecords } from "../../view/transport-records.ts";
import { atText } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { stsExample } from "./example.ts";

export const stsId: ZoneCheck = {
  id: "sts-id",
  severity: "error",
  rule: "The id of an MTA-STS record has 1 to 32 letters and digits; otherwise senders ignore the record.",
  source: "RFC 8461 §3.1",
  unwaivable: "senders act as if there were no policy",
  explanation: {
    why: "The id tells senders that the policy has changed. It may only have letters and digits.",
    effect: "A date with hyphens makes the whole record invalid, and senders never fetch the policy.",
    fix: "Write a date and time without punctuation, or a hash of the policy.",
    fails: stsExample("v=STSv1; id=2026-01-01;"),
    passes: stsExample("v=STSv1; id=20260101000000Z;"),
  },
  check(zone, report) {
    for (const { record, text } of transportRecords(zone).sts) {
      if (!isMtaSts(text)) continue;
      const { id = "", problems } = parseMtaSts(text);
      for (const problem of problems) {
        const { field, message } = problem;
        if (field === undefined) continue;
        report({
          message: `the id ${quote(id)} of the MTA-STS record ${shownName(record.name)} is invalid: ${message}, so the domain has no policy`,
          help: `write 1 to 32 letters and digits, such as id=${id.replace(/[^a-z0-9]/gi, "").slice(0, 32) || "20260101000000Z"}`,
          ...atText(zone, record, problem),
        });
      }
    }
  },
};
