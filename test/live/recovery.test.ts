/** From a state and the zones to repairs: each kind is made where it must be, and not where it must not. */
import { describe, expect, test } from "@jest/globals";
import type { ListedZone, LiveRecord } from "../../src/cloud/listing.ts";
import { readRdata } from "../../src/cloud/raise.ts";
import { importFile } from "../../src/live/adoption.ts";
import { judgeZones } from "../../src/live/judge.ts";
import { type Recovery, recoveryOf, type Surveyed } from "../../src/live/recovery.ts";
import {
  resourcesOf,
  type StateFile,
  type StateResource,
  withDependencies,
  withoutGone,
  withRetained,
} from "../../src/live/stack-state.ts";
import { surveyOf } from "../../src/live/survey.ts";
import { loadText } from "../../src/pipeline.ts";
import { planZones } from "../../src/plan/plan.ts";
import type { Zone } from "../../src/plan/zone.ts";

const COMPONENT = "mailzone:index:MailZone";
const DOMAIN = `urn:pulumi:test::mailzone::${COMPONENT}::example.com`;
const TOKEN = "cloudflare:index/dnsRecord:DnsRecord";
const PROVIDER = "urn:pulumi:test::mailzone::pulumi:providers:cloudflare::cloudflare";
const urnOf = (name: string, type = TOKEN): string =>
  `urn:pulumi:test::mailzone::${COMPONENT}$${type}::example.com/${name}`;
const ANCHOR = urnOf("a", "pulumi:index:Stash");

const SPEC = `domain: example.com
dns: {cloud: cloudflare, zoneId: Z1}
ttl: 600
mode: parked
records: [{name: a, type: A, value: 192.0.2.1}]
`;

/** `a A 192.0.2.1` in the zone. */
function live(id: string, text: string, marks: Partial<LiveRecord> = {}): LiveRecord {
  const [owner = "", type = "", value = ""] = text.split(" ");
  const data = readRdata(type, value);
  return {
    id,
    importId: `Z1/${id}`,
    name: `${owner}.example.com.`,
    type,
    ttl: 600,
    values: [data === undefined ? { text: value } : { text: value, data }],
    ...marks,
  };
}

/** The wanted address as the state has it. */
const record = (id: string, more: Partial<StateResource> = {}): StateResource => {
  const inputs = {
    zoneId: "Z1",
    name: "a.example.com",
    type: "A",
    content: "192.0.2.1",
    ttl: 600,
    proxied: false,
  };
  return {
    urn: urnOf("a/A/192.0.2.1"),
    type: TOKEN,
    id,
    inputs,
    outputs: { ...inputs, id },
    parent: DOMAIN,
    provider: `${PROVIDER}::7`,
    dependencies: [ANCHOR],
    propertyDependencies: { name: [ANCHOR], content: [] },
    replaceOnChanges: ["name"],
    ...more,
  };
};
/** As it is while it is being created. */
const unmade = (): StateResource => {
  const { id: _, outputs: __, ...rest } = record("");
  return rest;
};

const BASE: readonly StateResource[] = [
  { urn: PROVIDER, type: "pulumi:providers:cloudflare", id: "7" },
  { urn: DOMAIN, type: COMPONENT },
  { urn: ANCHOR, type: "pulumi:index:Stash", id: "8", parent: DOMAIN },
];

interface Case {
  readonly resources?: readonly StateResource[];
  readonly pending?: readonly (readonly [type: string, resource: StateResource])[];
  readonly listing?: readonly LiveRecord[];
  /** Default: SPEC. */
  readonly specs?: string;
}

const stateOf = ({ resources = [], pending = [] }: Case): StateFile => ({
  version: 3,
  deployment: {
    resources: [...BASE, ...resources],
    pending_operations: pending.map(([type, resource]) => ({ type, resource })),
  },
});

