import { wildcardMx } from "../../../src/check/name/wildcard-mx.ts";
import { type CheckCase, spec } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = [
  ...explained(wildcardMx, ["warning 5:13"]),
  {
    check: "wildcard-mx",
    title: "takes a null MX for all names",
    specs: spec("cloudflare", "mode: parked", "records:", '  - {name: "*", type: MX, value: 0 .}'),
    finds: [],
  },
];
