/** Domains go to the stack whose shard they are in, with the zones that are made for them, and nothing else goes anywhere. */
import { afterAll, expect, test } from "@jest/globals";
import { planReshard } from "../../src/fleet/plan-reshard.ts";
import type { StateFile } from "../../src/live/stack-state.ts";
import { FleetProject, parked } from "./project.ts";

const project = new FleetProject({
  "stacks/prod/fleet.yaml": "shards: {by: folder}\n",
  "stacks/prod/eu/a.yaml": parked("a.example.com"),
  "stacks/prod/eu/b.yaml": "domain: b.example.com\ndns: {cloud: cloudflare, create: true}\nmode: parked\n",
  "stacks/prod/us/c.yaml": parked("c.example.com"),
});
afterAll(() => project.end());

const state = (stack: string, ...domains: readonly string[]): [string, StateFile] => [
  stack,
  {
    version: 3,
    deployment: {
      resources: [
        {
          urn: `urn:pulumi:${stack}::acme-mail::pulumi:pulumi:Stack::acme-mail-${stack}`,
          type: "pulumi:pulumi:Stack",
        },
        ...domains.map((domain) => ({
          urn: `urn:pulumi:${stack}::acme-mail::mailzone:index:MailZone::${domain}`,
          type: "mailzone:index:MailZone",
        })),
      ],
    },
  },
];

const reshard = (...states: [string, StateFile][]) => {
  const { moves, left } = planReshard(project.open().shards, new Map(states));
  return {
    moves: moves.map(
      ({ from, to, domains, zones }) =>
        `${from} to ${to}: ${domains.join(" ")}; ${zones.map(({ name }) => name).join(" ")}`,
    ),
    left: Object.fromEntries(left),
  };
};

test.each<[string, [string, StateFile][], ReturnType<typeof reshard>]>([
  [
    "all in their places",
    [state("prod-eu", "a.example.com", "b.example.com"), state("prod-us", "c.example.com")],
    { moves: [], left: {} },
  ],
  [
    "one in another shard's state",
    [state("prod-eu", "a.example.com"), state("prod-us", "b.example.com", "c.example.com")],
    { moves: ["prod-us to prod-eu: b.example.com; b.example.com b.example.com"], left: {} },
  ],
  [
    "a stack that becomes a fleet",
    [state("prod", "a.example.com", "b.example.com", "c.example.com")],
    {
      moves: [
        "prod to prod-eu: a.example.com b.example.com; b.example.com b.example.com",
        "prod to prod-us: c.example.com; ",
      ],
      left: {},
    },
  ],
  [
    "a domain that was never published, and one without a spec",
    [state("prod-eu", "a.example.com", "gone.example.com")],
    { moves: [], left: { "prod-eu": ["gone.example.com"] } },
  ],
])("%s", (_, states, expected) => {
  expect(reshard(...states)).toEqual(expected);
});
