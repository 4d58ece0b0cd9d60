import { dmarcSpWeaker } from "../../../src/check/dmarc/dmarc-sp-weaker.ts";
import { type CheckCase, texts } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = [
  ...explained(dmarcSpWeaker, ["warning 5:42"]),
  {
    check: "dmarc-sp-weaker",
    title: "compares np with sp where there is one",
    specs: texts(
      ["_dmarc.a", "v=DMARC1; p=reject; sp=none; np=none"],
      ["_dmarc.b", "v=DMARC1; p=none; sp=quarantine; np=reject"],
      ["_dmarc.c", "v=DMARC1; p=quarantine; np=none"],
    ),
    finds: ["warning 5:63", "warning 7:67"],
  },
];
