import { answering } from "../../view/answering.ts";
import { authorities } from "../../view/authorities.ts";
import { mailHosts } from "../../view/mail-hosts.ts";
import { transportRecords } from "../../view/transport-records.ts";
import { atRecord, editable } from "../../view/whereabouts.ts";
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
  rule: "CAA allows a CA to issue for the MX hosts and the host mta-sts; otherwise they cannot have a valid certificate.",
  source: "RFC 8659 §3, RFC 8461 §3.3",
  explanation: {
    why: "A domain's CAA applies to every name below that has none of its own, including the mail hosts.",
    effect:
      "The certificate of the MX host or of the policy host cannot be renewed. MTA-STS fails, and clients show warnings.",
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
        message: `${shownRecord(record)} allows no CA to issue for ${shownName(host)}, so its certificate cannot be issued or renewed${alias ? " unless the CNAME's target has its own CAA" : ""}`,
        help: `name the CA of that host, or add a CAA record at ${shownName(host)}`,
        ...atRecord(zone, record),
      });
    }
  },
};
