/** The edits of a state file that a recovery makes. */
import { describe, expect, test } from "@jest/globals";
import {
  type StateFile,
  type StateResource,
  withDependencies,
  withoutGone,
} from "../../src/live/stack-state.ts";
import { BASE, record, stateOf, TOMBSTONE, unmade, urnOf } from "./stopped-stack.ts";

describe("the edits of the state", () => {
  const gone = record("r1", { pendingReplacement: true });
  const next: StateResource = {
    urn: urnOf("z", "pulumi:index:Stash"),
    type: "pulumi:index:Stash",
    dependencies: [gone.urn, TOMBSTONE],
  };

  test("what is gone goes, with what others say of it; everything else stays, operations under way excepted", () => {
    const state = stateOf({ resources: [gone, next], pending: [["creating", unmade()]] });
    const { deployment, version } = withoutGone(state, [{ urn: gone.urn, id: "r1" }]);
    expect(version).toBe(3);
    expect(deployment.pending_operations).toBeUndefined();
    expect(deployment.resources).toEqual([...BASE, { ...next, dependencies: [TOMBSTONE] }]);
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
    const [provider, domain, tombstone] = BASE as [StateResource, StateResource, StateResource];
    const state: StateFile = {
      version: 3,
      deployment: { resources: [provider, domain, imported, tombstone] },
    };
    const hanging = {
      dependencies: [TOMBSTONE, urnOf("gone", "pulumi:index:Stash")],
      propertyDependencies: { name: [], content: [] },
      replaceOnChanges: [],
    };
    const edited = withDependencies(state, new Map([[imported.urn, hanging]]));
    expect(edited.deployment.resources).toEqual([provider, domain, tombstone, record("r1")]);
    // and what has its own keeps them
    expect(withDependencies(edited, new Map([[imported.urn, { ...hanging, dependencies: [] }]]))).toEqual(
      edited,
    );
  });
});
