/** From a state and the zones to repairs: each kind is made where it must be, and not where it must not. */
import { describe, expect, test } from "@jest/globals";
import { type Recovery, recoveryOf } from "../../src/live/recovery.ts";
import type { StateFile } from "../../src/live/stack-state.ts";
import {
  type Case,
  DOMAIN,
  live,
  PROVIDER,
  record,
  stateOf,
  TOKEN,
  TOMBSTONE,
  unmade,
  urnOf,
} from "./stopped-stack.ts";
import { surveyed } from "./surveyed.ts";

function recovery(given: Case): Recovery {
  const state = stateOf(given);
  return recoveryOf(state, surveyed(state, given));
}

const told = (given: Case): string[] => {
  const { repairs, unclear } = recovery(given);
  return [...repairs.map(({ repair, name }) => `${repair} ${name}`), ...unclear.map(() => "unclear")];
};

const SIGNING = "aws:route53/keySigningKey:KeySigningKey";
const A = "example.com/a/A/192.0.2.1";
const LIVE = live("r1", "a A 192.0.2.1");
const WORKER_TYPE = "cloudflare:index/workersScript:WorkersScript";
const WORKER_NAME = "example.com/mta-sts/WORKER";
const WORKER = urnOf("mta-sts/WORKER", WORKER_TYPE);
const OTHER = live("r9", "a A 192.0.2.9");

