/** Asks for the parameters of a preset: first for choices that decide what else is needed, then for what records need. */
import type { ParameterInput } from "../../preset/schema.ts";
import { whereFound } from "../../report/presets.ts";
import { type Interview, NONE } from "../asking/interview.ts";
import {
  type Chosen,
  decisionOf,
  isForKeys,
  isRequired,
  isWorthAsking,
  neededBy,
  type Values,
} from "./chosen.ts";
import { exampleOf, optionOf, parameterValue, readParameter } from "./parameter-text.ts";

/** The values of the preset's parameters, with those that are known already; what is missing or wrong is reported to the interview. */
export async function askParameters(
  chosen: Chosen,
  { given, known }: { readonly given: Readonly<Record<string, string>>; readonly known: Values },
  interview: Interview,
): Promise<Values> {
  const { preset } = chosen;
  const values: Record<string, string | readonly string[]> = { ...known };
  const declined = new Set<string>();
  const item = (name: string) => ({
    option: `--with ${preset.askedFor}.${name}`,
    given: given[name],
    read: (text: string) => readParameter(preset, name, text),
    repeat: (text: string) => ["--with", `${preset.askedFor}.${name}=${text}`],
  });
  const keep = (name: string, text: string | undefined): void => {
    if (text === NONE || text === undefined) declined.add(name);
    else values[name] = parameterValue(preset, name, text);
  };
  const isOpen = (name: string): boolean =>
    ![values, preset.fixed].some((known) => Object.hasOwn(known, name)) && !declined.has(name);
  const parameterOf = (name: string) => preset.parameters[name] as ParameterInput;

  for (const name of Object.keys(given)) {
    keep(name, await interview.answer(item(name), questionOf(name, chosen, values)));
  }
  if (interview.isAsking) {
    for (const name of Object.keys(preset.parameters)) {
      const decision = isOpen(name) ? decisionOf(name, chosen, values) : undefined;
      if (decision === undefined) continue;
      const { choices, usual } = decision;
      const answer = await interview.choose(item(name), {
        what: `${preset.askedFor} ${name}`,
        about: [parameterOf(name).about, ...whereFound(parameterOf(name).find)],
        first: "taken",
        search: (typed) =>
          [usual, ...choices.filter((one) => one !== usual)]
            .filter((one) => one.includes(typed))
            .map((value) => ({ value, title: value === usual ? `${value} (default)` : value })),
        none: (typed) => `${JSON.stringify(typed)} is not among the choices`,
      });
      if (answer !== usual) keep(name, answer);
    }
  }
  const wanted = (): string | undefined =>
    neededBy(isWorthAsking(chosen), chosen, values, declined).find(isOpen);
  for (let name = wanted(); interview.isAsking && name !== undefined; name = wanted()) {
    keep(name, await interview.answer(item(name), questionOf(name, chosen, values)));
  }
  for (const name of neededBy(isRequired, chosen, values)) {
    if (given[name] === undefined || given[name] === NONE) interview.missing(optionOf(preset, name));
  }
  return values;
}

function questionOf(name: string, chosen: Chosen, values: Values) {
  const { preset } = chosen;
  const { about, example, find, required } = preset.parameters[name] as ParameterInput;
  const isOptional = required !== true && !neededBy(isRequired, chosen, values).includes(name);
  return {
    what: `${preset.askedFor} ${name}${isOptional ? " (Enter to leave it out)" : ""}`,
    about: [
      `${about}${example === undefined ? "" : `, such as ${exampleOf(preset, name)}`}`,
      ...whereFound(find),
      ...(isOptional && isForKeys(name, chosen, values) ? withoutKeys(chosen) : []),
    ],
    ...(isOptional ? { otherwise: NONE } : {}),
  };
}

/** What it means that a service has no DKIM key. */
const withoutKeys = ({ preset, domain }: Chosen): string[] => [
  `Without DKIM, mail from ${preset.title} is not signed by ${domain}: it fails DMARC when it is forwarded,`,
  "and Google, Yahoo and Microsoft reject it from senders in bulk. It can be added to the spec later.",
];
