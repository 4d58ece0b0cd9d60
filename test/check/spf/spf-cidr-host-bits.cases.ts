import { spfCidrHostBits } from "../../../src/check/spf/spf-cidr-host-bits.ts";
import { type CheckCase, texts } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = [
  ...explained(spfCidrHostBits, ["warning 5:43"]),
  {
    check: "spf-cidr-host-bits",
    title: "sees them in IPv6, and takes single addresses and whole prefixes",
    specs: texts([
      "@",
      "v=spf1 ip6:2001:db8::1/32 ip6:2001:db8::/32 ip4:192.0.2.7 ip4:192.0.2.7/32 ip6:::ffff:192.0.2.1 -all",
    ]),
    finds: ["warning 5:43"],
  },
];
