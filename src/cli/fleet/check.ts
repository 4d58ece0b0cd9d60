/** `mailzone fleet check`: the checks of a fleet's specs, or of what a change touches, seen together with all others. */
import { aboutDomains } from "../only.ts";
import { printLoaded } from "../report.ts";
import { hint, type Shown } from "../shown.ts";
import { type SelectOptions, select } from "./selection.ts";
import { touchedLine } from "./touched-line.ts";

interface Options extends SelectOptions, Shown {
  readonly format: string;
}

export async function check(name: string | undefined, options: Options): Promise<void> {
  const { fleet, domains, touched } = await select(name, options);
  if (touched !== undefined) hint(touchedLine(touched), options);
  printLoaded(domains === undefined ? fleet.loaded : aboutDomains(fleet.loaded, domains), options);
}
