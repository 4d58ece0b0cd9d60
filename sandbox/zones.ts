import { canonicalName, stableId } from "./names.ts";
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
}

/** The zones that specs are published in, as `ensureZones` takes them. */
export function wantedZones(zones: readonly ModelZone[]): WantedZone[] {
  return zones.map(({ cloud, name, account = "" }) => ({ cloud: cloud.id, name, account }));
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
  if (cloud === "route53") return `Z${stableId("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", 20, ...parts)}`;
  return stableId("0123456789abcdef", 32, ...parts);
}

function ensureZone(store: Store, wanted: WantedZone): StoredZone {
  const { cloud, account = "" } = wanted;
  const id = zoneId(wanted);
  const known = store.zone(cloud, id);
  const settings = { ...(known?.settings ?? newSettings[cloud]), ...wanted.settings };
  const zone: StoredZone = { cloud, id, account, name: canonicalName(wanted.name), settings };
  if (!known) {
    store.addZone(zone);
    if (cloud === "route53") addApexSets(store, zone);
  } else if (wanted.settings) {
    store.changeZone(cloud, id, settings);
  }
  return zone;
}

/** The cheapest edition of each cloud; Cloudflare's Pro, since a free zone holds 200 records only (facts/pulumi.md 4). */
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
