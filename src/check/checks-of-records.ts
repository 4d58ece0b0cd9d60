/**
 * The checks that judge records whoever wrote them, and not what only a spec says: presets, waivers, stacks; whose domain it is; that a domain
 * sends, which is concluded from its records here.
 */
import type { Check } from "./check.ts";
import { checks } from "./checks.ts";

const OF_SPECS: ReadonlySet<string> = new Set([
  "accepts-unused",
  "mode-send-only",
  "name-accepted",
  "name-not-yours",
  "name-public-mailbox",
  "preset-confidence",
  "preset-ending",
  "preset-incomplete",
  "preset-managed",
]);

export const checksOfRecords: readonly Check[] = checks.filter(({ id }) => !OF_SPECS.has(id));
