/** The presets of a domain, each with the place where its spec names it. */
import type { Domain } from "../preset/domain.ts";
import type { Preset } from "../preset/preset.ts";
import type { PresetUse, Spec } from "../spec/spec.ts";

export function presetUses({ spec, presets }: Domain): { preset: Preset; use: PresetUse }[] {
  const uses: { preset: Preset; use: PresetUse }[] = [];
  for (const use of [spec.mailbox, spec.standby, spec.gateway, ...spec.senders]) {
    const preset = use && presets.find(({ askedFor }) => askedFor === use.id);
    if (use !== undefined && preset !== undefined) uses.push({ preset, use });
  }
  return uses;
}

/** How the spec names a preset: `provider: ID`, or `template: PATH`. */
export function namedAs({ mailbox, standby, gateway, senders }: Spec, id: string): string {
  const use =
    [mailbox, standby, gateway].find((one) => one?.id === id) ?? senders.find((one) => one.id === id);
  return `${use?.template === undefined ? "provider" : "template"}: ${id}`;
}
