import { isMtaSts, parseMtaSts } from "../../mail/mta-sts.ts";
import type { AmongCheck, ZoneCheck } from "../check.ts";
import { type PolicyText, policyTextChecks } from "../policy-texts.ts";
import { stsExample } from "./example.ts";

const POLICY: PolicyText = {
  kind: "sts",
  title: "MTA-STS",
  readers: "senders",
  at: "_mta-sts",
  name: "_mta-sts",
  version: "v=STSv1;",
  form: "v=STSv1; id=20260101000000Z;",
  loss: "the domain has no policy",
  isOne: isMtaSts,
  problemsOf: (text) =>
    parseMtaSts(text)
      // sts-id reports an invalid id
      .problems.filter(({ field }) => field === undefined)
      .map(({ message, ...span }) => ({
        ...span,
        says: `cannot be read: ${message}, so the domain has no policy`,
        help: "write it as v=STSv1; id=20260101000000Z; and change the id whenever the policy changes",
      })),
};

export const stsRecord: ZoneCheck & AmongCheck = {
  id: "sts-record",
  severity: "error",
  rule: "The MTA-STS record is the only TXT at _mta-sts that begins with v=STSv1; and has an id; otherwise senders act as if there were no policy.",
  source: "RFC 8461 §3.1",
  unwaivable: "senders act as if there were no policy",
  explanation: {
    why: "Senders look up TXT at _mta-sts and ignore every text that does not begin with v=STSv1;. They give up unless exactly one text is left.",
    effect:
      "Senders never fetch the policy, so an attacker can downgrade connections to plain text unnoticed.",
    fix: "Publish one text of the form v=STSv1; id=20260101000000Z; at _mta-sts.",
    fails: stsExample("v=STSV1; id=20260101"),
    passes: stsExample("v=STSv1; id=20260101"),
  },
  ...policyTextChecks(POLICY),
};
