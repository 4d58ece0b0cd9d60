import { type CheckCase, spec } from "../check-case.ts";
import { own } from "./specs.ts";

export const cases: readonly CheckCase[] = [
  {
    check: "mx-has-address",
    title: "refuses an MX to a name that has other data alone",
    specs: own(
      "cloudflare",
      "  - {type: MX, value: 10 mail}",
      "  - {name: mail, type: TXT, value: v=spf1 -all}",
    ),
    finds: ["error 4:26"],
    mended: own(
      "cloudflare",
      "  - {type: MX, value: 10 mail}",
      "  - {name: mail, type: TXT, value: v=spf1 -all}",
      "  - {name: mail, type: A, value: 192.0.2.1}",
    ),
  },
  {
    check: "mx-has-address",
    title: "refuses the mail domain itself as a host without address",
    specs: own("cloudflare", '  - {type: MX, value: "10 @"}'),
    finds: ["error 4:27"],
  },
  {
    check: "mx-has-address",
    title: "takes AAAA alone, and what external names",
    specs: spec(
      "cloudflare",
      "external: [mx2]",
      "records:",
      "  - {type: MX, value: 10 mx1}",
      '  - {name: mx1, type: AAAA, value: "2001:db8::1"}',
      "  - {type: MX, value: 20 mx2}",
      "  - {name: mx2, type: TXT, value: v=spf1 -all}",
    ),
    finds: [],
  },
];
