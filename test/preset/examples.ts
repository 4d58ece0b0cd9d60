/** Presets as specs use them, with the example of every parameter that a vendor tells its customer. */
import { exampleValues } from "../../src/preset/example.ts";
import type { Library } from "../../src/preset/library.ts";
import type { Preset } from "../../src/preset/preset.ts";

/** `all` but what is derived, has a default or is set by the variant; or only what a `required` record cannot do without. */
export function exampleWith(preset: Preset, which: "all" | "required" = "all"): Record<string, unknown> {
  const needed = JSON.stringify(preset.records.filter(({ need }) => need === "required"));
  return Object.fromEntries(
    Object.entries(exampleValues(preset)).filter(
      ([name]) =>
        which === "all" || preset.parameters[name]?.required === true || needed.includes(`{${name}}`),
    ),
  );
}

/**
 * The lines of a spec that use a preset, and senders beside it. A gateway stands before a mailbox of another service.
 */
export function exampleUse(
  library: Library,
  id: string,
  senders: readonly string[] = [],
  which: "all" | "required" = "all",
): string[] {
  const use = (one: string): string => {
    const preset = library.find(one);
    if (preset === undefined) throw new Error(`no preset ${one}`);
    return JSON.stringify({ provider: one, with: exampleWith(preset, which) });
  };
  const kind = library.find(id)?.kind;
  const sending = kind === "sender" ? [id, ...senders] : senders;
  return [
    ...(kind === "policy" ? ["mode: parked"] : []),
    ...(kind === "gateway" ? ["mailbox: tencent-exmail", `gateway: ${use(id)}`] : []),
    ...(kind === "sender" || kind === "gateway" || kind === "policy" ? [] : [`mailbox: ${use(id)}`]),
    ...(sending.length > 0 ? [`senders: [${sending.map(use).join(", ")}]`] : []),
  ];
}
