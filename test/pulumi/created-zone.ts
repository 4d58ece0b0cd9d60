/** Specs that have their zone created, and what a sandbox holds of zones. */
import type { Cloud } from "../../sandbox/clouds/cloud-id.ts";
import type { StoredZone } from "../../sandbox/store.ts";
import type { TestStack } from "./test-stack.ts";

export const spec = (dns: string, ...lines: string[]): string =>
  [
    "domain: example.com",
    `dns: ${dns}`,
    "ttl: 600",
    "mailbox: tencent-exmail",
    "dmarc: {policy: none, rua: ['mailto:dmarc@example.com']}",
    ...lines,
    "",
  ].join("\n");
export const creating = (cloud: Cloud, ...lines: string[]): string =>
  spec(`{cloud: ${cloud}, create: true}`, ...lines);

export const zonesOf = (stack: TestStack): StoredZone[] => stack.withStore((store) => store.zones());
export const stored = (stack: TestStack): unknown =>
  stack.withStore((store) => store.zones().map((zone) => [zone, store.records(zone.cloud, zone.id)]));
export const calls = (stack: TestStack): string[] =>
  stack.withStore((store) => store.requests().map(({ action }) => action));
