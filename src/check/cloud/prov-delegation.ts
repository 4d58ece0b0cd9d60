import { ofDomain } from "../../view/origin.ts";
import { listed } from "../../words/list.ts";
import { shownName } from "../../words/record.ts";
import { withoutDot } from "../../zone/name.ts";
import type { LiveCheck } from "../check.ts";

export const provDelegation: LiveCheck = {
  id: "prov-delegation",
  severity: "warning",
  rule: "DNS leads to the name servers of the zone that is published; what another host answers is not changed by it.",
  source: "RFC 1034 §4.2",
  explanation: {
    why: "The parent zone names the servers that answer for a domain. A zone at any other host is not asked.",
    effect: "Nothing that is published takes effect: mail goes on as the other host says.",
    fix: "Enter the zone's name servers at the registrar, or publish at the host that the domain has; between two hosts it is right to publish first and to delegate then.",
    fails: "# no spec can: it takes a zone that the parent zone does not delegate to\n",
    passes: "domain: example.com\ndns: cloudflare\nmailbox: tencent-exmail\n",
  },
  checkLive({ zone, listed: { nameServers, delegation } }, report) {
    const [first] = zone.domains;
    if (delegation === undefined || nameServers.length === 0 || first === undefined) return;
    if (delegation.some((server) => nameServers.includes(server))) return;
    const servers = (names: readonly string[]): string => listed([...names].sort().map(withoutDot));
    report({
      message:
        delegation.length === 0
          ? `no name servers are found for the zone ${shownName(zone.name)}, so what is published in it is not answered`
          : `the zone ${shownName(zone.name)} is answered by ${servers(delegation)}, not by ${zone.cloud.title}, so what is published in it is not seen`,
      help: `have the registrar, or the zone above, name ${servers(nameServers)}`,
      ...ofDomain(first.domain),
      place: first.place,
    });
  },
};
