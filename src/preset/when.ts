import type { PresetRecord } from "./preset.ts";

/** Whether the choices that a record is for were made; `given` returns a parameter's value. */
export function isChosen(
  { when }: Pick<PresetRecord, "when">,
  given: (parameter: string) => unknown,
): boolean {
  return when === undefined || Object.entries(when).every(([name, value]) => given(name) === value);
}
