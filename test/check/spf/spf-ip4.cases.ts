import { spfIp4 } from "../../../src/check/spf/spf-ip4.ts";
import { type CheckCase, sends } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = [
  ...explained(spfIp4, ["error 5:47"]),
  {
    check: "spf-ip4",
    title: "points to the item under spf:",
    specs: sends("spf:", "  ip4: [192.0.2.1, 999.1.1.1]"),
    finds: ["error 5:20"],
  },
];
