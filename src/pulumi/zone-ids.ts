/** The clouds' ids of zones: given by the spec or the stack's config, else looked up, each zone once a run. */
import type { InvokeOptions } from "@pulumi/pulumi/invoke.js";
import type { ZoneFacts } from "../cloud/listing.ts";
import { LookUps } from "../cloud/look-ups.ts";
import type { Zone } from "../cloud/zone.ts";
import type { Finding } from "../diagnostic.ts";
import { withoutDot } from "../zone/name.ts";
import { cloudSdks } from "./cloud-sdk.ts";
import type { StackConfig } from "./stack-config.ts";

/** Calls of one look-up: a list by name, then the zone itself (plugins measured and read, 2026-11-21). */
const CALLS = 2;

export interface ZoneIds {
  readonly ids: ReadonlyMap<Zone, string>;
  /** What the clouds said of the zones that were looked up. */
  readonly facts: ReadonlyMap<Zone, ZoneFacts>;
  readonly findings: readonly Finding[];
}

export async function findZoneIds(
  zones: readonly Zone[],
  config: Pick<StackConfig, "zoneIds">,
  optionsFor: (zone: Zone) => InvokeOptions,
  lookUps: LookUps = new LookUps(),
): Promise<ZoneIds> {
  const ids = new Map<Zone, string>();
  const facts = new Map<Zone, ZoneFacts>();
  const findings: Finding[] = [];
  const lookUp = async (zone: Zone): Promise<void> => {
    try {
      const found = await lookUps.run(zone, {
        ask: () => cloudSdks[zone.cloud.id].zone(withoutDot(zone.name), optionsFor(zone)),
        calls: () => CALLS,
      });
      if (found === undefined) return;
      ids.set(zone, found.id);
      facts.set(zone, found);
    } catch (error) {
      findings.push(zoneUnread(zone, error));
    }
  };
  await Promise.all(
    zones.map((zone) => {
      const given = zone.zoneId ?? config.zoneIds[zone.cloud.id][withoutDot(zone.name)];
      if (given === undefined) return lookUp(zone);
      ids.set(zone, given);
      return undefined;
    }),
  );
  return { ids, facts, findings };
}

/** `prov-zone-exists`: the zone is not there, or may not be read. */
export function zoneUnread(zone: Zone, error: unknown): Finding {
  const name = withoutDot(zone.name);
  const reason = (error instanceof Error ? error.message : String(error)).replace(/\s+/g, " ").trim();
  const first = zone.domains[0];
  return {
    code: "prov-zone-exists",
    severity: "error",
    message: `the zone ${name} could not be found on ${zone.cloud.title}, so nothing can be published in it: ${reason}`,
    help: `create the zone ${name} there, name the right one with \`zone:\`, or give its id with \`dns: {cloud: ${zone.cloud.id}, zoneId: ...}\`; the account's credentials must be allowed to list it`,
    ...(first === undefined ? {} : { place: first.place, domain: withoutDot(first.domain.spec.domain) }),
  };
}
