/** Zones of the sandbox: those that are there before any stack, and those that a service makes. */
import type { Cloud } from "./clouds/cloud-id.ts";
import { standInOf } from "./clouds/clouds.ts";
import { canonicalName, freshId, stableId } from "./names.ts";
import type { Properties } from "./provider.ts";
import type { Account } from "./request.ts";
import { Store, type StoredZone, type ZoneSettings } from "./store.ts";

/** A zone to have: at a cloud, in an account (default: the one without a name). */
export interface WantedZone {
  readonly cloud: Cloud;
  readonly name: string;
  readonly account?: string;
  /** What differs from a new zone's settings, such as `minTtl`. */
  readonly settings?: Properties;
}

/** A zone of mailzone's model, as far as the sandbox looks at it. */
interface ModelZone {
  readonly cloud: { readonly id: Cloud };
  readonly name: string;
  readonly account?: string;
  /** Present where the program makes the zone. */
  readonly create?: object;
}

/** The zones that specs are published in and that must be there before, as `ensureZones` takes them. */
export function wantedZones(zones: readonly ModelZone[]): WantedZone[] {
  return zones
    .filter(({ create }) => create === undefined)
    .map(({ cloud, name, account = "" }) => ({ cloud: cloud.id, name, account }));
}

/** Makes the zones that are not there yet, and answers all that were asked for, in order. */
export function ensureZones(home: string, wanted: readonly WantedZone[]): StoredZone[] {
  const store = new Store(home);
  try {
    return store.write(() => wanted.map((zone) => ensureZone(store, zone)));
  } finally {
    store.close();
  }
}

/** The id that the sandbox gives to a zone: the same one each time, so stacks outlive a reset. */
export function zoneId({
  cloud,
  name,
  account = "",
}: Pick<WantedZone, "cloud" | "name" | "account">): string {
  const { prefix, alphabet, length } = standInOf(cloud).zoneId;
  return `${prefix}${stableId(alphabet, length, cloud, account, canonicalName(name))}`;
}

/** A zone that a service makes. The first of a name has the id that the sandbox always gives it, others have one of their own. */
export function newZone<Settings extends ZoneSettings>(
  { store, cloud, account }: Account,
  name: string,
  settings: Partial<Settings> = {},
): StoredZone<Settings> {
  const { prefix, alphabet, length } = standInOf(cloud).zoneId;
  const first = zoneId({ cloud, name, account });
  const id = store.zone(cloud, first) ? `${prefix}${freshId(alphabet, length)}` : first;
  return addZone(store, { cloud, name, account, settings }, id) as StoredZone<Settings>;
}

function ensureZone(store: Store, wanted: WantedZone): StoredZone {
  const { cloud } = wanted;
  const id = zoneId(wanted);
  const known = store.zone(cloud, id);
  if (!known) return addZone(store, wanted, id);
  if (!wanted.settings) return known;
  const settings = { ...known.settings, ...wanted.settings };
  store.changeZone(cloud, id, settings);
  return { ...known, settings };
}

function addZone(store: Store, wanted: WantedZone, id: string): StoredZone {
  const { cloud, account = "" } = wanted;
  const { newZone, bornWith } = standInOf(cloud);
  const settings = { ...newZone, ...wanted.settings };
  const zone: StoredZone = { cloud, id, account, name: canonicalName(wanted.name), settings };
  store.addZone(zone);
  for (const record of bornWith?.(zone) ?? []) store.addRecord(record);
  return zone;
}
