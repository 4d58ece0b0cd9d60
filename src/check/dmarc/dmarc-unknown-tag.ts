import { ofText } from "../../view/inside.ts";
import { textRecords } from "../../view/text-records.ts";
import { nearest } from "../../words/nearest.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { textExample } from "../example.ts";

export const dmarcUnknownTag: ZoneCheck = {
  id: "dmarc-unknown-tag",
  severity: "warning",
  rule: "Every tag of a DMARC record is one of RFC 9989; receivers ignore others, typing mistakes too.",
  source: "RFC 9989 §4.7",
  explanation: {
    why: "A tag that is not known is no error, so a typo in rua or sp goes unseen.",
    effect: "What the tag was meant to do does not happen.",
    fix: "Correct the tag, or delete it.",
    fails: textExample(
      "_dmarc",
      "v=DMARC1; p=none; rau=mailto:dmarc@example.com; rua=mailto:dmarc@example.com",
    ),
    passes: textExample("_dmarc", "v=DMARC1; p=none; rua=mailto:dmarc@example.com"),
  },
  check(zone, report) {
    for (const { record, text, dmarc } of textRecords(zone).policies) {
      // such characters are for txt-ascii to tell
      if (/[^\t -~]/.test(text)) continue;
      for (const problem of dmarc.problems) {
        const { kind, tag, message } = problem;
        if (kind !== "unknown") continue;
        report({
          message: `the DMARC record ${shownName(record.name)} has a tag that does nothing: ${message}`,
          help: helpFor(tag ?? ""),
          ...ofText(zone, record, problem),
        });
      }
    }
  },
};

const TAGS = ["p", "sp", "np", "adkim", "aspf", "fo", "rua", "ruf", "t", "psd"];

function helpFor(tag: string): string {
  const meant = nearest(tag.toLowerCase(), TAGS);
  return meant === undefined ? "delete the tag" : `did you mean ${meant}=?`;
}
