/** Instead of an update: looks up the clouds' ids of the zones, regardless of the ids in specs and config. */
import { madeZone } from "../../inventory/owned.ts";
import type { ZoneLookUp, ZoneLookUps } from "../../live/zone-look-up.ts";
import type { Zone } from "../../plan/zone.ts";
import type { CloudId } from "../../spec/cloud-id.ts";
import { withoutDot } from "../../zone/name.ts";
import { writeDocument } from "../document.ts";
import type { Outputs } from "../outputs.ts";
import type { Run } from "../run.ts";
import { findZoneIds } from "../zone-ids.ts";

export async function zoneIds(run: Run, path: string): Promise<Outputs> {
  writeDocument(path, await lookUpZones(run));
  return {};
}

async function lookUpZones({ loaded, config, owned, optionsOf, lookUps }: Run): Promise<ZoneLookUps> {
  const { zones } = loaded;
  const { zoneIds: configured } = config;
  const made = owned.zones;
  const lookUp = async (zone: Zone): Promise<ZoneLookUp> => {
    const { name, cloud, account, zoneId, create } = zone;
    const { zoneId: _, ...unnamed } = zone;
    const { ids, absent, findings } = await findZoneIds([unnamed], { made }, optionsOf, lookUps);
    const found = ids.get(unnamed);
    const given = zoneId ?? configured[cloud.id][withoutDot(name)];
    const [problem] = findings;
    return {
      name,
      cloud: cloud.id,
      ...(account !== undefined && { account }),
      ...(given !== undefined && {
        given: { id: given, by: zoneId === undefined ? "config" : "spec" } as const,
      }),
      ...(found !== undefined && { found }),
      ...(create !== undefined && {
        create: madeZone(zone, made) !== undefined ? "made" : absent.has(unnamed) ? "coming" : "barred",
      }),
      ...(problem !== undefined && { problem: problem.message }),
    };
  };
  const known = new Set(zones.map(({ cloud, name }) => `${cloud.id} ${withoutDot(name)}`));
  const unused = Object.entries(configured).flatMap(([cloud, ids]) =>
    Object.entries(ids)
      .filter(([name]) => !known.has(`${cloud} ${name}`))
      .map(([name, id]) => ({ cloud: cloud as CloudId, name, id })),
  );
  return { version: 1, zones: await Promise.all(zones.map(lookUp)), unused };
}
