import { ofText } from "../../view/inside.ts";
import { textRecords } from "../../view/text-records.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { textExample } from "../example.ts";

export const dmarcRemovedTag: ZoneCheck = {
  id: "dmarc-removed-tag",
  severity: "warning",
  rule: "A DMARC record has no pct, rf or ri; RFC 9989 took them out.",
  source: "RFC 9989 appendix A.6, C.5.2",
  explanation: {
    why: "Old receivers still act on pct, new ones do not, so a policy with pct=20 means one thing here and another there.",
    effect: "The policy holds for a part of the mail at some receivers and for all at others.",
    fix: "Delete the tag; t=y asks for one step less than the policy while it is tested.",
    fails: textExample("_dmarc", "v=DMARC1; p=none; pct=20; rua=mailto:dmarc@example.com"),
    passes: textExample("_dmarc", "v=DMARC1; p=none; rua=mailto:dmarc@example.com"),
  },
  check(zone, report) {
    for (const { record, text, dmarc } of textRecords(zone).policies) {
      // such characters are for txt-ascii to tell
      if (/[^\t -~]/.test(text)) continue;
      for (const problem of dmarc.problems) {
        const { kind, tag, message } = problem;
        if (kind !== "removed") continue;
        report({
          message: `the DMARC record ${shownName(record.name)} has a tag that is out of date: ${message}`,
          help: tag === "pct" ? "delete it; t=y is what tells that a policy is being tested" : "delete it",
          ...ofText(zone, record, problem),
        });
      }
    }
  },
};
