/** Zones of the sandbox that hold something before any stack comes to them, as the zones of a migration do. */
import { plugins } from "./clouds/plugins.ts";
import type { Properties } from "./provider.ts";
import { ServiceError } from "./service.ts";
import { Store, type StoredZone } from "./store.ts";
import { type WantedZone, zoneId } from "./zones.ts";

/** A record as the arguments of its cloud's Pulumi resource. */
export interface WantedRecord {
  /** For reports. */
  readonly name: string;
  readonly args: Properties;
}

/** A record that the cloud would not take. */
export interface Refused {
  readonly name: string;
  readonly why: string;
}

/** How many records the zone holds that it was not born with: the SOA and the NS at its top. */
export function heldRecords(home: string, wanted: WantedZone): number {
  const store = new Store(home);
  try {
    return store
      .records(wanted.cloud, zoneId(wanted))
      .filter(({ type, owner }) => !["SOA", "NS"].includes(type) || owner !== wanted.name).length;
  } finally {
    store.close();
  }
}

/** Creates records one by one, as the cloud's provider would; yields those that it refuses. */
export async function loadRecords(
  home: string,
  { cloud, account }: StoredZone,
  records: readonly WantedRecord[],
): Promise<readonly Refused[]> {
  const { resources } = await plugins[cloud]();
  const [record] = Object.values(resources);
  if (record === undefined) throw new Error(`the plugin of ${cloud} has no record`);
  const store = new Store(home);
  const refused: Refused[] = [];
  try {
    for (const { name, args } of records) {
      const [failure] = record.check(args);
      if (failure !== undefined) {
        refused.push({ name, why: failure.reason });
        continue;
      }
      try {
        await record.create({ store, cloud, account }, args);
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        refused.push({ name, why: error.message });
      }
    }
  } finally {
    store.close();
  }
  return refused;
}
