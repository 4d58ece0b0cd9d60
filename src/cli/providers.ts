import { openLibrary } from "../preset/library.ts";
import { providerJson, providersJson } from "../report/json.ts";
import { printPreset, printPresets } from "../report/presets.ts";
import { nearest } from "../spec/nearest.ts";
import { CannotRun, printJson, printResult } from "./output.ts";

export function providers(id: string | undefined, { format }: { format: "text" | "json" }): void {
  const library = openLibrary();
  if (id === undefined) {
    const presets = library.presets();
    if (format === "json") printJson(providersJson(presets));
    else printResult(printPresets(presets));
    return;
  }
  const preset = library.find(id);
  if (preset === undefined) {
    const meant = nearest(id, library.ids());
    throw new CannotRun(
      `there is no mail provider ${JSON.stringify(id)}${meant === undefined ? "; `mailzone providers` lists them" : `; did you mean ${meant}?`}`,
    );
  }
  if (format === "json") printJson(providerJson(preset));
  else printResult(printPreset(preset));
}
