import { canonicalName, freshId, stableId } from "./names.ts";
import { type Cloud, Store, type StoredZone, type ZoneSettings } from "./store.ts";

/** A zone to have: at a cloud, in an account (default: the one without a name). */
export interface WantedZone {
  cloud: Cloud;
  name: string;
  account?: string;
  /** What differs from a new zone's settings, such as `minTtl`. */
  settings?: Partial<ZoneSettings>;
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
  const parts = [cloud, account, canonicalName(name)];
  const [alphabet, length] = idForms[cloud];
  return cloud === "route53"
    ? `Z${stableId(alphabet, length - 1, ...parts)}`
    : stableId(alphabet, length, ...parts);
}

/** Letters and length of a zone's id. */
const idForms: Record<Cloud, readonly [alphabet: string, length: number]> = {
  route53: ["0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", 21],
  cloudflare: ["0123456789abcdef", 32],
  alidns: ["0123456789abcdef", 32],
};

function ensureZone(store: Store, wanted: WantedZone): StoredZone {
  const { cloud, account = "" } = wanted;
  const id = zoneId(wanted);
  const known = store.zone(cloud, id);
  const settings = { ...(known?.settings ?? newSettings[cloud]), ...wanted.settings };
  const zone: StoredZone = { cloud, id, account, name: canonicalName(wanted.name), settings };
  if (!known) addZone(store, zone);
  else if (wanted.settings) store.changeZone(cloud, id, settings);
  return zone;
}

/** A zone that a service makes. The first of a name has the id that the sandbox always gives it, others have one of their own. */
export function newZone(store: Store, wanted: Required<WantedZone>): StoredZone {
  const { cloud, account } = wanted;
  const first = zoneId(wanted);
  const [alphabet, length] = idForms[cloud];
  const id = store.zone(cloud, first) ? `${first[0]}${freshId(alphabet, length - 1)}` : first;
  const settings = { ...newSettings[cloud], ...wanted.settings };
  const zone: StoredZone = { cloud, id, account, name: canonicalName(wanted.name), settings };
  addZone(store, zone);
  return zone;
}

function addZone(store: Store, zone: StoredZone): void {
  store.addZone(zone);
  if (zone.cloud === "route53") addApexSets(store, zone);
}

/** The cheapest edition of each cloud, for zones that are there before; Cloudflare's Pro, since a free zone holds 200 records only (facts/pulumi.md 4). */
const newSettings: Record<Cloud, ZoneSettings> = {
  route53: { nameServers: ["ns-1.sandbox.invalid", "ns-2.sandbox.invalid"] },
  cloudflare: {
    nameServers: ["ada.sandbox.invalid", "bob.sandbox.invalid"],
    plan: "pro",
    recordQuota: 3500,
    minTtl: 60,
  },
  alidns: {
    nameServers: ["dns1.sandbox.invalid", "dns2.sandbox.invalid"],
    versionCode: "mianfei",
    minTtl: 600,
  },
};

/** A Route 53 zone is born with these two RRsets, and its look-ups list them. */
function addApexSets(store: Store, zone: StoredZone): void {
  const { nameServers } = zone.settings;
  const sets = [
    { type: "NS", ttl: 172800, values: nameServers.map((server) => `${server}.`) },
    {
      type: "SOA",
      ttl: 900,
      values: [`${nameServers[0]}. awsdns-hostmaster.amazon.com. 1 7200 900 1209600 86400`],
    },
  ];
  for (const { type, ttl, values } of sets) {
    store.addRecord({
      cloud: "route53",
      id: `${zone.id}_${zone.name}_${type}`,
      zone: zone.id,
      owner: zone.name,
      type,
      body: { name: `${zone.name}.`, type, ttl, values },
    });
  }
}
