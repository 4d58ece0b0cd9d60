import type { ZoneCheck } from "../check.ts";
import { textExample } from "../example.ts";
import { spfProblems } from "./problems.ts";

export const spfMacro: ZoneCheck = {
  id: "spf-macro",
  severity: "error",
  rule: "A macro is %{, one of the letters s l o d i p h v, digits, r, delimiters and }, or it is %%, %_ or %-; anything else makes the record a permerror.",
  source: "RFC 7208 §7",
  unwaivable: "receivers return permerror for the record (RFC 7208 §4.6)",
  explanation: {
    why: "The letters c, r and t are valid only in explanation texts, and a single % is never valid.",
    effect: "Receivers return permerror, so SPF fails for all mail of the domain.",
    fix: "Correct the macro, or write %% for a percent sign.",
    fails: textExample("@", "v=spf1 exists:%{x}._spf.example.net -all"),
    passes: textExample("@", "v=spf1 exists:%{i}._spf.example.net -all"),
  },
  check: (zone, report) => spfProblems(zone, ["macro"], report),
};
