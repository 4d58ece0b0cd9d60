import { spfIpPrivate } from "../../../src/check/spf/spf-ip-private.ts";
import { type CheckCase, sends } from "../check-case.ts";
import { explained } from "../explained.ts";
import { record } from "./specs.ts";

export const cases: readonly CheckCase[] = [
  ...explained(spfIpPrivate, ["warning 5:43"]),
  {
    check: "spf-ip-private",
    title: "warns of IPv4 in the form of IPv6, which no client is seen with",
    specs: record("v=spf1 ip6:::ffff:8.8.8.8 -all"),
    finds: ["warning 5:32"],
  },
  {
    check: "spf-ip-private",
    title: "points to the item under spf:, and tells of addresses for documentation",
    specs: sends("spf: {ip4: [192.168.1.0/24, 192.0.2.1], ip6: [fd00::/8, '2a00::1']}"),
    finds: ["warning 4:13", "info 4:29", "warning 4:47"],
  },
];
