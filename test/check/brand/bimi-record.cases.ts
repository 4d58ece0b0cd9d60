import type { CheckCase } from "../check-case.ts";
import { textBehindCname } from "../transport/specs.ts";
import { bimi, LOGO, mail, REJECT, withLogo } from "./specs.ts";

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
    title: "points at the part of a URL under bimi: that is wrong, and at a second record",
    specs: {
      "spec.yaml": withLogo("http://example.com/logo.svg", "https://example.com/vmc.pem"),
      "a.yaml": withLogo("https://example.com/logo.svg", "https://example.com/my vmc.pem").replace(
        "example.com",
        "a.example",
      ),
      "b.yaml": withLogo("https://example.com/logo.svg", "https://example.com/cmc.pem", bimi(LOGO)).replace(
        "example.com",
        "b.example",
      ),
    },
    finds: ["error 5:14", "error a.yaml:5:57", "error b.yaml:7:5 < b.yaml:5"],
    mended: withLogo("https://example.com/logo.svg", "https://example.com/vmc.pem"),
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
