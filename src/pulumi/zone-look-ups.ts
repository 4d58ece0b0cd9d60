/** In place of an update: the ids that the clouds give the zones, whatever specs and config say. */
import type { InvokeOptions } from "@pulumi/pulumi/invoke.js";
import type { LookUps } from "../inventory/look-ups.ts";
import { madeZone } from "../inventory/owned.ts";
import type { ZoneLookUp, ZoneLookUps } from "../live/zone-look-up.ts";
import type { Zone } from "../plan/zone.ts";
import type { CloudId } from "../spec/schema.ts";
import { withoutDot } from "../zone/name.ts";
import { findZoneIds, type KnownZones } from "./zone-ids.ts";

const NONE: KnownZones = { zoneIds: { route53: {}, cloudflare: {}, alidns: {} } };

export async function lookUpZones(
  zones: readonly Zone[],
  { zoneIds, made = [] }: KnownZones,
  optionsOf: (zone: Zone) => InvokeOptions,
  lookUps: LookUps,
): Promise<ZoneLookUps> {
  const lookUp = async (zone: Zone): Promise<ZoneLookUp> => {
    const { name, cloud, account, zoneId, create } = zone;
    const configured = zoneIds[cloud.id][withoutDot(name)];
    const { zoneId: _, ...unnamed } = zone;
    const { ids, absent, findings } = await findZoneIds([unnamed], { ...NONE, made }, optionsOf, lookUps);
    const found = ids.get(unnamed);
    const given = zoneId ?? configured;
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
  const unused = Object.entries(zoneIds).flatMap(([cloud, ids]) =>
    Object.entries(ids)
      .filter(([name]) => !known.has(`${cloud} ${name}`))
      .map(([name, id]) => ({ cloud: cloud as CloudId, name, id })),
  );
  return { version: 1, zones: await Promise.all(zones.map(lookUp)), unused };
}
