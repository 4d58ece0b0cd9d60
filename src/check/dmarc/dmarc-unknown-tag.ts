import { nearest } from "../../words/nearest.ts";
import type { ZoneCheck } from "../check.ts";
import { textExample } from "../example.ts";
import { dmarcProblems } from "./problems.ts";

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
    dmarcProblems(zone, report, ({ kind, tag = "", message }) =>
      kind === "unknown"
        ? { says: `has a tag that does nothing: ${message}`, help: helpFor(tag) }
        : undefined,
    );
  },
};

const TAGS = ["p", "sp", "np", "adkim", "aspf", "fo", "rua", "ruf", "t", "psd"];

function helpFor(tag: string): string {
  const meant = nearest(tag.toLowerCase(), TAGS);
  return meant === undefined ? "delete the tag" : `did you mean ${meant}=?`;
}
