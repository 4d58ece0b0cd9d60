import { atDomain } from "../../view/whereabouts.ts";
import { listed } from "../../words/list.ts";
import { shownName } from "../../words/record.ts";
import { withoutDot } from "../../zone/name.ts";
import type { LiveCheck } from "../check.ts";

export const provDelegation: LiveCheck = {
  id: "prov-delegation",
  severity: "warning",
  rule: "DNS leads to the name servers of the published zone; otherwise another host answers, and publishing changes nothing there.",
  source: "RFC 1034 §4.2",
  explanation: {
    why: "The parent zone names the servers that answer for a domain. Nobody asks a zone at any other host.",
    effect: "Nothing that you publish takes effect, and mail continues as the other host says.",
    fix: "Enter the zone's name servers at the registrar, or publish at the domain's current host. To move between two hosts, publish first and change the delegation then.",
    fails: "# no spec can show this: it needs a zone that the parent zone does not delegate to\n",
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
          ? `the zone ${shownName(zone.name)} has no name servers in DNS, so nobody sees what is published in it`
          : `the zone ${shownName(zone.name)} is answered by ${servers(delegation)}, not by ${zone.cloud.title}, so nobody sees what is published in it`,
      help: `enter ${servers(nameServers)} at the registrar or in the zone above`,
      ...atDomain(first.domain),
      place: first.place,
    });
  },
};
