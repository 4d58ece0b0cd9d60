import type { CheckCase } from "../check-case.ts";
import { inFleet } from "../in-fleet.ts";

/** A parked domain with SPF and DMARC records and so many more. */
const parked = (more: number): string =>
  [
    "domain: example.com",
    "dns: cloudflare",
    "mode: parked",
    "records:",
    ...[...Array(more).keys()].map((i) => `  - {name: host${i}, type: A, value: 192.0.2.1}`),
    "",
  ].join("\n");

export const cases: readonly CheckCase[] = [
  {
    check: "fleet-shard-size",
    title: "warns of a shard with more than 500 records",
    specs: { "stacks/prod-a/one.yaml": parked(600) },
    alter: inFleet,
    finds: ["warning stacks/prod-a/one.yaml:1:9"],
    mended: { "stacks/prod-a/one.yaml": parked(300) },
  },
  {
    check: "fleet-shard-size",
    title: "is silent for 490 records, and for a stack of no fleet",
    specs: { "stacks/prod-a/one.yaml": parked(490) },
    alter: inFleet,
    finds: [],
  },
  {
    check: "fleet-shard-size",
    title: "says nothing of a large stack that is no shard",
    specs: { "stacks/big/one.yaml": parked(600) },
    finds: [],
  },
];
