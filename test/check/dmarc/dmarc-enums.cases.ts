import { dmarcEnums } from "../../../src/check/dmarc/dmarc-enums.ts";
import { type CheckCase, texts } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = [
  ...explained(dmarcEnums, ["error 5:65"]),
  {
    check: "dmarc-enums",
    title: "refuses options of fo that exclude each other",
    specs: texts(["_dmarc", "v=DMARC1; p=none; fo=0:1; t=maybe; psd=x"]),
    finds: ["error 5:62", "error 5:69", "error 5:80"],
  },
];
