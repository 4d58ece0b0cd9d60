/** What documents of `mailzone drift` and `mailzone fleet drift` say of domains. */
import { expect, test } from "@jest/globals";
import { driftOf } from "../../../src/live/drift.ts";
import { driftJson } from "../../../src/report/drift-json.ts";
import { fleetDriftJson } from "../../../src/report/fleet-drift.ts";
import { driftsOf } from "../../../src/report/page/drifted.ts";
import { both, gone, plus, same, surveyed } from "../../live/edited-zone.ts";

const none = driftOf(surveyed("cloudflare", same));
const drifted = driftOf(surveyed("cloudflare", both(gone(/mx1/), plus("f1", "MX", "5 mx.old.example.net."))));
const unread = driftOf(surveyed("cloudflare", same, { unread: true }));

test("a stack without drift has nothing but its name", () => {
  expect(driftsOf(driftJson(none))).toEqual({
    changes: new Map(),
    findings: [],
    conflicting: new Set(),
    stacks: new Set([none.stack]),
    unknownStacks: new Set(),
    unreadZones: new Set(),
  });
});

test("changes are by domain, conflicts are findings", () => {
  const { changes, findings, conflicting } = driftsOf(driftJson(drifted));
  expect([...changes]).toEqual([["example.com", [expect.stringMatching(/mx1/)]]]);
  expect(findings.map(({ message }) => message)).toEqual([expect.stringContaining("mx.old.example.net")]);
  expect([...conflicting]).toEqual(["example.com"]);
});

test("a zone that could not be read is named", () => {
  expect([...driftsOf(driftJson(unread)).unreadZones]).toEqual(["example.com."]);
});

test("a fleet is all its shards, and those of which nothing is known", () => {
  const all = driftsOf(
    fleetDriftJson({
      fleet: "prod",
      shards: [
        { shard: "eu", stack: "prod-eu", drift: { ...drifted, stack: "prod-eu" } },
        { shard: "us", stack: "prod-us", reason: "not begun" },
      ],
    }),
  );
  expect([...all.changes.keys()]).toEqual(["example.com"]);
  expect([[...all.stacks], [...all.unknownStacks]]).toEqual([["prod-eu"], ["prod-us"]]);
});
