import { quote } from "../../finding.ts";
import { isTlsRpt, parseTlsRpt } from "../../mail/tls-rpt.ts";
import { transportRecords } from "../../view/transport-records.ts";
import { atText } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { textExample } from "../example.ts";

export const rptUri: ZoneCheck = {
  id: "rpt-uri",
  severity: "error",
  rule: "TLS reports go to mailto: or https: URIs; anything else gets no reports.",
  source: "RFC 8460 §3",
  explanation: {
    why: "Each item of rua is a URI. A comma separates items and a semicolon ends the list, so inside a URI both are percent-encoded, and so is !.",
    effect: "Senders skip the item, or the whole record, and reports are lost.",
    fix: "Put mailto: in front of an address, or write a full https URL.",
    fails: textExample("_smtp._tls", "v=TLSRPTv1; rua=ops@example.net"),
    passes: textExample("_smtp._tls", "v=TLSRPTv1; rua=mailto:ops@example.net"),
  },
  check(zone, report) {
    for (const { record, text } of transportRecords(zone).rpt) {
      if (!isTlsRpt(text)) continue;
      for (const { uri, offset, problem } of parseTlsRpt(text).uris) {
        // an empty rua is for rpt-record
        if (problem === undefined || /rua=\s*(?:;|$)/.test(text)) continue;
        report({
          message: `the TLS-RPT record ${shownName(record.name)} sends reports to ${quote(uri)}, which is invalid: ${problem}, so no report arrives`,
          help: uri.includes("@")
            ? `write ${quote(`mailto:${uri.replace(/^[a-z]*:|[!\s].*/gis, "")}`)}`
            : "write mailto: and an address, or an https URL",
          ...atText(zone, record, { offset, length: uri.length }),
        });
      }
    }
  },
};
