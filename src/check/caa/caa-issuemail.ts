import { isBimi, parseBimi } from "../../mail/bimi.ts";
import { authorities } from "../../view/authorities.ts";
import { transportRecords } from "../../view/transport-records.ts";
import { atConflict, atRecord } from "../../view/whereabouts.ts";
import { shownName } from "../../words/record.ts";
import { recordsAt } from "../../zone/rrset.ts";
import type { ZoneCheck } from "../check.ts";
import { example } from "../example.ts";

export const caaIssuemail: ZoneCheck = {
  id: "caa-issuemail",
  severity: "info",
  rule: "CAA also says who may issue certificates for mail addresses (issuemail) and logos (issuevmc), as the domain uses them.",
  source: "RFC 9495, draft-brand-indicators-for-message-identification-14",
  explanation: {
    why: "issue and issuewild are only for web and mail servers. Certificates for mail addresses and logos have their own properties.",
    effect:
      "A parked domain that allows no CA can still get a certificate for its mail addresses. A domain with a logo may not get its certificate renewed.",
    fix: 'Add 0 issuemail ";" to a domain without mail, and name the CA of a mark certificate in issuevmc.',
    fails: example("mode: parked", "records:", "  - {type: CAA, value: '0 issue \";\"'}"),
    passes: example(
      "mode: parked",
      "records:",
      "  - {type: CAA, values: ['0 issue \";\"', '0 issuemail \";\"']}",
    ),
  },
  check(zone, report) {
    for (const { domain } of zone.domains) {
      const { domain: name, mode } = domain.spec;
      const [record] = recordsAt(zone.owners, name, "CAA");
      if (mode !== "parked" || record === undefined) continue;
      if (authorities(zone, name, "issue")?.issuers.length !== 0) continue;
      if (authorities(zone, name, "issuemail") !== undefined) continue;
      report({
        message: `CAA lets nobody issue for ${shownName(name)}, but does not mention certificates for mail addresses, which any CA may still issue`,
        help: `add {type: CAA, value: '0 issuemail ";"'} to records`,
        ...atRecord(zone, record),
      });
    }
    for (const { record, text, domain } of transportRecords(zone).bimi) {
      if (!isBimi(text) || !parseBimi(text).evidence) continue;
      const said = authorities(zone, domain, "issuevmc");
      if (said === undefined || said.issuers.length > 0) continue;
      report({
        message: `${shownName(record.name)} names a mark certificate, but CAA lets no CA issue one (issuevmc), so it cannot be renewed`,
        help: "name its CA in issuevmc",
        ...atConflict(zone, record, said.records),
      });
    }
  },
};
