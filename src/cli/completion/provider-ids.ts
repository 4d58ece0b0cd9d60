/** The ids of the presets that come with mailzone; scripts find those of a project's own when they are asked. */
import { readCatalogue } from "../../preset/catalogue.ts";

export const providerIds = (): readonly string[] =>
  readCatalogue().flatMap(({ id, variants }) => [id, ...Object.keys(variants)]);
