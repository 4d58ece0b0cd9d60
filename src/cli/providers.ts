import { readCatalogue } from "../preset/catalogue.ts";
import { printPreset, printPresets } from "../report/presets.ts";
import { CannotRun, printJson, printResult } from "./print.ts";

export async function providers(
  id: string | undefined,
  { format }: { format: "text" | "json" },
): Promise<void> {
  if (id === undefined && format === "text") {
    printResult(printPresets(readCatalogue()));
    return;
  }
  const { openLibrary } = await import("../preset/library.ts");
  const { providerJson, providersJson } = await import("../report/json.ts");
  const library = openLibrary();
  if (id === undefined) {
    printJson(providersJson(library.presets()));
    return;
  }
  const preset = library.find(id);
  if (preset === undefined) {
    const meant = library.meant(id);
    throw new CannotRun(
      `there is no mail provider ${JSON.stringify(id)}${meant === undefined ? "; `mailzone providers` lists them" : `; did you mean ${meant}?`}`,
    );
  }
  if (format === "json") printJson(providerJson(preset));
  else printResult(printPreset(preset));
}
