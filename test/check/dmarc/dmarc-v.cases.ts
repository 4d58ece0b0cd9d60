import { dmarcV } from "../../../src/check/dmarc/dmarc-v.ts";
import { type CheckCase, texts } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = [
  ...explained(dmarcV, ["error 5:41"]),
  {
    check: "dmarc-v",
    title: "refuses a version behind the policy and a forgotten semicolon, and takes other texts",
    specs: texts(
      ["_dmarc.a", "p=none; v=DMARC1"],
      ["_dmarc.b", "v=DMARC1 p=none"],
      ["_dmarc.c", "verification=1"],
      ["_dmarc.d", " v=DMARC1; p=none"],
    ),
    finds: ["error 5:43", "error 6:43"],
  },
];
