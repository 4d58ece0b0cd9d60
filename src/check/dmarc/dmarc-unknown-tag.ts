import { nearest } from "../../words/nearest.ts";
import type { ZoneCheck } from "../check.ts";
import { textExample } from "../example.ts";
import { dmarcProblems } from "./problems.ts";

export const dmarcUnknownTag: ZoneCheck = {
  id: "dmarc-unknown-tag",
  severity: "warning",
  rule: "Every tag of a DMARC record is one of RFC 9989; receivers ignore all others, including typos.",
  source: "RFC 9989 §4.7",
  explanation: {
    why: "An unknown tag is not an error, so a typo in rua or sp goes unnoticed.",
    effect: "The tag has no effect.",
    fix: "Correct the tag, or delete it.",
    fails: textExample(
      "_dmarc",
      "v=DMARC1; p=none; rau=mailto:dmarc@example.net; rua=mailto:dmarc@example.net",
    ),
    passes: textExample("_dmarc", "v=DMARC1; p=none; rua=mailto:dmarc@example.net"),
  },
  check(zone, report) {
    dmarcProblems(zone, report, ({ kind, tag = "", message }) =>
      kind === "unknown" ? { says: `has an unknown tag: ${message}`, help: helpFor(tag) } : undefined,
    );
  },
};

const TAGS = ["p", "sp", "np", "adkim", "aspf", "fo", "rua", "ruf", "t", "psd"];

function helpFor(tag: string): string {
  const meant = nearest(tag.toLowerCase(), TAGS);
  return meant === undefined ? "delete the tag" : `did you mean ${meant}=?`;
}
