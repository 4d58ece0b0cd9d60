/** The survey of a stack that was stopped. */
import type { ListedZone } from "../../src/cloud/listing.ts";
import { checkListed } from "../../src/live/check-listed.ts";
import { resourcesOf, type StateFile } from "../../src/live/stack-state.ts";
import { type Survey, surveyOf } from "../../src/live/survey.ts";
import { loadText } from "../../src/pipeline.ts";
import { planZones } from "../../src/plan/plan.ts";
import type { Zone } from "../../src/plan/zone.ts";
import { type Case, SPEC, TOKEN } from "./stopped-stack.ts";

/** Of a state and the zone that the case has. */
export function surveyed(state: StateFile, { listing = [], specs = SPEC }: Case): Survey {
  const loaded = loadText("a.yaml", specs, { stack: "test" });
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
    signing: [],
    workers: [],
    tombstones: new Set<string>(),
  };
  const listed = new Map(
    zones.map((zone): [Zone, ListedZone] => [
      zone,
      { name: zone.name, id: "Z1", nameServers: [], records: listing },
    ]),
  );
  const checked = checkListed(listed, planned, owned.records, {
    domains,
    existing: "refuse",
    today: "2026-11-22",
  });
  return surveyOf({
    stack: { organization: "organization", project: "mailzone", stack: "test" },
    root: "/project",
    zones,
    ids: new Map(zones.map((zone) => [zone, "Z1"])),
    absent: new Set(),
    planned,
    owned,
    comparisons: checked.comparisons,
    findings: [],
  });
}
