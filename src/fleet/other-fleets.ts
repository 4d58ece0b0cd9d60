/** Zones that two fleets of a project publish: each would take the other's records for foreign. */
import { join } from "node:path";
import type { Finding } from "../finding.ts";
import { quote } from "../finding.ts";
import type { Zone } from "../plan/zone.ts";
import { STACKS } from "../spec/find.ts";
import { type FleetFile, readFleet } from "../spec/fleet-file.ts";
import { fleetNames } from "../spec/fleet-of-stack.ts";
import { accountKey } from "../spec/shard.ts";
import type { CloudUse, Spec } from "../spec/spec.ts";
import { readableSpecs } from "../spec/stack-specs.ts";
import { shownName } from "../words/record.ts";
import type { Name } from "../zone/name.ts";

/** One error a zone, at the first of the other fleet's specs. A sandbox has clouds of its own, so its fleets share nothing with others. */
export function zonesOfOthers(fleet: FleetFile, zones: readonly Zone[], root: string): readonly Finding[] {
  const own = new Map(zones.map((zone) => [keyOf(zone.cloud.id, zone.account, zone.name), zone]));
  const findings = new Map<Zone, Finding>();
  for (const other of fleetNames(root).filter((name) => name !== fleet.name)) {
    const folder = join(STACKS, other);
    const read = readFleet(join(root, folder), { name: other, shown: folder })?.fleet;
    if (read === undefined || Boolean(read.config.sandbox) !== Boolean(fleet.config.sandbox)) continue;
    for (const spec of readableSpecs([folder], root)) {
      for (const { cloud, account } of spec.clouds) {
        const zone = own.get(keyOf(cloud, account, spec.zone));
        if (zone === undefined || findings.has(zone)) continue;
        findings.set(zone, shared(zone, spec, [fleet.name, other]));
      }
    }
  }
  return [...findings.values()];
}

const keyOf = (cloud: CloudUse["cloud"], account: string | undefined, zone: Name): string =>
  `${accountKey({ cloud, ...(account !== undefined && { account }) })} ${zone}`;

function shared(zone: Zone, { place }: Spec, [own, other]: readonly [string, string]): Finding {
  const [first] = zone.domains;
  return {
    code: "fleet-zone-split",
    severity: "error",
    message: `the zone ${shownName(zone.name)} is in the fleets ${quote(own)} and ${quote(other)}, whose runs would take each other's records for foreign`,
    help: "move the specs of the zone into one fleet",
    place,
    ...(first && {
      related: [{ place: first.domain.spec.place, note: `a spec of the zone in the fleet ${own}` }],
    }),
  };
}
