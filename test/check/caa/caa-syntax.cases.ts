import type { CheckCase } from "../check-case.ts";
import { caa } from "./specs.ts";

export const cases: readonly CheckCase[] = [
  {
    check: "caa-syntax",
    title: "refuses values and flags that CAs cannot read, and warns of a mistyped tag",
    specs: caa(
      '0 issue "https://letsencrypt.org"',
      '1 issue "letsencrypt.org"',
      '0 iodef "security@example.com"',
      '0 isue "letsencrypt.org"',
      '128 isue "letsencrypt.org"',
    ),
    finds: ["error 5:34", "error 6:25", "error 7:34", "warning 8:27", "error 9:29"],
    mended: caa('0 issue "letsencrypt.org"'),
  },
  {
    check: "caa-syntax",
    title: "takes every registered property",
    specs: caa(
      '0 issue "letsencrypt.org; validationmethods=dns-01"',
      '0 issuewild ";"',
      '0 issuemail "ca.example.net"',
      '128 issuevmc "digicert.com"',
      '0 iodef "mailto:security@example.com"',
      '0 contactemail "security@example.com"',
    ),
    finds: [],
  },
];
