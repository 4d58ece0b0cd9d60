/** `mailzone providers`: lists the presets, or shows one with its parameters and records. */
import process from "node:process";
import { type CatalogueEntry, readCatalogue } from "../preset/catalogue.ts";
import { printPreset, printPresets, printPresetsByKind } from "../report/presets.ts";
import { CannotRun, printJson, printResult } from "./print.ts";

interface Options {
  readonly format: "text" | "json";
  readonly kind?: string;
  readonly search?: string;
}

export async function providers(id: string | undefined, { format, kind, search }: Options): Promise<void> {
  if (id !== undefined && (kind !== undefined || search !== undefined)) {
    throw new CannotRun("--kind and --search filter the list: leave out the id");
  }
  const isMeant = (entry: CatalogueEntry): boolean =>
    (kind === undefined || entry.kind === kind) && (search === undefined || mentions(entry, search));
  if (id === undefined && format === "text") {
    const { isTTY, columns } = process.stdout;
    const meant = readCatalogue().filter(isMeant);
    const filter = [search, kind].filter((one) => one !== undefined).join(" ");
    printResult(
      isTTY === true ? printPresetsByKind(meant, filter, columns || 80) : printPresets(meant, filter),
    );
    return;
  }
  const { openLibrary } = await import("../preset/library.ts");
  const { providerJson, providersJson } = await import("../report/json.ts");
  const { presetExample } = await import("../report/preset-example.ts");
  const library = openLibrary();
  if (id === undefined) {
    printJson(providersJson(library.presets().filter(isMeant)));
    return;
  }
  const preset = library.find(id);
  if (preset === undefined) {
    const meant = library.meant(id);
    throw new CannotRun(
      `unknown provider ${JSON.stringify(id)}${meant === undefined ? "; `mailzone providers` lists them" : `; did you mean ${meant}?`}`,
    );
  }
  if (format === "json") printJson(providerJson(preset));
  else printResult(printPreset(preset, presetExample(preset, library)));
}

/** Whether it has every word of the text, in any order and case. */
function mentions({ id, title, vendor, variants }: CatalogueEntry, search: string): boolean {
  const text = [id, title, vendor, ...Object.keys(variants)].join(" ").toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
