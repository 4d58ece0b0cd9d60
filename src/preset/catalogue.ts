/**
 * What a list of presets shows, and what checks ask of all of them, in one generated file: to read every preset takes
 * several times as long as a list or a check may.
 * `npm run generate` writes it; a test compares it with the presets.
 */
import { join } from "node:path";
import { readOwnJson } from "../source/own-json.ts";
import type { Preset } from "./preset.ts";

/** Where mailzone's own presets are, both in the repository and in the published package. */
export const PROVIDERS_FOLDER = join(import.meta.dirname, "../../providers");

/** The file's name, beside the presets. */
export const CATALOGUE = "catalogue.json";

export type CatalogueEntry = Pick<
  Preset,
  "id" | "title" | "vendor" | "kind" | "status" | "confidence" | "variants" | "singleMx" | "dkimTargets"
>;

/** Every preset by id. */
export function readCatalogue(folder: string = PROVIDERS_FOLDER): readonly CatalogueEntry[] {
  return readOwnJson(join(folder, CATALOGUE));
}

/** The text of the file: one line per preset. */
export function catalogueText(presets: readonly Preset[]): string {
  const lines = presets.map((preset): string => {
    const { id, title, vendor, kind, status, confidence, variants, singleMx, dkimTargets } = preset;
    const entry: CatalogueEntry = {
      ...{ id, title, vendor, kind, status, confidence, variants },
      ...{ singleMx, dkimTargets },
    };
    return JSON.stringify(entry);
  });
  return `[\n  ${lines.join(",\n  ")}\n]\n`;
}
