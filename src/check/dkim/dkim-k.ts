import type { ZoneCheck } from "../check.ts";
import { EXAMPLE_KEY, textExample } from "../example.ts";
import { dkimProblem } from "./problems.ts";

export const dkimK: ZoneCheck = {
  id: "dkim-k",
  severity: "error",
  rule: "k= of a DKIM record is rsa or ed25519; without k= the key is RSA.",
  source: "RFC 6376 §3.6.1, RFC 8463 §4",
  explanation: {
    why: "Verifiers ignore a key of a type that they do not know.",
    effect: "Verifiers reject the record, so every signature with this selector fails.",
    fix: "Write k=rsa or k=ed25519, whichever matches the key.",
    fails: textExample("s1._domainkey", `v=DKIM1; k=rsa2048; p=${EXAMPLE_KEY}`),
    passes: textExample("s1._domainkey", `v=DKIM1; p=${EXAMPLE_KEY}`),
  },
  check: (zone, report) =>
    dkimProblem(zone, "k", "write k=rsa; or k=ed25519; or delete k= for an RSA key", report),
};
