import type { PresetRecord } from "./preset.ts";

/** Whether the choices are made that a record is for; `given` tells what a parameter is. */
export function isChosen(
  { when }: Pick<PresetRecord, "when">,
  given: (parameter: string) => unknown,
): boolean {
  return when === undefined || Object.entries(when).every(([name, value]) => given(name) === value);
}
