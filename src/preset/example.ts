/** A spec that uses a preset with the examples of its parameters, as its vendor and the large receivers ask. */
import type { CloudId } from "../spec/cloud-id.ts";
import { printSpec, type SpecDraft, type UseDraft } from "../spec/print.ts";
import type { Preset, PresetRecord } from "./preset.ts";
import { isChosen } from "./when.ts";

/** The example of every parameter that a user has to find out: not of those that are derived, have a default or are fixed. */
export function exampleValues({ parameters, fixed }: Preset): UseDraft["with"] {
  return Object.fromEntries(
    Object.entries(parameters).flatMap(([name, { example, derive, default: usual }]) =>
      example === undefined || derive !== undefined || usual !== undefined || Object.hasOwn(fixed, name)
        ? []
        : [[name, example]],
    ),
  );
}

/** One way to use a preset. */
export type Trial = Required<Pick<UseDraft, "with" | "groups">>;

/** The preset as it is published if nothing more is asked for. */
export const usualTrial = (preset: Preset): Trial => ({ with: exampleValues(preset), groups: [] });

/**
 * Ways in which every record of the preset is published at least once: all groups are on and all parameters at their
 * examples, what is derived or has a default too; then with the choices that the remaining records ask for.
 */
export function fullTrials(preset: Preset): readonly Trial[] {
  const { parameters, fixed, records } = preset;
  const groups = optionalGroups(records);
  const examples = Object.fromEntries(
    Object.entries(parameters).flatMap(([name, { example }]) =>
      example === undefined || Object.hasOwn(fixed, name) ? [] : [[name, example]],
    ),
  );
  const trials: Trial[] = [{ with: examples, groups }];
  for (const record of records) {
    const isTried = (trial: Trial): boolean =>
      isChosen(record, (name) => fixed[name] ?? trial.with[name] ?? parameters[name]?.default);
    const { when = {} } = record;
    const isExcluded = Object.keys(when).some((name) => Object.hasOwn(fixed, name));
    if (!isExcluded && !trials.some(isTried)) trials.push({ with: { ...examples, ...when }, groups });
  }
  return trials;
}

/** The groups of these records that are off until they are asked for. */
export const optionalGroups = (records: readonly PresetRecord[]): string[] => [
  ...new Set(records.filter(({ need }) => need === "optional").map(({ group }) => group)),
];

/** The preset with no more than is needed to use it. */
export function bareSpec(preset: Preset, cloud: CloudId): string {
  return printSpec(draftOf(preset, cloud, usualTrial(preset), undefined));
}

/** A spec that adds what any domain should have and the preset lacks: SPF, a DKIM selector of its own, DMARC. */
export function exampleSpec(preset: Preset, cloud: CloudId, trial: Trial = usualTrial(preset)): string {
  const { kind, records } = preset;
  const draft = printSpec(draftOf(preset, cloud, trial, { provider: BEHIND_GATEWAY, with: {} }));
  if (kind === "policy") return draft;
  const signs = kind === "sender" || records.some(({ group }) => group === "dkim");
  const spf = kind === "sender" ? "all: fail" : "mx: true";
  const hasSpf = records.some(({ type }) => type === "SPF");
  return [
    draft.trimEnd(),
    ...(hasSpf && kind !== "sender" ? [] : [`spf: { ${spf} }`]),
    ...(signs ? [] : ["dkim: [{ selector: own, cname: own._domainkey.example.net }]"]),
    'dmarc: { policy: none, rua: ["mailto:dmarc@example.net"] }',
    "",
  ].join("\n");
}

/** `behind` is the mailbox that a gateway passes mail on to. */
function draftOf(preset: Preset, dns: CloudId, trial: Trial, behind: UseDraft | undefined): SpecDraft {
  const head = { domain: "example.com", dns };
  const use: UseDraft = { provider: preset.askedFor, ...trial };
  switch (preset.kind) {
    case "policy":
      return { ...head, mode: "parked" };
    case "sender":
      return { ...head, senders: [use] };
    case "gateway":
      return { ...head, ...(behind === undefined ? { mode: "mail" } : { mailbox: behind }), gateway: use };
    default:
      return { ...head, mailbox: use };
  }
}

/** A mailbox that needs no parameters. */
const BEHIND_GATEWAY = "tencent-exmail";
