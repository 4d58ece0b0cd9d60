import { answering } from "../../view/answering.ts";
import { authorities } from "../../view/authorities.ts";
import { mailHosts } from "../../view/mail-hosts.ts";
import { editable, ofRecord } from "../../view/origin.ts";
import { transportRecords } from "../../view/transport-records.ts";
import { shownName, shownRecord } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { example } from "../example.ts";

const lines = (caa: string): readonly string[] => [
  "spf: {mx: true}",
  "records:",
  "  - {type: MX, value: 10 mx}",
  "  - {name: mx, type: A, value: 192.0.2.25}",
  `  - {type: CAA, value: '${caa}'}`,
];

export const caaSts: ZoneCheck = {
  id: "caa-sts",
  severity: "warning",
  rule: "CAA lets some CA issue for the MX hosts and the host mta-sts; where nobody may, they have no certificate that holds.",
  source: "RFC 8659 §3, RFC 8461 §3.3",
  explanation: {
    why: "CAA of a domain holds for every name below that has none of its own, the mail hosts among them.",
    effect:
      "The certificate of the MX host or of the policy's host cannot be renewed: MTA-STS fails and clients warn.",
    fix: "Name the CA that issues for these hosts, at the domain or at the host itself.",
    fails: example(...lines('0 issue ";"')),
    passes: example(...lines('0 issue "letsencrypt.org"')),
  },
  check(zone, report) {
    const { caa, hosts: policyHosts } = transportRecords(zone);
    if (caa.length === 0) return;
    const hosts = new Set(mailHosts(zone).map(({ exchange }) => exchange));
    for (const { name } of policyHosts) hosts.add(name);
    for (const host of hosts) {
      const types = zone.owners.has(host) || host.startsWith("mta-sts.") ? answering(zone, host) : undefined;
      if (types === undefined || types.every(({ type }) => type === "NS")) continue;
      const said = authorities(zone, host, "issue");
      if (said === undefined || said.issuers.length > 0) continue;
      const record = editable(said.records);
      const alias = types.some(({ type }) => type === "CNAME");
      report({
        message: `${shownRecord(record)} lets no CA issue for ${shownName(host)}, so ${alias ? "unless the name it leads to has CAA of its own, " : ""}its certificate cannot be made or renewed`,
        help: `name the CA of that host, or add a CAA record at ${shownName(host)}`,
        ...ofRecord(zone, record),
      });
    }
  },
};
