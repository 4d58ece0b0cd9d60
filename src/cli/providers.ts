/** `mailzone providers`: lists the presets, or shows one with its parameters and records. */
import process from "node:process";
import type { Finding } from "../finding.ts";
import { type CatalogueEntry, readCatalogue } from "../preset/catalogue.ts";
import type { Library } from "../preset/library.ts";
import { ownFiles } from "../preset/own-files.ts";
import type { Preset } from "../preset/preset.ts";
import { presetsCalled, searchPresets } from "../preset/search.ts";
import { printPreset, printPresets, printPresetsByKind } from "../report/presets.ts";
import { CannotRun, printJson, printResult } from "./print.ts";
import { ambiguousProvider, unknownProvider } from "./unknown-provider.ts";

interface Options {
  readonly format: "text" | "json";
  readonly kind?: string;
  readonly search?: string;
}

export async function providers(id: string | undefined, { format, kind, search }: Options): Promise<void> {
  if (id !== undefined && (kind !== undefined || search !== undefined)) {
    throw new CannotRun("--kind and --search filter the list: leave out the id");
  }
  const filtered = (all: readonly CatalogueEntry[]): readonly CatalogueEntry[] =>
    searchPresets(
      all.filter((entry) => kind === undefined || entry.kind === kind),
      search ?? "",
    );
  if (id === undefined && format === "text") {
    const { isTTY, columns } = process.stdout;
    const meant = filtered(await listed());
    const filter = [search, kind].filter((one) => one !== undefined).join(" ");
    printResult(
      isTTY === true ? printPresetsByKind(meant, filter, columns || 80) : printPresets(meant, filter),
    );
    return;
  }
  const { projectLibrary } = await import("../preset/library.ts");
  const { providerJson, providersJson } = await import("../report/json.ts");
  const { presetExample } = await import("../report/preset-example.ts");
  const library = projectLibrary();
  if (id === undefined) {
    const ids = new Set(filtered(library.catalogue()).map((entry) => entry.id));
    printJson(providersJson(library.presets().filter((preset) => ids.has(preset.id))));
    await tell(library.findings);
    return;
  }
  const preset = library.find(id) ?? called(id, library);
  if (preset === undefined && library.isBroken(id)) {
    await tell(library.findings);
    return;
  }
  if (preset === undefined) throw new CannotRun(unknownProvider(id, library));
  if (format === "json") printJson(providerJson(preset));
  else printResult(printPreset(preset, presetExample(preset, library)));
}

/** The preset that people call so. @throws CannotRun where it may be one of several */
function called(name: string, library: Library): Preset | undefined {
  const [only, ...others] = presetsCalled(library.catalogue(), name);
  if (only === undefined || library.isBroken(name)) return undefined;
  if (others.length > 0) throw new CannotRun(ambiguousProvider(name, [only, ...others]));
  return library.find(only.id);
}

/** What the list shows. Without presets of one's own, that is one file, and nothing else is loaded. */
async function listed(): Promise<readonly CatalogueEntry[]> {
  const own = ownFiles(process.cwd());
  if (own.presets.length + own.templates.length + own.findings.length === 0) return readCatalogue();
  const { projectLibrary } = await import("../preset/library.ts");
  const library = projectLibrary();
  await tell(library.findings);
  return library.catalogue();
}

/** What is wrong with presets of one's own, beside the result. */
async function tell(findings: readonly Finding[]): Promise<void> {
  const { exitBy, printFindingsAside } = await import("./output.ts");
  printFindingsAside(findings);
  exitBy(findings);
}
