import type { ZoneCheck } from "../check.ts";
import { textExample } from "../example.ts";
import { spfProblems } from "./problems.ts";

export const spfRedirect: ZoneCheck = {
  id: "spf-redirect",
  severity: "error",
  rule: "redirect= and exp= each appear at most once and name a domain; otherwise the record is a permerror.",
  source: "RFC 7208 §6",
  unwaivable: "receivers return permerror for the record (RFC 7208 §6)",
  explanation: {
    why: "Only one record can replace this one, and only one text can explain the result.",
    effect: "Receivers return permerror, so SPF fails for all mail of the domain.",
    fix: "Keep one of the two, with the right domain.",
    fails: textExample("@", "v=spf1 redirect=a.example.net redirect=b.example.net"),
    passes: textExample("@", "v=spf1 redirect=a.example.net"),
  },
  check: (zone, report) =>
    spfProblems(zone, ["modifier"], report, "keep one, and name the domain after the ="),
};
