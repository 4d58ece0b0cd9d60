import { isTlsRpt, parseTlsRpt } from "../../mail/tls-rpt.ts";
import type { AmongCheck, ZoneCheck } from "../check.ts";
import { textExample } from "../example.ts";
import { type PolicyText, policyTextChecks } from "../policy-texts.ts";

const POLICY: PolicyText = {
  kind: "rpt",
  title: "TLS-RPT",
  readers: "senders",
  at: "_smtp._tls",
  name: "_smtp._tls",
  version: "v=TLSRPTv1;",
  form: "v=TLSRPTv1; rua=mailto:tls@example.com",
  loss: "no reports are sent",
  isOne: isTlsRpt,
  problemsOf: (text) =>
    parseTlsRpt(text).problems.map(({ message, ...span }) => ({
      ...span,
      says: `cannot be read: ${message}, so no reports are sent`,
      help: "write it as v=TLSRPTv1; rua=mailto:tls@example.com",
    })),
};

export const rptRecord: ZoneCheck & AmongCheck = {
  id: "rpt-record",
  severity: "error",
  rule: "The TLS-RPT record is the only TXT at _smtp._tls that begins with v=TLSRPTv1; and has a rua; otherwise nobody sends reports.",
  source: "RFC 8460 §3",
  unwaivable: "nobody sends reports",
  explanation: {
    why: "Senders look up TXT at _smtp._tls and ignore every text that does not begin with v=TLSRPTv1;. They send reports only if exactly one text is left.",
    effect: "TLS failures on the way to the domain remain unknown.",
    fix: "Publish one text of the form v=TLSRPTv1; rua=mailto:tls@example.com at _smtp._tls.",
    fails: textExample("_smtp._tls", "v=TLSRPT1; rua=mailto:tls@example.net"),
    passes: textExample("_smtp._tls", "v=TLSRPTv1; rua=mailto:tls@example.net"),
  },
  ...policyTextChecks(POLICY),
};
