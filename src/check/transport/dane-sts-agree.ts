import { hasSts, hostsWithDane, transportRecords } from "../../view/transport-records.ts";
import { atDomain } from "../../view/whereabouts.ts";
import { listed } from "../../words/list.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { example } from "../example.ts";
import { EXAMPLE_TLSA } from "./example.ts";

const lines = [
  "spf: {mx: true}",
  "external: [mta-sts]",
  "records:",
  "  - {name: _mta-sts, type: TXT, value: v=STSv1; id=1}",
  "  - {type: MX, values: [10 mx1, 20 mx2]}",
  "  - {name: mx1, type: A, value: 192.0.2.25}",
  "  - {name: mx2, type: A, value: 192.0.2.26}",
  `  - {name: _25._tcp.mx1, type: TLSA, value: ${EXAMPLE_TLSA}}`,
];

export const daneStsAgree: ZoneCheck = {
  id: "dane-sts-agree",
  severity: "warning",
  rule: "If a domain has MTA-STS and DANE, both cover every MX host; an attacker goes for the host that DANE leaves out.",
  source: "RFC 8461 §2, RFC 7672 §2.2",
  explanation: {
    why: "Senders with DANE use it for hosts that have TLSA records, and do without for others. MTA-STS covers all hosts of the policy.",
    effect:
      "A sender with DANE but without MTA-STS can be led to the host without TLSA records, in plain text.",
    fix: "Publish TLSA records for every MX host, or for none.",
    fails: example(...lines),
    passes: example(...lines, `  - {name: _25._tcp.mx2, type: TLSA, value: ${EXAMPLE_TLSA}}`),
  },
  check(zone, report) {
    if (transportRecords(zone).tlsa.length === 0) return;
    for (const { domain } of zone.domains) {
      const { domain: name } = domain.spec;
      const hosts = hostsWithDane(zone, name);
      const without = hosts.filter(({ dane }) => !dane).map(({ host }) => shownName(host));
      if (without.length === 0 || without.length === hosts.length || !hasSts(zone, name)) continue;
      report({
        message: `${shownName(name)} has MTA-STS for all its MX hosts but DANE only for some: ${listed(without)} ${without.length === 1 ? "has" : "have"} no TLSA record, so senders with only DANE can be led there unprotected`,
        help: `add TLSA records at ${listed(without.map((host) => `_25._tcp.${host}`))}`,
        ...atDomain(domain),
      });
    }
  },
};
