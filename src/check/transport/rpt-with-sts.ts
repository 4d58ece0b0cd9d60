import { hasSts, hostsWithDane, isSettledElsewhere, transportRecords } from "../../view/transport-records.ts";
import { atDomain } from "../../view/whereabouts.ts";
import { shownName } from "../../words/record.ts";
import { recordsAt } from "../../zone/rrset.ts";
import type { ZoneCheck } from "../check.ts";
import { rptExample, stsExample } from "./example.ts";

export const rptWithSts: ZoneCheck = {
  id: "rpt-with-sts",
  severity: "info",
  rule: "A domain with MTA-STS or DANE asks for TLS reports, and a domain that asks for reports has MTA-STS or DANE.",
  source: "RFC 8460 §1",
  explanation: {
    why: "With MTA-STS and DANE, senders refuse connections that are not as announced. TLS-RPT is how the domain learns about it.",
    effect: "An expired certificate stops mail from careful senders, and nobody reports it.",
    fix: "Add v=TLSRPTv1; rua=mailto:... at _smtp._tls.",
    fails: stsExample("v=STSv1; id=1"),
    passes: rptExample("mailto:tls@example.net"),
  },
  check(zone, report) {
    if (!transportRecords(zone).isConcerned) return;
    for (const { domain } of zone.domains) {
      const { domain: name, mode } = domain.spec;
      if (mode !== "mail" && mode !== "receive-only") continue;
      const sts = hasSts(zone, name);
      const dane = hostsWithDane(zone, name).some((host) => host.dane);
      const reports = `_smtp._tls.${name}`;
      const elsewhere = isSettledElsewhere(zone, reports);
      const rpt = elsewhere || recordsAt(zone.owners, reports, "TXT").length > 0;
      if ((sts || dane) && !rpt) {
        report({
          message: `${shownName(name)} has ${sts ? "MTA-STS" : "DANE"} but no TLS-RPT record, so nobody reports when it stops delivery`,
          help: `add {name: _smtp._tls, type: TXT, value: "v=TLSRPTv1; rua=mailto:tls@${shownName(name)}"} to records`,
          ...atDomain(domain),
        });
      } else if (rpt && !elsewhere && !sts && !dane) {
        report({
          message: `${shownName(name)} asks for TLS reports but has neither MTA-STS nor DANE, so reports say little`,
          help: "nothing to do if this is a first step; MTA-STS comes next",
          ...atDomain(domain),
        });
      }
    }
  },
};
