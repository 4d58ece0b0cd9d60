import { lackingDelegation } from "../../plan/delegation.ts";
import type { Zone } from "../../plan/zone.ts";
import { listed } from "../../words/list.ts";
import { shownName } from "../../words/record.ts";
import { withoutDot } from "../../zone/name.ts";
import type { AmongCheck } from "../check.ts";

export const nameUndelegated: AmongCheck = {
  id: "name-undelegated",
  severity: "warning",
  rule: "A zone that one stack creates below the zone of another one has NS records there; a stack publishes them only in its own zones.",
  source: "RFC 1034 §4.2.1",
  explanation: {
    why: "Resolvers find a zone by the NS records in the zone above. A stack that creates a zone below one of its own zones publishes them itself, but it does not change the zones of other stacks.",
    effect: "Nobody gets the records of the new zone: mail to its domains bounces.",
    fix: "After the first pulumi up, write the name servers that it prints as NS records into a spec of the zone above.",
    fails: "# no single spec can show this: it needs two stacks, one with the zone above\n",
    passes:
      "domain: example.com\ndns: route53\nmode: parked\n---\ndomain: shop.example.com\ndns: {cloud: route53, create: true}\nmode: parked\n",
  },
  checkAmong(zone, zones, report) {
    const { create } = zone;
    if (create === undefined) return;
    const own = new Set(stacksOf(zone));
    for (const parent of lackingDelegation(zone, zones)) {
      const others = stacksOf(parent);
      if (others.some((stack) => own.has(stack))) continue;
      report({
        message: `the zone ${shownName(zone.name)} is created below ${shownName(parent.name)}, which the stack ${listed(others)} publishes and which has no NS records for it, so nobody finds it`,
        help: `after the first pulumi up, add its stack output nameServers to a spec of ${shownName(parent.name)}: records: [{name: ${withoutDot(zone.name)}., type: NS, values: [...]}]`,
        domain: withoutDot(create.domain),
        place: create.place,
      });
    }
  },
};

/** The stacks whose specs are in the zone; "" for specs outside of stacks. */
const stacksOf = ({ domains }: Zone): string[] => [
  ...new Set(domains.map(({ domain }) => domain.spec.stack ?? "")),
];
