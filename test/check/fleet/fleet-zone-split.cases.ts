import type { CheckCase } from "../check-case.ts";
import { inFleet } from "../in-fleet.ts";

const parked = (domain: string, zone = "example.com"): string =>
  [`domain: ${domain}`, `zone: ${zone}`, "dns: cloudflare", "mode: parked", ""].join("\n");

export const cases: readonly CheckCase[] = [
  {
    check: "fleet-zone-split",
    title: "finds a zone with domains in two shards",
    specs: {
      "stacks/prod-a/one.yaml": parked("a.example.com"),
      "stacks/prod-b/two.yaml": parked("b.example.com"),
    },
    alter: inFleet,
    finds: ["error stacks/prod-b/two.yaml:1:9 < stacks/prod-a/one.yaml:1"],
    mended: {
      "stacks/prod-a/one.yaml": parked("a.example.com"),
      "stacks/prod-a/two.yaml": parked("b.example.com"),
    },
  },
  {
    check: "fleet-zone-split",
    title: "is silent for zones of one shard each, however they are nested",
    specs: {
      "stacks/prod-a/one.yaml": parked("a.example.com"),
      "stacks/prod-b/two.yaml": parked("b.example.com", "b.example.com"),
    },
    alter: inFleet,
    finds: [],
  },
  {
    check: "fleet-zone-split",
    title: "is silent for stacks of no fleet",
    specs: { "stacks/a/one.yaml": parked("a.example.com"), "stacks/b/two.yaml": parked("b.example.com") },
    finds: [],
  },
];
