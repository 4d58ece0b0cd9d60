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
];
