import { txtAscii } from "../../../src/check/rr/txt-ascii.ts";
import { type CheckCase, texts } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = [
  ...explained(txtAscii, ["error 5:59"]),
  {
    check: "txt-ascii",
    title: "sees curly quotes, invisible spaces and line feeds, and leaves other texts alone",
    specs: texts(
      ["a", "\u200bv=spf1 -all"],
      ["_dmarc", "“v=DMARC1; p=none”"],
      ["s1._domainkey", "v=DKIM1;\np="],
      ["b", "grüße 你好"],
      ["c", "v=spf1\t-all"],
    ),
    finds: ["error 5:36", "error 6:41", "error 7:56"],
  },
  {
    check: "txt-ascii",
    title: "refuses U-labels in a policy, which has A-labels (RFC 5890 §2.3.2.1)",
    specs: texts(
      ["_dmarc", "v=DMARC1; p=none; rua=mailto:d@bücher.example"],
      ["a", "v=spf1 include:spf.bücher.example -all"],
    ),
    finds: ["error 5:73", "error 6:56"],
    mended: texts(
      ["_dmarc", "v=DMARC1; p=none; rua=mailto:d@xn--bcher-kva.example"],
      ["a", "v=spf1 include:spf.xn--bcher-kva.example -all"],
    ),
  },
];
