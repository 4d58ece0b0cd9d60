import type { ZoneCheck } from "../check.ts";
import { textExample } from "../example.ts";
import { spfProblems } from "./problems.ts";

export const spfDomainSpec: ZoneCheck = {
  id: "spf-domain-spec",
  severity: "error",
  rule: "The domain of include, exists, a, mx, ptr and redirect is a full domain name, or ends in a macro; anything else makes the record a permerror.",
  source: "RFC 7208 §4.8, §12",
  unwaivable: "receivers return permerror for the record (RFC 7208 §4.6)",
  explanation: {
    why: "A URL, an address, a single label or a name with a prefix length cannot be looked up.",
    effect: "Receivers return permerror, so SPF fails for all mail of the domain.",
    fix: "Write the name that the service gives you, such as include:_spf.example.net.",
    fails: textExample("@", "v=spf1 include:https://spf.example.net -all"),
    passes: textExample("@", "v=spf1 include:spf.example.net -all"),
  },
  check: (zone, report) =>
    spfProblems(zone, ["domain"], report, "write just the domain name, such as include:_spf.example.net"),
};
