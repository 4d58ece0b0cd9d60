import { dmarcEnums } from "../../../src/check/dmarc/dmarc-enums.ts";
import { type CheckCase, texts } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = [
  ...explained(dmarcEnums, ["error 5:65"]),
  {
    check: "dmarc-enums",
    title: "refuses options of fo that exclude each other",
    specs: texts(["_dmarc", "v=DMARC1; p=none; fo=0:1; t=maybe; psd=x"]),
    finds: ["warning 5:62", "error 5:69", "error 5:80"],
  },
  {
    // RFC 9989 §4.7: fo counts only with ruf, and receivers need not send failure reports at all
    check: "dmarc-enums",
    title: "warns at most of fo, whatever is wrong with it",
    specs: texts(["_dmarc", "v=DMARC1; p=none; fo=0:1:d:s"], ["_dmarc.a", "v=DMARC1; p=none; fo=x"]),
    finds: ["warning 5:62", "warning 6:64"],
  },
];
