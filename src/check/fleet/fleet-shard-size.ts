import type { Zone } from "../../plan/zone.ts";
import { atDomain } from "../../view/whereabouts.ts";
import { counted } from "../../words/text.ts";
import { countRecords } from "../../zone/rrset.ts";
import type { FleetCheck } from "../check.ts";

/** Records; an update of 500 takes half a minute on the engine's own part, of 2,000 three (docs/architecture.md, fleets). */
const MOST = 500;

export const fleetShardSize: FleetCheck = {
  id: "fleet-shard-size",
  severity: "warning",
  rule: `A shard of a fleet has at most ${MOST} records.`,
  source: "design",
  explanation: {
    why: "The engine writes the whole state after every step, so the time of an update grows with the square of its records.",
    effect: "The shard takes minutes where two halves would take seconds, and the whole run waits for it.",
    fix: "Make more shards: a higher count, or more folders.",
    fails: "# no single spec can show this: it needs a fleet with a shard of hundreds of domains\n",
    passes: "domain: example.com\ndns: cloudflare\nmode: parked\n",
  },
  checkFleet(zones, report) {
    const shards = Map.groupBy(zones.filter(isOfFleet), (zone) => zone.domains[0]?.domain.spec.stack ?? "");
    for (const [stack, own] of shards) {
      const records = own.reduce((sum, { rrsets }) => sum + countRecords(rrsets), 0);
      const [first] = own[0]?.domains ?? [];
      if (records <= MOST || first === undefined) continue;
      report({
        message: `the shard ${stack} has ${counted(records, "record")}, so its updates are slow and the others wait for it`,
        help: `make more shards in stacks/${first.domain.spec.fleet}/fleet.yaml, or folders; a shard should have at most ${MOST} records`,
        ...atDomain(first.domain),
      });
    }
  },
};

const isOfFleet = ({ domains: [first] }: Zone): boolean => first?.domain.spec.fleet !== undefined;
