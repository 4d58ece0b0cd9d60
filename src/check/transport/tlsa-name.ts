import type { Zone } from "../../plan/zone.ts";
import { aliasTargets } from "../../view/aliases.ts";
import { mailHosts } from "../../view/mail-hosts.ts";
import { once } from "../../view/once.ts";
import { transportRecords } from "../../view/transport-records.ts";
import { atOwner } from "../../view/whereabouts-inside.ts";
import { listed } from "../../words/list.ts";
import { shownName } from "../../words/record.ts";
import type { Name } from "../../zone/name.ts";
import { isNullMx } from "../../zone/rdata.ts";
import { recordsAt } from "../../zone/rrset.ts";
import type { AmongCheck } from "../check.ts";
import { example } from "../example.ts";
import { EXAMPLE_TLSA, tlsaExample } from "./example.ts";

export const tlsaName: AmongCheck = {
  id: "tlsa-name",
  severity: "error",
  rule: "A TLSA record is at _port._protocol of the host that presents the certificate; for mail that is _25._tcp of the MX host, not of the mail domain.",
  source: "RFC 6698 §3, RFC 7672 §2.2.3",
  explanation: {
    why: "A sender looks up the MX first, and then TLSA at _25._tcp of the host that it is about to connect to.",
    effect: "Nobody looks up the record, and DANE protects nothing.",
    fix: "Name it _25._tcp and the MX host's name.",
    fails: example(
      "mailbox: tencent-exmail",
      "records:",
      `  - {name: _25._tcp, type: TLSA, value: ${EXAMPLE_TLSA}}`,
    ),
    passes: tlsaExample(EXAMPLE_TLSA),
  },
  checkAmong(zone, zones, report) {
    for (const { record, at } of transportRecords(zone).tlsa) {
      if (at === undefined) {
        // a CNAME may lead to a record that many names share (RFC 7671 §6)
        if (record.name.startsWith("*.") || aliasTargets(zones).has(record.name)) continue;
        report({
          message: `${shownName(record.name)} has a TLSA record but is not a name like _25._tcp.host, so nobody looks it up`,
          help: "put the port and protocol before the host's name, as in _25._tcp.mail",
          ...atOwner(zone, record),
        });
      } else if (at.port === 25 && at.protocol === "tcp") {
        const hosts = exchanges(zones).has(at.host) ? [] : hostsOf(zone, at.host);
        if (hosts.length === 0) continue;
        report({
          message: `${shownName(record.name)} has a TLSA record for ${shownName(at.host)}, but its mail goes to ${listed(hosts.map(shownName))}, so senders never look it up`,
          help: `name it _25._tcp.${shownName(hosts[0] ?? at.host)}, in the zone of that host`,
          ...atOwner(zone, record),
        });
      }
    }
  },
};

/** The hosts that receive mail for any domain. */
const exchanges = once(
  (zones: readonly Zone[]): ReadonlySet<Name> =>
    new Set(zones.flatMap((zone) => mailHosts(zone).map(({ exchange }) => exchange))),
);

/** The MX hosts of a name that is a mail domain. */
function hostsOf(zone: Zone, name: string): string[] {
  return recordsAt(zone.owners, name, "MX").flatMap(({ data }) =>
    data.type === "MX" && !isNullMx(data) ? [data.exchange] : [],
  );
}
