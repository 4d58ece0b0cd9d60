import type { ZoneCheck } from "../check.ts";
import { EXAMPLE_KEY, textExample } from "../example.ts";
import { dkimProblem } from "./problems.ts";

export const dkimV: ZoneCheck = {
  id: "dkim-v",
  severity: "error",
  rule: "v= of a DKIM record is its first tag and exactly DKIM1, or absent.",
  source: "RFC 6376 §3.6.1",
  unwaivable: "verifiers ignore the record",
  explanation: {
    why: "Verifiers ignore a record of another version, and DKIM1 is case-sensitive.",
    effect: "Verifiers reject the record, so every signature with this selector fails.",
    fix: "Begin the record with v=DKIM1; or delete v=.",
    fails: textExample("s1._domainkey", `v=dkim1; p=${EXAMPLE_KEY}`),
    passes: textExample("s1._domainkey", `v=DKIM1; p=${EXAMPLE_KEY}`),
  },
  check: (zone, report) => dkimProblem(zone, "v", "begin the record with v=DKIM1;", report),
};
