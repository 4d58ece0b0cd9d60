/** The clouds' ids of zones: given by the spec or the stack's config, else looked up, each zone once a run. */
import type { InvokeOptions } from "@pulumi/pulumi/invoke.js";
import type { Zone } from "../cloud/zone.ts";
import type { Finding } from "../diagnostic.ts";
import type { CloudId } from "../spec/schema.ts";
import { withoutDot } from "../zone/name.ts";
import { type CloudSdk, cloudSdks } from "./cloud-sdk.ts";
import type { StackConfig } from "./stack-config.ts";

/** Look-ups under way at one time for one cloud: Route 53 allows 10 requests a second, Cloudflare 4 (facts of 2026-11-21). */
const AT_ONCE = 4;

export interface ZoneIds {
  readonly ids: ReadonlyMap<Zone, string>;
  readonly findings: readonly Finding[];
}

export async function findZoneIds(
  zones: readonly Zone[],
  config: Pick<StackConfig, "zoneIds">,
  optionsFor: (zone: Zone) => InvokeOptions,
): Promise<ZoneIds> {
  const ids = new Map<Zone, string>();
  const findings: Finding[] = [];
  const queues = new Map<CloudId, Zone[]>();
  for (const zone of zones) {
    const { id } = zone.cloud;
    const given = zone.zoneId ?? config.zoneIds[id][withoutDot(zone.name)];
    if (given !== undefined) ids.set(zone, given);
    else if (cloudSdks[id].zoneId) enqueue(queues, id, zone);
  }
  const work = async (queue: Zone[], lookUp: NonNullable<CloudSdk["zoneId"]>): Promise<void> => {
    for (let zone = queue.shift(); zone !== undefined; zone = queue.shift()) {
      try {
        ids.set(zone, await lookUp(withoutDot(zone.name), optionsFor(zone)));
      } catch (error) {
        findings.push(notFound(zone, error));
      }
    }
  };
  await Promise.all(
    [...queues].flatMap(([id, queue]) => {
      const lookUp = cloudSdks[id].zoneId;
      return lookUp === undefined ? [] : Array.from({ length: AT_ONCE }, () => work(queue, lookUp));
    }),
  );
  return { ids, findings };
}

function notFound(zone: Zone, error: unknown): Finding {
  const name = withoutDot(zone.name);
  const reason = (error instanceof Error ? error.message : String(error)).replace(/\s+/g, " ").trim();
  const first = zone.domains[0];
  return {
    code: "prov-zone-exists",
    severity: "error",
    message: `the zone ${name} could not be found on ${zone.cloud.title}, so nothing can be published in it: ${reason}`,
    help: `create the zone ${name} there, name the right one with \`zone:\`, or give its id with \`dns: {cloud: ${zone.cloud.id}, zoneId: ...}\``,
    ...(first === undefined ? {} : { place: first.place, domain: withoutDot(first.domain.spec.domain) }),
  };
}

function enqueue(queues: Map<CloudId, Zone[]>, id: CloudId, zone: Zone): void {
  const queue = queues.get(id);
  if (queue) queue.push(zone);
  else queues.set(id, [zone]);
}
