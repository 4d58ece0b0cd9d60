import type { CheckCase } from "../check-case.ts";
import { textBehindCname } from "../transport/specs.ts";
import { bimi, LOGO, mail, REJECT } from "./specs.ts";

export const cases: readonly CheckCase[] = [
  {
    check: "bimi-record",
    title: "refuses http, a missing l, another version, two records, and one without a selector",
    specs: mail(
      REJECT,
      bimi("v=BIMI1; l=http://example.com/logo.svg"),
      bimi("v=BIMI1; a=", "a._bimi"),
      bimi("v=bimi1; l=https://example.com/logo.svg", "b._bimi"),
      bimi(LOGO, "c._bimi"),
      bimi("v=BIMI1; l=https://example.com/other.svg", "c._bimi"),
      bimi(LOGO, "_bimi"),
    ),
    finds: ["error 6:57", "error 7:40", "error 8:40", "error 10:5 < 9", "error 11:12"],
    mended: mail(REJECT, bimi(LOGO)),
  },
  {
    check: "bimi-record",
    title: "warns of a tag that receivers ignore",
    specs: mail(REJECT, bimi(`${LOGO}; size=1`)),
    finds: ["warning 6:123"],
  },
  {
    check: "bimi-record",
    title: "takes all tags, a refusal, and another text beside it",
    specs: mail(
      REJECT,
      bimi(`${LOGO}; avp=brand; lps=news,shop`),
      bimi("v=BIMI1; l=; a=;", "a._bimi"),
      `  - {name: b._bimi, type: TXT, values: ["${LOGO}", something else]}`,
    ),
    finds: [],
  },
  textBehindCname("bimi-record"),
];
