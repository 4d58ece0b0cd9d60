import { quote } from "../../finding.ts";
import { atDomain } from "../../view/whereabouts.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";

export const fleetZoneSplit: ZoneCheck = {
  id: "fleet-zone-split",
  severity: "error",
  rule: "All specs of a zone are in one shard of a fleet.",
  source: "design",
  explanation: {
    why: "Shards are run side by side, and each looks at its zones as a whole before it changes them.",
    effect:
      "Two runs would change one zone at the same time, and each would take the other's records for foreign.",
    fix: "Move the specs of the zone into one folder of the fleet, or onto the same clouds and accounts, whichever makes the shards.",
    fails: "# no single spec can show this: it needs a fleet with two shards that have domains of one zone\n",
    passes: "domain: a.example.com\nzone: example.com\ndns: cloudflare\nmode: parked\n",
  },
  check(zone, report) {
    const [first] = zone.domains;
    const other = zone.domains.find(
      ({ domain: { spec } }) => spec.fleet !== undefined && spec.stack !== first?.domain.spec.stack,
    );
    if (first === undefined || other === undefined || first.domain.spec.fleet !== other.domain.spec.fleet)
      return;
    report({
      message: `the zone ${shownName(zone.name)} has domains in the shards ${quote(first.domain.spec.stack ?? "")} and ${quote(other.domain.spec.stack ?? "")}, whose runs would get in each other's way`,
      help: "move the specs of the zone into one shard",
      ...atDomain(other.domain),
      related: [
        {
          place: first.domain.spec.place,
          note: `${shownName(first.domain.spec.domain)} is in ${first.domain.spec.stack}`,
        },
      ],
    });
  },
};
