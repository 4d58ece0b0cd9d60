/** The edits of a state file that a recovery makes. */
import { describe, expect, test } from "@jest/globals";
import {
  type StateFile,
  type StateResource,
  withAnchors,
  withChangesHeeded,
  withDependencies,
  withoutGone,
} from "../../src/live/stack-state.ts";
import { ANCHOR, BASE, record, stateOf, unmade, urnOf } from "./stopped-stack.ts";

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

  test("what ignored all changes heeds them, and nothing else is touched", () => {
    const other = { ...next, ignoreChanges: ["*"] };
    const state = stateOf({ resources: [record("r1", { ignoreChanges: ["*"] }), other] });
    const urns = new Set([record("r1").urn]);
    expect(withChangesHeeded(state, urns).deployment.resources).toEqual([...BASE, record("r1"), other]);
  });

  test("an anchor gets the kind that its owner's records are of", () => {
    const anchor = { urn: ANCHOR, type: "pulumi:index:Stash", id: "8", outputs: { output: "cname" } };
    const state: StateFile = { version: 3, deployment: { resources: [anchor, record("r1")] } };
    expect(withAnchors(state, new Map([[ANCHOR, "data"]])).deployment.resources).toEqual([
      { ...anchor, inputs: { input: "data" }, outputs: { input: "data", output: "data" } },
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
