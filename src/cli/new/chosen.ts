/** A preset that was chosen for a domain, and which of its parameters it needs there. */
import { type Parameters, readParameters } from "../../preset/parameters.ts";
import type { Preset, PresetRecord } from "../../preset/preset.ts";
import { unwrittenUse } from "../../preset/unwritten-use.ts";
import { isChosen } from "../../preset/when.ts";
import type { PresetRole } from "../../spec/spec.ts";
import { absolute } from "../../zone/name.ts";

export interface Chosen {
  readonly preset: Preset;
  readonly role: PresetRole;
  /** The mail domain. */
  readonly domain: string;
  /** Whether the spec has a DMARC policy of its own, so that nothing is needed for the preset's. */
  readonly policy: "own" | "of presets";
}

export type Values = Readonly<Record<string, string | readonly string[]>>;

type Such = (record: PresetRecord) => boolean;

/** What the preset cannot work without. */
export const isRequired: Such = ({ need }) => need === "required";

/** What to ask for: what is published unless the spec leaves it out, and DKIM keys. */
export function isWorthAsking({ preset }: Chosen): Such {
  const isUsual: Such = ({ need }) => need !== "optional";
  const signsAnyway = preset.records.some((record) => isUsual(record) && isKey(record));
  return (record) => isUsual(record) || (isKey(record) && !signsAnyway);
}

const isKey = ({ name }: PresetRecord): boolean => name.endsWith("_domainkey");

/**
 * The parameters that such records still need, given the choices so far, and those that are required in any case.
 * Records that need a declined one are not published, so nothing else is needed for them.
 */
export function neededBy(
  such: Such,
  chosen: Chosen,
  given: Values,
  declined: ReadonlySet<string> = new Set(),
): string[] {
  const here = new Set<string>();
  const anywhere = new Set<string>();
  for (const record of recordsOf(chosen, given)) {
    const lacks = lacksOf(record, chosen, given);
    for (const name of lacks) anywhere.add(name);
    if (!such(record) || lacks.some((name) => declined.has(name))) continue;
    for (const name of lacks) here.add(name);
  }
  return Object.entries(chosen.preset.parameters).flatMap(([name, { required }]) =>
    here.has(name) || (required === true && anywhere.has(name)) ? [name] : [],
  );
}

/** Whether DKIM keys need the parameter. */
export const isForKeys = (name: string, chosen: Chosen, given: Values): boolean =>
  recordsOf(chosen, given).some((record) => isKey(record) && lacksOf(record, chosen, given).includes(name));

/** The choices of a parameter with a default, if they decide what else is needed. */
export function decisionOf(
  name: string,
  chosen: Chosen,
  given: Values,
): { readonly choices: readonly string[]; readonly usual: string } | undefined {
  const { choices = [], default: usual } = chosen.preset.parameters[name] ?? {};
  if (typeof usual !== "string") return undefined;
  const needs = choices.map((choice) =>
    neededBy(isWorthAsking(chosen), chosen, { ...given, [name]: choice }).join(),
  );
  return new Set(needs).size > 1 ? { choices, usual } : undefined;
}

function recordsOf(chosen: Chosen, given: Values): PresetRecord[] {
  const values = parametersWith(chosen, given);
  return chosen.preset.records.filter(
    (record) => isChosen(record, values.value) && !(record.type === "DMARC" && chosen.policy === "own"),
  );
}

function lacksOf(record: PresetRecord, chosen: Chosen, given: Values): readonly string[] {
  const filled = parametersWith(chosen, given).fill(JSON.stringify(record));
  return typeof filled === "string" ? [] : filled.lacks;
}

/** The preset's parameters, with these values given. */
function parametersWith({ preset, role, domain }: Chosen, given: Values): Parameters {
  const use = unwrittenUse(preset.askedFor, role, Object.entries(given));
  return readParameters(preset, use, absolute(domain), absolute(domain));
}
