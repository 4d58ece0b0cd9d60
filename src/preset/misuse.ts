/** What is wrong with how a spec uses a preset: names that the library or the preset does not have. */
import { type Finding, type Place, quote } from "../finding.ts";
import type { PresetUse, Spec } from "../spec/spec.ts";
import { nearest } from "../words/nearest.ts";
import { ownCommand } from "../words/own-command.ts";
import type { Address } from "../zone/rdata.ts";
import type { Library } from "./library.ts";
import type { Preset } from "./preset.ts";

/** What was meant, or else all that there is. */
const didYouMean = (meant: string | undefined, others: string): string =>
  meant === undefined ? others : `did you mean ${meant}?`;

export const unknownPreset = ({ id, place }: PresetUse, library: Library): Finding => ({
  code: "preset-unknown",
  severity: "error",
  message: `unknown mail provider ${quote(id)}, so its records cannot be published`,
  help: didYouMean(library.meant(id), `\`${ownCommand("providers")}\` lists all of them`),
  place,
});

export function unknownGroups(preset: Preset, { groups }: PresetUse): Finding[] {
  const known = [...new Set(preset.records.map(({ group }) => group))];
  return [...groups].flatMap(([group, { place }]): Finding[] => {
    if (known.includes(group)) return [];
    const message = `${preset.title} (${preset.askedFor}) has no record group ${quote(group)}, so switching it on or off does nothing`;
    const help = didYouMean(nearest(group, known), `its groups are ${known.join(", ")}`);
    return [{ code: "preset-group", severity: "error", message, help, place }];
  });
}

/** `owners` are those of the preset's records, relative to the domain. */
export const unusedWithout = (
  preset: Preset,
  { owner, place }: PresetUse["without"][number],
  owners: readonly string[],
): Finding => ({
  code: "preset-without",
  severity: "error",
  message: `${preset.title} (${preset.askedFor}) has no record at ${quote(owner)}, so leaving it out does nothing`,
  help: didYouMean(nearest(owner, owners), `its owners are ${owners.join(", ")}`),
  place,
});

/** The `i`th term of `spf.without`, which none of the offered ones is. */
export function unusedTerm({ input, source }: Spec, i: number, offered: readonly string[]): Finding {
  const term = input.spf?.without?.[i] ?? "";
  return {
    code: "preset-without",
    severity: "error",
    message: `no preset has the SPF term ${quote(term)} for the domain, so leaving it out does nothing`,
    help: didYouMean(
      nearest(term, offered),
      offered.length === 0 ? "delete it" : `the presets' terms are ${offered.join(", ")}`,
    ),
    place: source.place(["spf", "without", i]),
  };
}

/** `at` is the preset's record, which the parameters make one without an address. */
export const noAddress = (
  { type, address }: Address,
  { title }: Preset,
  { id, place }: PresetUse,
  at: Place,
): Finding => ({
  code: "rr-syntax",
  severity: "error",
  message: `the ${type} value ${quote(address)} of ${title} (${id}) cannot be published: it is not an ${type === "A" ? "IPv4" : "IPv6"} address`,
  help: "correct the parameters under with that it is made from",
  place,
  related: [{ place: at, note: "the record of the preset" }],
});
