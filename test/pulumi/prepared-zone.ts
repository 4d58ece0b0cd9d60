/** Zones that hold something before a stack comes to them. */
import * as alidns from "../../sandbox/clouds/alidns/service.ts";
import type { Cloud } from "../../sandbox/clouds/cloud-id.ts";
import * as cloudflare from "../../sandbox/clouds/cloudflare/service.ts";
import type { RecordSet } from "../../sandbox/clouds/route53/record.ts";
import * as route53 from "../../sandbox/clouds/route53/service.ts";
import { Store } from "../../sandbox/store.ts";
import { zoneId } from "../../sandbox/zones.ts";
import type { TestStack } from "./test-stack.ts";

export const ZONE = "example.com";

/** `[owner, type, value]`; an MX has its preference before the host. */
export type Row = readonly [owner: string, type: string, value: string];

/** Makes records through the cloud's own service, so that none is there which the cloud would not hold. */
export async function fill(
  stack: TestStack,
  cloud: Cloud,
  rows: readonly Row[],
  domain: string = ZONE,
): Promise<void> {
  const store = new Store(stack.home);
  const account = { store, cloud, account: "" };
  const zone = zoneId({ cloud, name: domain });
  const full = (owner: string): string => (owner === "@" ? domain : `${owner}.${domain}`);
  try {
    if (cloud === "route53") {
      const sets = new Map<string, RecordSet & { readonly values: string[] }>();
      for (const [owner, type, value] of rows) {
        const name = full(owner);
        const set = sets.get(`${name} ${type}`) ?? { name, type, ttl: 600, values: [] };
        set.values.push(type === "TXT" ? `"${value}"` : value);
        sets.set(`${name} ${type}`, set);
      }
      const changes = [...sets.values()].map((set) => ({ action: "CREATE" as const, set }));
      await route53.changeRecordSets(account, zone, "create", changes);
      return;
    }
    for (const [owner, type, value] of rows) {
      const [first = "", host = ""] = type === "MX" ? value.split(" ") : ["", value];
      const priority = type === "MX" ? { priority: Number(first) } : {};
      const content = type === "TXT" ? `"${value}"` : host;
      const add: Readonly<Record<typeof cloud, () => Promise<unknown>>> = {
        cloudflare: () =>
          cloudflare.createRecord(account, zone, {
            name: full(owner),
            type,
            content,
            ttl: 600,
            ...priority,
          }),
        alidns: () =>
          alidns.addRecord(account, domain, {
            rr: owner,
            type,
            value: host,
            ttl: 600,
            line: "default",
            ...priority,
          }),
      };
      await add[cloud]();
    }
  } finally {
    store.close();
  }
}

export const OLD_MX = ["mx1", "mx2", "mx3", "mx4", "mx5", "mx6"].map(
  (host, i): Row => ["@", "MX", `${(i + 1) * 5} ${host}.old.example.net`],
);
export const OLD_TEXTS: readonly Row[] = [
  ["@", "TXT", "v=spf1 include:spf.old.example.net -all"],
  ["@", "TXT", "v=spf1 ip4:192.0.2.7 -all"],
  ["_dmarc", "TXT", "v=DMARC1; p=none"],
];
export const APEX_CNAME: Row = ["@", "CNAME", "site.web.example.net"];
export const TOKEN: Row = ["@", "TXT", "google-site-verification=0123456789"];

/** Records of other things than mail, and mail of other names, so that the zone has 2,300. */
export function others(count: number): Row[] {
  return Array.from({ length: count }, (_, i): Row => {
    if (i % 7 === 0) return [`m${i}`, "MX", "10 mx.elsewhere.example.net"];
    if (i % 5 === 0) return [`t${i}`, "TXT", `v=spf1 ip4:192.0.2.${i % 250} -all`];
    if (i % 3 === 0) return [`c${i}`, "CNAME", "www.example.net"];
    return [`h${i}`, "A", `198.51.100.${i % 250}`];
  });
}

/** Everything in the cloud's zone but what it was born with, as the cloud has it, by id. */
export function stored(stack: TestStack, cloud: Cloud): Map<string, string> {
  const store = new Store(stack.home);
  try {
    return new Map(
      store
        .records(cloud, zoneId({ cloud, name: ZONE }))
        .filter(({ type }) => type !== "SOA" && (type !== "NS" || cloud !== "route53"))
        .map(({ id, owner, type, body }) => [id, `${owner} ${type} ${JSON.stringify(body)}`]),
    );
  } finally {
    store.close();
  }
}
