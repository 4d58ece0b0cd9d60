/** A preset that changes changes the records of those who use it, so CHANGELOG.md names it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { openLibrary } from "../../src/preset/library.ts";
import type { Preset } from "../../src/preset/preset.ts";
import { presetDigests, releasedPresets, unnamedChanges } from "../../tools/released-presets.ts";

const changelog = readFileSync(join(import.meta.dirname, "../../CHANGELOG.md"), "utf8");
const [, unreleased = ""] = /^## \[Unreleased\]\n([\s\S]*?)(?=^## \[|(?![\s\S]))/m.exec(changelog) ?? [];

test("every preset that has changed since the last release is named in the section Unreleased, in backquotes", () => {
  expect(unreleased.length).toBeGreaterThan(100);
  expect(unnamedChanges(releasedPresets(), presetDigests(), unreleased)).toEqual([]);
});

describe("a preset has changed", () => {
  const sendgrid = openLibrary().find("sendgrid") as Preset;
  const [first, ...others] = sendgrid.records;
  if (first === undefined) throw new Error("no record");
  const CASES: readonly (readonly [string, Partial<Preset>, boolean])[] = [
    ["with a record of other data", { records: [{ ...first, group: "other" }, ...others] }, true],
    ["with a record less", { records: others }, true],
    ["with another parameter", { parameters: {} }, true],
    ["with other words for people", { title: "Other", caveats: ["Other."], aliases: ["other"] }, false],
    ["with another note at a record", { records: [{ ...first, note: "other" }, ...others] }, false],
  ];
  test.each(CASES)("%s", (_, change, isChanged) => {
    const [before, now] = [presetDigests([sendgrid]), presetDigests([{ ...sendgrid, ...change }])];
    expect(unnamedChanges(before, now, "")).toEqual(isChanged ? ["sendgrid"] : []);
    expect(unnamedChanges(before, now, "- `sendgrid`: other records.")).toEqual([]);
  });

  test("if it is new, or gone", () => {
    expect(unnamedChanges({ old: "1" }, { new: "1" }, "")).toEqual(["new", "old"]);
  });
});
