import { mxHostname } from "../../../src/check/mx/mx-hostname.ts";
import { type CheckCase, spec } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = [
  ...explained(mxHostname, ["error 4:40"]),
  {
    check: "mx-hostname",
    title: "refuses a last label of digits and Microsoft's host for domains that are not verified",
    specs: spec(
      "cloudflare",
      "records:",
      "  - {type: MX, value: 10 mail.example.123}",
      "  - {type: MX, value: 20 ms12345678.msv1.invalid}",
      "  - {type: MX, value: 30 192.0.2.1}",
    ),
    finds: ["error 4:39", "error 5:42"],
  },
];
