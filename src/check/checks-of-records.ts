/** The checks that judge records whoever wrote them, and not what only a spec says: presets, waivers, stacks. */
import type { Check } from "./check.ts";
import { checks } from "./checks.ts";

const OF_SPECS: ReadonlySet<string> = new Set([
  "accepts-unused",
  "name-accepted",
  "name-not-yours",
  "preset-confidence",
  "preset-ending",
  "preset-incomplete",
  "preset-managed",
]);

export const checksOfRecords: readonly Check[] = checks.filter(({ id }) => !OF_SPECS.has(id));
