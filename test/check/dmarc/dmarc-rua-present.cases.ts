import { dmarcRuaPresent } from "../../../src/check/dmarc/dmarc-rua-present.ts";
import { type CheckCase, spec } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = [
  ...explained(dmarcRuaPresent, ["warning 5:1"]),
  {
    check: "dmarc-rua-present",
    title: "asks none of a parked domain",
    specs: spec("cloudflare", "mode: parked"),
    finds: [],
  },
];
