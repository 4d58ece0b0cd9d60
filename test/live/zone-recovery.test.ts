/** Repairs of zones that the stack creates. */
import { describe, expect, test } from "@jest/globals";
import type { ListedZone, LiveRecord } from "../../src/cloud/listing.ts";
import { importFile } from "../../src/live/adoption.ts";
import { checkListed } from "../../src/live/check-listed.ts";
import { recoveryOf } from "../../src/live/recovery.ts";
import { resourcesOf, type StateResource, withRetained } from "../../src/live/stack-state.ts";
import { surveyOf } from "../../src/live/survey.ts";
import { loadText } from "../../src/pipeline.ts";
import { planZones } from "../../src/plan/plan.ts";
import type { Zone } from "../../src/plan/zone.ts";
import { type Case, live, PROVIDER, SPEC, stateOf } from "./stopped-stack.ts";

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
    const { zones, domains } = loadText("a.yaml", specs, { stack: "test" });
    const planned = planZones(zones);
    const made = resources.filter(({ type }) => type === ZONE_TOKEN);
    const listed = new Map(
      zones.flatMap((zone): [Zone, ListedZone][] =>
        there === "unknown"
          ? []
          : [[zone, { name: zone.name, nameServers: [], records: there === "absent" ? [] : there }]],
      ),
    );
    const checked = checkListed(listed, planned, [], { domains, existing: "refuse", today: "2026-11-22" });
    const survey = surveyOf({
      stack: { organization: "organization", project: "mailzone", stack: "test" },
      zones,
      ids: new Map(typeof there === "string" ? [] : zones.map((zone) => [zone, "Z1"])),
      absent: new Set(there === "absent" ? zones : []),
      planned,
      owned: {
        records: [],
        zones: made.map(({ urn, type }) => ({ urn, type, name: "example.com", outputs: { id: "Z1" } })),
        signing: [],
        workers: [],
        tombstones: new Set(),
      },
      comparisons: checked.comparisons,
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
