import { DMARC_POLICIES } from "../../mail/dmarc.ts";
import { textRecords } from "../../view/text-records.ts";
import { atText } from "../../view/whereabouts-inside.ts";
import { listed } from "../../words/list.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { textExample } from "../example.ts";

export const dmarcPValue: ZoneCheck = {
  id: "dmarc-p-value",
  severity: "error",
  rule: "The policies p, sp and np are none, quarantine or reject; receivers treat any other value as none, or ignore the record.",
  source: "RFC 9989 §4.7, §4.10.1",
  explanation: {
    why: "The policy is one of three words. A receiver that finds another word does not guess what was meant.",
    effect: "Receivers use none or ignore the record, so they deliver forged mail.",
    fix: "Write none, quarantine or reject.",
    fails: textExample("_dmarc", "v=DMARC1; p=rejct; rua=mailto:dmarc@example.net"),
    passes: textExample("_dmarc", "v=DMARC1; p=none; rua=mailto:dmarc@example.net"),
  },
  check(zone, report) {
    for (const { record, dmarc } of textRecords(zone).policies) {
      for (const problem of dmarc.problems) {
        const { kind, tag, message } = problem;
        if (kind !== "value" || tag === undefined || !POLICIES.has(tag)) continue;
        report({
          message: `the DMARC record ${shownName(record.name)} has an invalid policy: ${message}, so receivers use none or ignore the record`,
          help: `write ${tag}= with ${listed(DMARC_POLICIES).replace(" and ", " or ")}, followed by a semicolon`,
          ...atText(zone, record, problem),
        });
      }
    }
  },
};

const POLICIES: ReadonlySet<string> = new Set(["p", "sp", "np"]);
