/** Whether a gateway receives the domain's mail in front of its mailboxes. */
import type { PresetUse } from "../spec/spec.ts";
import type { Library } from "./library.ts";

/** Whether the use is of a gateway whose MX are neither switched off nor left out. */
export function takesMail(use: PresetUse, library: Library): boolean {
  const preset = use.template === undefined ? library.find(use.id) : library.template(use).applied?.preset;
  return (
    preset?.kind === "gateway" &&
    !use.without.some(({ owner }) => owner.trim() === "@") &&
    preset.records.some(({ type, group }) => type === "MX" && use.groups.get(group)?.on !== false)
  );
}
