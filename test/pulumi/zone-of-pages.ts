/** Zones of the sandbox that hold so many records, which are put in all at once: through the services each is a call. */
import type { Cloud } from "../../sandbox/clouds/cloud-id.ts";
import type { Store, StoredZone } from "../../sandbox/store.ts";

/** How many hosts are added that mail has nothing to do with; the disabled ones on Alibaba Cloud DNS alone. */
export interface Hosts {
  readonly enabled: number;
  readonly disabled: number;
}

/** Records that each cloud's provider asks for at a time (docs/facts, look-ups; not read from src/cloud). */
export const PAGE = { route53: 300, cloudflare: 100, alidns: 50 } as const;

export function addHosts(store: Store, zone: StoredZone, { enabled, disabled }: Hosts): void {
  const { cloud, id, name } = zone;
  for (let i = 0; i < enabled + disabled; i++) {
    const owner = `host${i}.${name}`;
    const body = ADDRESS[cloud](owner, name, i < enabled ? "ENABLE" : "DISABLE");
    store.addRecord({ cloud, id: `${id}_${owner}_A`, zone: id, owner, type: "A", body });
  }
}

/** What a zone lists that has these hosts and was new before: Route 53 makes an NS and an SOA itself. */
export const listed = (cloud: Cloud, { enabled, disabled }: Hosts): number =>
  enabled + disabled + (cloud === "route53" ? 2 : 0);

/** Calls that listing such a zone once takes: a provider asks on until a page is not full, Cloudflare's until one is empty. */
export function listingCalls(cloud: Cloud, hosts: Hosts): number {
  if (cloud === "cloudflare") return Math.ceil(hosts.enabled / PAGE[cloud]) + 1;
  const pages = (records: number): number => Math.floor(records / PAGE[cloud]) + 1;
  // what is enabled and what is disabled are two lists
  return cloud === "alidns" ? pages(hosts.enabled) + pages(hosts.disabled) : pages(listed(cloud, hosts));
}

/** A host's address, as each cloud's API answers it. */
const ADDRESS = {
  route53: (owner: string) => ({ name: `${owner}.`, type: "A", ttl: 300, values: ["192.0.2.1"] }),
  cloudflare: (owner: string) => {
    const at = "2026-11-22T00:00:00Z";
    const value = { type: "A", content: "192.0.2.1", ttl: 300, proxied: false };
    return { name: owner, ...value, createdOn: at, modifiedOn: at };
  },
  alidns: (owner: string, zone: string, status: "ENABLE" | "DISABLE") => {
    const rr = owner.slice(0, -zone.length - 1);
    return { domainName: zone, rr, type: "A", value: "192.0.2.1", ttl: 600, line: "default", status };
  },
} as const;
