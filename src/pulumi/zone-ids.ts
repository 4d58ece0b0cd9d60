/** The clouds' ids of zones: from the spec, the stack's config or its state, else looked up, once per zone and run. */
import type { InvokeOptions } from "@pulumi/pulumi/invoke.js";
import { shellCommand } from "../../tools/shell-word.mjs";
import type { ZoneFacts } from "../cloud/listing.ts";
import type { Finding } from "../finding.ts";
import { LookUps } from "../inventory/look-ups.ts";
import { madeZone, type OwnedResource } from "../inventory/owned.ts";
import { zoneIdPath } from "../live/zone-look-up.ts";
import type { Zone } from "../plan/zone.ts";
import type { StackConfig } from "../spec/stack-config.ts";
import { printablePluginError } from "../words/plugin-error.ts";
import { oneLine } from "../words/text.ts";
import { withoutDot } from "../zone/name.ts";
import { cloudSdks } from "./cloud-sdk/cloud-sdks.ts";
import { zoneTaken } from "./zone-taken.ts";

/** API calls per look-up: a list by name, then the zone itself (plugins measured and read, 2026-11-21). */
const CALLS = 2;

/** What is known about zones before any look-up. */
export interface KnownZones extends Partial<Pick<StackConfig, "zoneIds">> {
  /** The zones that the stack has created, from its state. */
  readonly made?: readonly OwnedResource[];
}

export interface ZoneIds {
  readonly ids: ReadonlyMap<Zone, string>;
  /** What the clouds reported about the zones, now or when they were created. */
  readonly facts: ReadonlyMap<Zone, ZoneFacts>;
  /** Zones to be created that certainly do not exist yet. */
  readonly absent: ReadonlySet<Zone>;
  readonly findings: readonly Finding[];
}

export async function findZoneIds(
  zones: readonly Zone[],
  known: KnownZones,
  optionsFor: (zone: Zone) => InvokeOptions,
  lookUps: LookUps = new LookUps(),
): Promise<ZoneIds> {
  const ids = new Map<Zone, string>();
  const facts = new Map<Zone, ZoneFacts>();
  const absent = new Set<Zone>();
  const findings: Finding[] = [];
  const keep = (zone: Zone, found: ZoneFacts): void => {
    ids.set(zone, found.id);
    facts.set(zone, found);
  };
  const ask = (zone: Zone, by: "zone" | "zoneIfThere"): Promise<ZoneFacts | undefined> =>
    askCloud(zone, by, optionsFor(zone), lookUps);
  const lookUp = async (zone: Zone): Promise<void> => {
    try {
      const found = await ask(zone, "zone");
      if (found !== undefined) keep(zone, found);
    } catch (error) {
      findings.push(zoneUnread(zone, error));
    }
  };
  const lookForRoom = async (zone: Zone): Promise<void> => {
    try {
      const found = await ask(zone, "zoneIfThere");
      if (found === undefined) absent.add(zone);
      else {
        keep(zone, found);
        findings.push(zoneTaken(zone, found.id));
      }
    } catch (error) {
      const problem = zoneUncertain(zone, error);
      if (problem === undefined) absent.add(zone);
      else findings.push(problem);
    }
  };
  const find = (zone: Zone): Promise<void> | undefined => {
    const { cloud, create, name } = zone;
    const given = zone.zoneId ?? known.zoneIds?.[cloud.id][withoutDot(name)];
    const resource = madeZone(zone, known.made ?? []);
    const own = resource && cloudSdks[cloud.id].facts(resource.outputs);
    if (create !== undefined && given !== undefined && given !== own?.id) {
      findings.push(idOfCreated(zone, given));
      return undefined;
    }
    if (given !== undefined && create === undefined) {
      ids.set(zone, given);
      return undefined;
    }
    if (own === undefined) return create === undefined ? lookUp(zone) : lookForRoom(zone);
    // a zone that is identified by its name cannot be mistaken for another, and a look-up gives the minimum TTL
    if (cloud.zoneArgument === undefined) return lookUp(zone);
    keep(zone, own);
    return undefined;
  };
  await Promise.all(zones.map(find));
  return { ids, facts, absent, findings };
}

const askCloud = (
  zone: Zone,
  by: "zone" | "zoneIfThere",
  options: InvokeOptions,
  lookUps: LookUps,
): Promise<ZoneFacts | undefined> =>
  lookUps.run(zone, {
    ask: () => cloudSdks[zone.cloud.id][by](withoutDot(zone.name), options),
    calls: () => CALLS,
  });

/** What a failed look-up says of a zone that is to be created; undefined when it says that the zone is not there. */
function zoneUncertain(zone: Zone, error: unknown): Finding | undefined {
  const { notThere, several } = zone.cloud.zoneResource;
  const reason = String(error);
  if (notThere?.pattern.test(reason)) return undefined;
  return several?.pattern.test(reason) ? zoneTaken(zone, undefined) : zoneUnread(zone, error);
}

/** `prov-zone-exists`: the zone does not exist, or may not be read. */
export function zoneUnread(zone: Zone, error: unknown): Finding {
  const name = withoutDot(zone.name);
  const said = error instanceof Error ? error.message : String(error);
  const reason = oneLine(printablePluginError(said));
  const first = zone.domains[0];
  const help =
    zone.create === undefined
      ? `create the zone ${name} there, or let the stack create it with \`dns: {cloud: ${zone.cloud.id}, create: true}\`; or name the right zone with \`zone:\`, or set its id with \`dns: {cloud: ${zone.cloud.id}, zoneId: ...}\`; the account's credentials must be allowed to list it`
      : `a zone is created only if it certainly does not exist yet: allow the account's credentials to list zones, or try again; if this stack created ${name} and somebody deleted it, run pulumi refresh, and the next pulumi up creates it again`;
  return {
    code: "prov-zone-exists",
    severity: "error",
    message: `the zone ${name} could not be found on ${zone.cloud.title}, so nothing can be published in it: ${reason}`,
    help,
    ...(first === undefined ? {} : { place: first.place, domain: withoutDot(first.domain.spec.domain) }),
  };
}

/** `dns-zone-id`: the stack's config has an id for a zone that a spec creates. */
function idOfCreated({ cloud, name, create, domains }: Zone, id: string): Finding {
  const zone = withoutDot(name);
  const place = create?.place ?? domains[0]?.place;
  return {
    code: "dns-zone-id",
    severity: "error",
    message: `the stack's config has the id ${id} for the zone ${zone} on ${cloud.title}, but its spec creates the zone, so it is unclear whether it exists`,
    help: `if the zone already exists, remove create: true; otherwise remove the id: ${shellCommand(["pulumi", "config", "rm", "--path", zoneIdPath({ cloud: cloud.id, name })])}`,
    ...(create !== undefined && { domain: withoutDot(create.domain) }),
    ...(place !== undefined && { place }),
  };
}