function surveyed(state: StateFile, { listing = [], specs = SPEC }: Case): Surveyed {
  const loaded = loadText("a.yaml", specs, "test");
  const { zones, domains } = loaded;
  const planned = planZones(zones);
  const owned = {
    records: resourcesOf(state)
      .filter(({ type }) => type === TOKEN)
      .map(({ urn, type, outputs = {} }) => ({
        urn,
        type,
        name: urn.split("::").slice(3).join("::"),
        outputs,
      })),
    zones: [],
    anchors: new Map(),
  };
  const listed = new Map(
    zones.map((zone): [Zone, ListedZone] => [
      zone,
      { name: zone.name, id: "Z1", nameServers: [], records: listing },
    ]),
  );
  const judged = judgeZones(listed, planned, owned.records, {
    domains,
    existing: "refuse",
    today: "2026-11-22",
  });
  return surveyOf({
    stack: { organization: "organization", project: "mailzone", stack: "test" },
    root: "/project",
    component: COMPONENT,
    zones,
    ids: new Map(zones.map((zone) => [zone, "Z1"])),
    absent: new Set(),
    planned,
    owned,
    comparisons: judged.comparisons,
    findings: [],
  });
}

function recovery(given: Case): Recovery {
  const state = stateOf(given);
  return recoveryOf(state, surveyed(state, given));
}

const told = (given: Case): string[] => {
  const { repairs, unclear } = recovery(given);
  return [...repairs.map(({ repair, name }) => `${repair} ${name}`), ...unclear.map(() => "unclear")];
};

const A = "example.com/a/A/192.0.2.1";
const LIVE = live("r1", "a A 192.0.2.1");
const OTHER = live("r9", "a A 192.0.2.9");

describe("what is to be done", () => {
  test.each<[string, Case, string[]]>([
    ["a state and a zone that agree", { resources: [record("r1")], listing: [LIVE] }, []],
    ["a zone with foreign records alone", { listing: [OTHER, live("r2", "www A 192.0.2.7")] }, []],
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
      "the creation of an anchor, which is nothing at a cloud",
      { pending: [["creating", { urn: ANCHOR, type: "pulumi:index:Stash" }]] },
      ["forget example.com/a"],
    ],
    [
      "stopped, in a zone of which no spec speaks any more",
      { pending: [["creating", { ...unmade(), inputs: { ...unmade().inputs, zoneId: "Z2" } }]] },
      ["unclear"],
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
      "an anchor deleted to be replaced, which the engine gets past by itself",
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
    const dependencies = { dependencies: [ANCHOR], replaceOnChanges: ["name"] };
    expect(pending).toMatchObject({ dependencies });
    expect(lost).toMatchObject({
      dependencies: { ...dependencies, propertyDependencies: { name: [ANCHOR] } },
    });
  });
});

describe("the edits of the state", () => {
  const gone = record("r1", { pendingReplacement: true });
  const next: StateResource = {
    urn: urnOf("z", "pulumi:index:Stash"),
    type: "pulumi:index:Stash",
    dependencies: [gone.urn, ANCHOR],
  };

  test("what is gone goes, with what others say of it; everything else stays, operations under way excepted", () => {
    const state = stateOf({ resources: [gone, next], pending: [["creating", unmade()]] });
    const { deployment, version } = withoutGone(state, [{ urn: gone.urn, id: "r1" }]);
    expect(version).toBe(3);
    expect(deployment.pending_operations).toBeUndefined();
    expect(deployment.resources).toEqual([...BASE, { ...next, dependencies: [ANCHOR] }]);
  });

  test("of two resources with one URN the flagged one goes, and what depends on the other goes on doing so", () => {
    const made = record("r2");
    const state = stateOf({ resources: [made, gone, next] });
    expect(withoutGone(state, [{ urn: gone.urn, id: "r1" }]).deployment.resources).toEqual([
      ...BASE,
      made,
      next,
    ]);
  });

  test("a resource without a flag is never taken out", () => {
    const state = stateOf({ resources: [record("r1")] });
    expect(withoutGone(state, [{ urn: gone.urn, id: "r1" }]).deployment.resources).toEqual([
      ...BASE,
      record("r1"),
    ]);
  });

  test("what is kept loses its flag alone", () => {
    const state = stateOf({ resources: [gone] });
    expect(withoutGone(state, [], [{ urn: gone.urn, id: "r1" }]).deployment.resources).toEqual([
      ...BASE,
      record("r1"),
    ]);
  });

  test("what was imported gets its dependencies, and stands after what it depends on", () => {
    const { dependencies: _, propertyDependencies: __, replaceOnChanges: ___, ...imported } = record("r1");
    const [provider, domain, anchor] = BASE as [StateResource, StateResource, StateResource];
    const state: StateFile = { version: 3, deployment: { resources: [provider, domain, imported, anchor] } };
    const hanging = {
      dependencies: [ANCHOR, urnOf("gone", "pulumi:index:Stash")],
      propertyDependencies: { name: [ANCHOR], content: [] },
      replaceOnChanges: ["name"],
    };
    const edited = withDependencies(state, new Map([[imported.urn, hanging]]));
    expect(edited.deployment.resources).toEqual([provider, domain, anchor, record("r1")]);
    // and what has its own keeps them
    expect(withDependencies(edited, new Map([[imported.urn, { ...hanging, dependencies: [] }]]))).toEqual(
      edited,
    );
  });
});

