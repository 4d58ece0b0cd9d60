import { tagSpan, tagValue } from "../../mail/tag-list.ts";
import { textRecords } from "../../view/text-records.ts";
import { atText } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { EXAMPLE_DKIM, example } from "../example.ts";

export const dmarcTestMode: ZoneCheck = {
  id: "dmarc-test-mode",
  severity: "warning",
  rule: "t=y is only for a test; with it, receivers apply one step less than the policy.",
  source: "RFC 9989 §4.7",
  explanation: {
    why: "t=y turns reject into quarantine, and quarantine into none. The test does not end by itself.",
    effect: "Forged mail gets through although the policy seems to stop it.",
    fix: "Delete t=y, or test: true under dmarc:, once the reports show that none of your mail fails.",
    fails: example(
      "mailbox: tencent-exmail",
      EXAMPLE_DKIM,
      'dmarc: {policy: quarantine, test: true, rua: ["mailto:dmarc@example.com"]}',
    ),
    passes: example(
      "mailbox: tencent-exmail",
      EXAMPLE_DKIM,
      'dmarc: {policy: quarantine, rua: ["mailto:dmarc@example.com"]}',
    ),
  },
  check(zone, report) {
    for (const { record, dmarc } of textRecords(zone).policies) {
      if (tagValue(dmarc.tags, "t")?.toLowerCase() !== "y") continue;
      report({
        message: `the DMARC record ${shownName(record.name)} has t=y, so receivers apply one step less than its policy`,
        help: "end the test once the reports are clean: delete t=y, or test: true under dmarc:",
        ...atText(zone, record, tagSpan(dmarc.tags, "t")),
      });
    }
  },
};
