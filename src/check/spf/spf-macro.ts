import type { ZoneCheck } from "../check.ts";
import { textExample } from "../example.ts";
import { spfProblems } from "./problems.ts";

export const spfMacro: ZoneCheck = {
  id: "spf-macro",
  severity: "error",
  rule: "A macro is %{, a letter of s l o d i p h v, digits, r, delimiters and }; or %%, %_, %-; another makes the record a permerror.",
  source: "RFC 7208 §7",
  explanation: {
    why: "The letters c, r and t mean something in the text of an explanation alone, and a bare % nothing at all.",
    effect: "Receivers answer permerror, so SPF fails for all mail of the domain.",
    fix: "Correct the macro, or write %% for the character.",
    fails: textExample("@", "v=spf1 exists:%{x}._spf.example.net -all"),
    passes: textExample("@", "v=spf1 exists:%{i}._spf.example.net -all"),
  },
  check: (zone, report) => spfProblems(zone, ["macro"], report),
};