describe("a zone that the stack creates", () => {
  const ZONE_TOKEN = "cloudflare:index/zone:Zone";
  const URN = `urn:pulumi:test::mailzone::${ZONE_TOKEN}::example.com`;
  const making = { urn: URN, type: ZONE_TOKEN, provider: `${PROVIDER}::7` };
  const specs = SPEC.replace("zoneId: Z1", "create: true");

  /** The zone as the cloud has it: its listing, or `absent`, or not to be told. */
  function told(
    resources: readonly StateResource[],
    pending: Case["pending"],
    there: readonly LiveRecord[] | "absent" | "unknown",
  ): string[] {
    const state = stateOf({ resources, pending: pending ?? [] });
    const { zones, domains } = loadText("a.yaml", specs, "test");
    const planned = planZones(zones);
    const made = resources.filter(({ type }) => type === ZONE_TOKEN);
    const listed = new Map(
      zones.flatMap((zone): [Zone, ListedZone][] =>
        there === "unknown"
          ? []
          : [[zone, { name: zone.name, nameServers: [], records: there === "absent" ? [] : there }]],
      ),
    );
    const judged = judgeZones(listed, planned, [], { domains, existing: "refuse", today: "2026-11-22" });
    const survey = surveyOf({
      stack: { organization: "organization", project: "mailzone", stack: "test" },
      component: COMPONENT,
      zones,
      ids: new Map(typeof there === "string" ? [] : zones.map((zone) => [zone, "Z1"])),
      absent: new Set(there === "absent" ? zones : []),
      planned,
      owned: {
        records: [],
        zones: made.map(({ urn, type }) => ({ urn, type, name: "example.com", outputs: { id: "Z1" } })),
        anchors: new Map(),
      },
      comparisons: judged.comparisons,
      findings: [],
    });
    const { repairs, unclear } = recoveryOf(state, survey);
    return [
      ...repairs.map(
        (one) => `${one.repair} ${one.name}${one.repair === "take-in" ? ` ${one.record.importId}` : ""}`,
      ),
      ...unclear.map(() => "unclear"),
    ];
  }

  const OTHER_RECORD = live("r2", "www A 192.0.2.7");
  const BORN = live("r3", "@ NS ns.example.");

  test.each<[string, readonly StateResource[], Case["pending"], Parameters<typeof told>[2], string[]]>([
    ["stopped, and it is there", [], [["creating", making]], [], ["take-in example.com Z1"]],
    [
      "stopped, and it is there with records",
      [],
      [["creating", making]],
      [OTHER_RECORD],
      ["take-in example.com Z1"],
    ],
    ["stopped, and it is not there", [], [["creating", making]], "absent", ["forget example.com"]],
    ["stopped, and nobody can tell", [], [["creating", making]], "unknown", ["unclear"]],
    ["stopped, and the state has it", [making], [["creating", making]], [], ["forget example.com"]],
    ["made, and the answer was lost: it is there, empty", [], [], [BORN], ["take-in example.com Z1"]],
    ["there with records, which may be anybody's", [], [], [BORN, OTHER_RECORD], []],
    ["not there, and nothing happened", [], [], "absent", []],
    ["made and known", [making], [], [], []],
  ])("%s", (_, resources, pending, there, expected) => {
    expect(told(resources, pending, there)).toEqual(expected);
  });

  test("it is imported with its provider and no parent, and then stays when it is let go of", () => {
    const imported = importFile([
      { name: "example.com", type: ZONE_TOKEN, provider: PROVIDER, record: { importId: "Z1" } },
    ]);
    expect(imported).toEqual({
      nameTable: { [PROVIDER]: PROVIDER },
      resources: [{ type: ZONE_TOKEN, name: "example.com", id: "Z1", provider: PROVIDER }],
    });
    const state = withRetained(stateOf({ resources: [making] }), new Set([URN]));
    expect(resourcesOf(state).filter(({ retainOnDelete }) => retainOnDelete)).toMatchObject([{ urn: URN }]);
  });
});
