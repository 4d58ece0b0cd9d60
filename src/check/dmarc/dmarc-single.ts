import { isDmarc } from "../../mail/text-kind.ts";
import { textRecords } from "../../view/text-records.ts";
import type { ZoneCheck } from "../check.ts";
import { textExample } from "../example.ts";
import { type ForeignPolicy, singlePolicyChecks } from "../several-policies.ts";

const POLICY: ForeignPolicy = {
  kind: "DMARC",
  isKind: isDmarc,
  key: "dmarc",
  consequence: "receivers act as if there were none",
  help: "delete this record; set the policy under dmarc:",
};

export const dmarcSingle: ZoneCheck = {
  id: "dmarc-single",
  severity: "error",
  rule: "A name has one DMARC record; with two, receivers treat the domain as if it had none.",
  source: "RFC 9989 §4.10",
  unwaivable: "receivers ignore both of two DMARC records (RFC 9989 §4.10)",
  explanation: {
    why: "Receivers cannot tell which of two policies is meant, and the standard says to use neither.",
    effect: "The domain has no DMARC protection.",
    fix: "Keep one record, preferably under dmarc:.",
    fails: textExample("_dmarc", "v=DMARC1; p=none; rua=mailto:a@example.net", "_dmarc", "v=DMARC1; p=none"),
    passes: textExample("_dmarc", "v=DMARC1; p=none; rua=mailto:a@example.net"),
  },
  ...singlePolicyChecks(POLICY, (zone) => textRecords(zone).policies),
};
