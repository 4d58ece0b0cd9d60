import type { ZoneCheck } from "../check.ts";
import { textExample } from "../example.ts";
import { spfProblems } from "./problems.ts";

export const spfIp4: ZoneCheck = {
  id: "spf-ip4",
  severity: "error",
  rule: "An ip4 term has a complete IPv4 address and a prefix length from 0 to 32; anything else makes the record a permerror.",
  source: "RFC 7208 §5.6, §12",
  unwaivable: "receivers return permerror for the record (RFC 7208 §4.6)",
  explanation: {
    why: "An address with a missing part, with leading zeros or of the other family is a syntax error, not a smaller network.",
    effect: "Receivers return permerror, so SPF fails for all mail of the domain.",
    fix: "Write four numbers from 0 to 255, and the prefix length after a slash.",
    fails: textExample("@", "v=spf1 ip4:198.51.100/24 -all"),
    passes: textExample("@", "v=spf1 ip4:198.51.100.0/24 -all"),
  },
  check: (zone, report) => spfProblems(zone, ["ip4"], report),
};
