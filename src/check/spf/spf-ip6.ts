import type { ZoneCheck } from "../check.ts";
import { textExample } from "../example.ts";
import { spfProblems } from "./problems.ts";

export const spfIp6: ZoneCheck = {
  id: "spf-ip6",
  severity: "error",
  rule: "An ip6 term has an IPv6 address and a prefix length from 0 to 128; anything else makes the record a permerror.",
  source: "RFC 7208 §5.6, §12",
  unwaivable: "receivers return permerror for the record (RFC 7208 §4.6)",
  explanation: {
    why: "An address of the other family or with a scope such as %eth0 is a syntax error.",
    effect: "Receivers return permerror, so SPF fails for all mail of the domain.",
    fix: "Write the address in the form of RFC 5952, and the prefix length after a slash.",
    fails: textExample("@", "v=spf1 ip6:2001:db8:1:2:/64 -all"),
    passes: textExample("@", "v=spf1 ip6:2001:db8:1:2::/64 -all"),
  },
  check: (zone, report) => spfProblems(zone, ["ip6"], report),
};
