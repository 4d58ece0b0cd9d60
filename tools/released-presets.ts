/**
 * What each preset published in the last release, as a digest: `node tools/released-presets.ts` records it, which `npm version` runs.
 * A test has CHANGELOG.md name every preset that has changed since, since a user's records change with it.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { argv } from "node:process";
import { pathToFileURL } from "node:url";
import { openLibrary } from "../src/preset/library.ts";
import type { Preset } from "../src/preset/preset.ts";
import { isMap } from "../src/source/map.ts";
import { root } from "./project.mjs";
import { writeWhole } from "./write-file.mjs";

const FILE = join(root, "tools/released-presets.json");

/** By id. */
export type Digests = Readonly<Record<string, string>>;

export const releasedPresets = (): Digests => JSON.parse(readFileSync(FILE, "utf8"));

export const presetDigests = (presets: readonly Preset[] = openLibrary().presets()): Digests =>
  Object.fromEntries(presets.map((preset) => [preset.id, digest(published(preset))]));

/** The ids of presets that differ, are new or are gone, without those that the text has in backquotes. */
export function unnamedChanges(before: Digests, now: Digests, text: string): readonly string[] {
  const ids = [...new Set([...Object.keys(before), ...Object.keys(now)])].sort();
  return ids.filter((id) => before[id] !== now[id] && !text.includes(`\`${id}\``));
}

/** What decides about records; not what is for people. */
function published({
  kind,
  conflicts,
  parameters,
  variants,
  records,
  singleMx,
  dkimTargets,
}: Preset): unknown {
  return {
    ...{ kind, conflicts, variants, singleMx, dkimTargets },
    parameters: Object.fromEntries(
      Object.entries(parameters).map(([name, { about: _, find: __, example: ___, ...rest }]) => [name, rest]),
    ),
    records: records.map(({ note: _, place: __, compiled: ___, ...record }) => record),
  };
}

function digest(value: unknown): string {
  const sorted = JSON.stringify(value, (_, one: unknown) =>
    isMap(one) ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1))) : one,
  );
  return createHash("sha256").update(sorted).digest("hex").slice(0, 16);
}

if (import.meta.url === pathToFileURL(argv[1] ?? "").href)
  writeWhole(FILE, `${JSON.stringify(presetDigests(), undefined, 2)}\n`);
