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
  | "id"
  | "title"
  | "vendor"
  | "aliases"
  | "kind"
  | "status"
  | "confidence"
  | "variants"
  | "singleMx"
  | "dkimTargets"
> & {
  /** The MX hosts, those with parameters by the labels behind them, such as `.pphosted.com`; absent if there are none. */
  readonly mx?: readonly string[];
  /** The names that SPF includes, likewise. */
  readonly includes?: readonly string[];
  /** The file of a preset of the user's own. */
  readonly file?: string;
  /** Whether that stands in for one that mailzone brings along. */
  readonly replaces?: Preset["replaces"];
};

/** Every preset by id. */
export function readCatalogue(folder: string = PROVIDERS_FOLDER): readonly CatalogueEntry[] {
  return readOwnJson(join(folder, CATALOGUE));
}

/** The text of the file: one line per preset. */
export const catalogueText = (presets: readonly Preset[]): string =>
  `[\n  ${presets.map((preset) => JSON.stringify(catalogueEntry(preset))).join(",\n  ")}\n]\n`;

export function catalogueEntry(preset: Preset): CatalogueEntry {
  const { id, title, vendor, aliases, kind, status, confidence, variants, singleMx, dkimTargets } = preset;
  const { origin, file, replaces } = preset;
  const mx = preset.records.flatMap((record) => (record.type === "MX" ? hostOrTail(record.exchange) : []));
  const includes = preset.records.flatMap((record) =>
    record.type === "SPF"
      ? record.terms.flatMap((term) => hostOrTail(/^[-+~?]?include:(.+)$/i.exec(term)?.[1] ?? ""))
      : [],
  );
  return {
    ...{ id, title, vendor, aliases, kind, status, confidence, variants },
    ...{ singleMx, dkimTargets },
    ...(mx.length > 0 && { mx: distinct(mx) }),
    ...(includes.length > 0 && { includes: distinct(includes) }),
    ...(origin === "own" && { file, replaces }),
  };
}

const distinct = (names: readonly string[]): readonly string[] => [...new Set(names)].sort();

/** A host as it is, or the whole labels behind its last parameter; nothing if that is not a domain. */
function hostOrTail(host: string): readonly string[] {
  const end = host.lastIndexOf("}");
  const name = end < 0 ? host : host.slice(host.indexOf(".", end));
  return name.includes(".", 1) ? [name] : [];
}
