import { DMARC_POLICIES } from "../../mail/dmarc.ts";
import { ofText } from "../../view/inside.ts";
import { textRecords } from "../../view/text-records.ts";
import { listed } from "../../words/list.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { textExample } from "../example.ts";

export const dmarcPValue: ZoneCheck = {
  id: "dmarc-p-value",
  severity: "error",
  rule: "The policies p, sp and np are none, quarantine or reject; receivers take another value for none, or ignore the record.",
  source: "RFC 9989 §4.7, §4.10.1",
  explanation: {
    why: "The policy is one of three words; a receiver that finds another one does not ask what was meant.",
    effect: "Receivers fall back to none or ignore the record, so forged mail is delivered.",
    fix: "Write none, quarantine or reject.",
    fails: textExample("_dmarc", "v=DMARC1; p=rejct; rua=mailto:dmarc@example.com"),
    passes: textExample("_dmarc", "v=DMARC1; p=none; rua=mailto:dmarc@example.com"),
  },
  check(zone, report) {
    for (const { record, dmarc } of textRecords(zone).policies) {
      for (const problem of dmarc.problems) {
        const { kind, tag, message } = problem;
        if (kind !== "value" || tag === undefined || !POLICIES.has(tag)) continue;
        report({
          message: `the DMARC record ${shownName(record.name)} cannot be read as it is meant: ${message}, so receivers fall back to none or ignore the record`,
          help: `write ${tag}= with ${listed(DMARC_POLICIES).replace(" and ", " or ")}, and a semicolon behind it`,
          ...ofText(zone, record, problem),
        });
      }
    }
  },
};

const POLICIES: ReadonlySet<string> = new Set(["p", "sp", "np"]);
