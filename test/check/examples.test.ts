/** The examples in the explanations of checks fail and pass as they say. */
import { describe, expect, test } from "@jest/globals";
import { checks } from "../../src/check/checks.ts";
import { findingsOf } from "./run-case.ts";

const explained = checks.map(({ id, explanation }) => ({ id, explanation }));

describe.each(explained)("the explanation of $id", ({ id, explanation }) => {
  test("says why, what follows and what to do, in whole sentences", () => {
    for (const text of [explanation.why, explanation.effect, explanation.fix]) {
      expect(text).toMatch(/^[A-Z0-9?+$*_a-z].*\.$/s);
    }
  });

  test("fails where it says so", () => {
    if (explanation.fails.startsWith("#")) return;
    expect(findingsOf({ specs: explanation.fails }).map(({ code }) => code)).toContain(id);
  });

  test("passes where it says so, without any error", () => {
    const found = findingsOf({ specs: explanation.passes });
    expect(found.filter(({ code, severity }) => code === id || severity === "error")).toEqual([]);
  });
});

test("an example that fails is missing only where no spec can ask for the fault", () => {
  const without = explained
    .filter(({ explanation }) => explanation.fails.startsWith("#"))
    .map(({ id }) => id);
  expect(without.sort()).toEqual([
    "cname-exclusive-live",
    "fleet-consent-gap",
    "fleet-shard-size",
    "fleet-shared-name",
    "fleet-zone-split",
    "mx-stale",
    "name-undelegated",
    "prov-conflict-live",
    "prov-delegation",
    "prov-owned-gone",
    "prov-proxied",
    "prov-rrset",
    "sts-worker-count",
    "txt-apex-merge",
  ]);
});