describe("what is to be done", () => {
  test.each<[string, Case, string[]]>([
    ["a state and a zone that agree", { resources: [record("r1")], listing: [LIVE] }, []],
    ["a zone with foreign records alone", { listing: [OTHER, live("r2", "www A 192.0.2.7")] }, []],
    [
      "one that was of another type, under its name at that time, and is as wanted by now",
      {
        resources: [
          record("r1", {
            urn: urnOf("a/CNAME"),
            outputs: { ...record("r1").outputs, type: "CNAME", content: "host.example.net" },
          }),
        ],
        listing: [LIVE],
      },
      ["read-anew example.com/a/CNAME"],
    ],
    [
      "a create that was stopped, and the record is there",
      { pending: [["creating", unmade()]], listing: [LIVE] },
      [`take-in ${A}`],
    ],
    [
      "there with another TTL, which the cloud may have put there",
      { pending: [["creating", unmade()]], listing: [live("r1", "a A 192.0.2.1", { ttl: 3600 })] },
      [`take-in ${A}`],
    ],
    [
      "stopped, and the record is not there",
      { pending: [["creating", unmade()]], listing: [] },
      [`forget ${A}`],
    ],
    [
      "stopped, and another record is there",
      { pending: [["creating", unmade()]], listing: [OTHER] },
      [`forget ${A}`],
    ],
    [
      "stopped, and a proxied one is there, which is none of ours",
      { pending: [["creating", unmade()]], listing: [live("r1", "a A 192.0.2.1", { proxied: true })] },
      [`forget ${A}`],
    ],
    [
      "stopped in two runs, made by one",
      {
        pending: [
          ["creating", unmade()],
          ["creating", unmade()],
        ],
        listing: [LIVE],
      },
      [`take-in ${A}`],
    ],
    [
      "stopped, and taken in already",
      { resources: [record("r1")], pending: [["creating", unmade()]], listing: [LIVE] },
      [`forget ${A}`],
    ],
    [
      "stopped, while the state has another record for it",
      {
        resources: [record("r5")],
        pending: [["creating", unmade()]],
        listing: [LIVE, live("r5", "a A 192.0.2.1")],
      },
      ["unclear"],
    ],
    [
      "the creation of a tombstone, which is nothing at a cloud",
      { pending: [["creating", { urn: TOMBSTONE, type: "pulumi:index:Stash" }]] },
      ["forget example.com/a/CNAME at cloudflare"],
    ],
    [
      "the creation of a Worker, which a second one does not mind",
      { pending: [["creating", { urn: WORKER, type: WORKER_TYPE }]] },
      [`forget ${WORKER_NAME}`],
    ],
    [
      "the deletion of a Worker, which may be gone or not",
      {
        resources: [{ urn: WORKER, type: WORKER_TYPE, id: "policy" }],
        pending: [["deleting", { urn: WORKER, type: WORKER_TYPE, id: "policy" }]],
      },
      [`read-anew ${WORKER_NAME}`],
    ],
    [
      "stopped, in a zone of which no spec speaks any more",
      { pending: [["creating", { ...unmade(), inputs: { ...unmade().inputs, zoneId: "Z2" } }]] },
      ["unclear"],
    ],
    [
      "adopted, which left it ignoring changes",
      { resources: [record("r1", { ignoreChanges: ["*"] })], listing: [LIVE] },
      [],
    ],
    ["made, and the answer was lost", { listing: [LIVE] }, [`take-in ${A}`]],
    [
      "just so, but with another TTL: not made by this stack",
      { listing: [live("r1", "a A 192.0.2.1", { ttl: 3600 })] },
      [],
    ],
    [
      "deleted to be replaced, and gone",
      { resources: [record("r1", { pendingReplacement: true })] },
      [`take-out ${A}`],
    ],
    [
      "deleted to be replaced, and there",
      { resources: [record("r1", { pendingReplacement: true })], listing: [LIVE] },
      [`keep ${A}`],
    ],
    [
      "replaced, still to be deleted, and gone",
      { resources: [record("r1", { delete: true })] },
      [`take-out ${A}`],
    ],
    [
      "replaced, still to be deleted, and there",
      { resources: [record("r1", { delete: true })], listing: [LIVE] },
      [],
    ],
    [
      "deleted to be replaced, gone, and made again by the run that was stopped",
      {
        resources: [record("r1", { pendingReplacement: true })],
        pending: [["creating", unmade()]],
        listing: [live("r2", "a A 192.0.2.1")],
      },
      [`take-out ${A}`, `take-in ${A}`],
    ],
    [
      "a tombstone deleted to be replaced, which the engine gets past by itself",
      {
        resources: [
          {
            urn: urnOf("b", "pulumi:index:Stash"),
            type: "pulumi:index:Stash",
            id: "9",
            pendingReplacement: true,
          },
        ],
      },
      [],
    ],
    [
      "a deletion that was stopped",
      { resources: [record("r1")], pending: [["deleting", record("r1")]], listing: [LIVE] },
      [`read-anew ${A}`],
    ],
    ["in the state, and not in the zone", { resources: [record("r1")] }, [`read-anew ${A}`]],
    [
      "changed to what is wanted, and the state does not know",
      { resources: [record("r1", { outputs: { ...record("r1").outputs, ttl: 300 } })], listing: [LIVE] },
      [`read-anew ${A}`],
    ],
    [
      "two operations on one record that were stopped",
      {
        resources: [record("r1")],
        pending: [
          ["updating", record("r1")],
          ["deleting", record("r1")],
        ],
        listing: [LIVE],
      },
      [`read-anew ${A}`],
    ],
    [
      "an operation that was stopped on a record that the state no longer has",
      { pending: [["deleting", record("r1")]], listing: [] },
      [],
    ],
    [
      "about to be replaced, in a zone of which no spec speaks any more",
      {
        resources: [
          record("r1", { pendingReplacement: true, outputs: { ...record("r1").outputs, zoneId: "Z2" } }),
        ],
      },
      ["unclear"],
    ],
    [
      "a create of what signs a zone: the next update makes it, or meets it",
      {
        pending: [
          [
            "creating",
            {
              ...unmade(),
              urn: `urn:pulumi:test::mailzone::${SIGNING}::example.com`,
              type: SIGNING,
              inputs: { hostedZoneId: "Z1" },
            },
          ],
        ],
      },
      ["forget example.com"],
    ],
    [
      "a create of a type that no spec can have",
      {
        pending: [["creating", { ...unmade(), inputs: { ...unmade().inputs, type: "LOC" } }]],
        listing: [LIVE],
      },
      [`forget ${A}`, `take-in ${A}`].toReversed(),
    ],
    [
      "changed to something else by someone: that is drift",
      { resources: [record("r1")], listing: [live("r1", "a A 192.0.2.1", { ttl: 60 })] },
      [],
    ],
  ])("%s", (_, given, expected) => {
    expect(told(given)).toEqual(expected);
  });

  test("nothing is taken in where nothing of the domain was ever made: adopt is for that", () => {
    const state: StateFile = { version: 3, deployment: { resources: null } };
    expect(recoveryOf(state, surveyed(state, { listing: [LIVE] }))).toEqual({ repairs: [], unclear: [] });
  });

  test("what is taken in is told by what the engine needs for it, the same for a pending and for a lost create", () => {
    const [pending] = recovery({ pending: [["creating", unmade()]], listing: [LIVE] }).repairs;
    const [lost] = recovery({ listing: [LIVE] }).repairs;
    const needed = {
      urn: urnOf("a/A/192.0.2.1"),
      type: TOKEN,
      record: LIVE,
      parent: DOMAIN,
      provider: PROVIDER,
    };
    expect(pending).toMatchObject(needed);
    expect(lost).toMatchObject(needed);
    expect(pending).toMatchObject({ dependencies: { dependencies: [TOMBSTONE] } });
    expect(lost).not.toHaveProperty("dependencies");
  });
});

test.each<[string, Partial<ReturnType<typeof unmade>>, unknown]>([
  ["that depends on nothing", { dependencies: [] }, undefined],
  ["of which the state says nothing", { dependencies: null }, undefined],
  [
    "by no argument",
    { propertyDependencies: null, replaceOnChanges: null },
    { dependencies: [TOMBSTONE], propertyDependencies: {}, replaceOnChanges: [] },
  ],
  [
    "with an argument that depends on nothing",
    { propertyDependencies: { name: null } },
    { dependencies: [TOMBSTONE], propertyDependencies: { name: [] }, replaceOnChanges: [] },
  ],
])("what is taken in depends as the run meant it, %s", (_, more, dependencies) => {
  const [repair] = recovery({ pending: [["creating", { ...unmade(), ...more }]], listing: [LIVE] }).repairs;
  expect(repair).toMatchObject({ repair: "take-in" });
  expect(repair && "dependencies" in repair ? repair.dependencies : undefined).toEqual(dependencies);
});
