import type { ZoneCheck } from "../check.ts";
import { EXAMPLE_KEY, textExample } from "../example.ts";
import { dkimProblem } from "./problems.ts";

export const dkimK: ZoneCheck = {
  id: "dkim-k",
  severity: "error",
  rule: "k= of a DKIM record is rsa or ed25519, or absent for rsa.",
  source: "RFC 6376 §3.6.1, RFC 8463 §4",
  explanation: {
    why: "A key of a type that a verifier does not know is to be ignored.",
    effect: "Verifiers refuse the record, so every signature with this selector fails.",
    fix: "Write k=rsa or k=ed25519, whichever the key is.",
    fails: textExample("s1._domainkey", `v=DKIM1; k=rsa2048; p=${EXAMPLE_KEY}`),
    passes: textExample("s1._domainkey", `v=DKIM1; p=${EXAMPLE_KEY}`),
  },
  check: (zone, report) =>
    dkimProblem(zone, "k", "write k=rsa; or k=ed25519; or leave it out for rsa", report),
};
