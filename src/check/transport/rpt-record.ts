import { quote } from "../../finding.ts";
import { isTlsRpt, parseTlsRpt } from "../../mail/tls-rpt.ts";
import { ofOwner, ofText } from "../../view/inside.ts";
import { straysOf, transportRecords } from "../../view/transport-records.ts";
import { shownName } from "../../words/record.ts";
import type { AmongCheck, ZoneCheck } from "../check.ts";
import { textExample } from "../example.ts";
import { severalPolicies } from "../several-policies.ts";

export const rptRecord: ZoneCheck & AmongCheck = {
  id: "rpt-record",
  severity: "error",
  rule: "The TLS-RPT record is the one TXT at _smtp._tls that begins with v=TLSRPTv1; and has a rua; otherwise nobody reports.",
  source: "RFC 8460 §3",
  explanation: {
    why: "Senders ask for TXT at _smtp._tls, drop every text that does not begin with v=TLSRPTv1; and report only if exactly one is left.",
    effect: "Failures of TLS on the way to the domain stay unknown.",
    fix: "Publish one text of the form v=TLSRPTv1; rua=mailto:tls@example.com at _smtp._tls.",
    fails: textExample("_smtp._tls", "v=TLSRPT1; rua=mailto:tls@example.net"),
    passes: textExample("_smtp._tls", "v=TLSRPTv1; rua=mailto:tls@example.net"),
  },
  check(zone, report) {
    const { rpt } = transportRecords(zone);
    if (rpt.length === 0) return;
    const valid = rpt.filter(({ text }) => isTlsRpt(text));
    severalPolicies(zone, valid, "TLS-RPT", "senders then send no reports", report);
    for (const { record, text } of rpt) {
      if (isTlsRpt(text)) {
        for (const problem of parseTlsRpt(text).problems) {
          const { message } = problem;
          report({
            message: `the TLS-RPT record ${shownName(record.name)} cannot be read: ${message}, so nobody reports`,
            help: "write it as v=TLSRPTv1; rua=mailto:tls@example.com",
            ...ofText(zone, record, problem),
          });
        }
      } else if (!valid.some((other) => other.record.name === record.name)) {
        report({
          message: `${shownName(record.name)} TXT ${quote(text)} is no TLS-RPT record: it does not begin with v=TLSRPTv1; in exactly these letters, so senders drop it`,
          help: "begin the text with v=TLSRPTv1; and a rua, such as v=TLSRPTv1; rua=mailto:tls@example.com",
          ...ofText(zone, record, { offset: 0, length: text.length }),
        });
      }
    }
  },
  checkAmong(zone, zones, report) {
    for (const { record, text } of straysOf("rpt", zone, zones)) {
      report({
        message: `${shownName(record.name)} has the TLS-RPT text ${quote(text)}, which senders look for at _smtp._tls alone, so nobody reports`,
        help: "give the record the name _smtp._tls",
        ...ofOwner(zone, record),
      });
    }
  },
};
