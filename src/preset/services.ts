/** The mail services that are known to a run, for checks of records that come from no preset. */
import { type CatalogueEntry, readCatalogue } from "./catalogue.ts";

export interface Services {
  /** What their presets say of them, in short. */
  readonly entries: () => readonly CatalogueEntry[];
}

export const bundledServices: Services = { entries: readCatalogue };
