/** Parameters of presets as options and answers give them. */
import { shellCommand } from "../../../tools/shell-word.mjs";
import { takesValue } from "../../preset/parameters.ts";
import type { Preset } from "../../preset/preset.ts";
import { oneOf } from "../../words/list.ts";
import { NONE, type Read } from "../asking/interview.ts";

/** The most characters of an example; a key is much longer, and known by its beginning. */
const MOST_SHOWN = 48;

/** A value such as the parameter has, or its beginning. */
export function exampleOf(preset: Preset, name: string): string {
  const example = [preset.parameters[name]?.example ?? ""].flat().join(",");
  return example.length > MOST_SHOWN ? `${example.slice(0, MOST_SHOWN - 3)}...` : example || "...";
}

/** The option that gives a parameter. */
export const optionOf = (preset: Preset, name: string, value: string = exampleOf(preset, name)): string =>
  shellCommand(["--with", `${preset.askedFor}.${name}=${value}`]);

/** The value that a text stands for; commas separate the items of a list. */
export const parameterValue = (preset: Preset, name: string, text: string): string | readonly string[] =>
  preset.parameters[name]?.type === "list" ? text.split(",").map((item) => item.trim()) : text;

/** Whether a text may be the parameter's value, or say that it has none. */
export function readParameter(preset: Preset, name: string, text: string): Read {
  const parameter = preset.parameters[name];
  const isNone = text === NONE && parameter?.required !== true;
  if (
    parameter === undefined ||
    isNone ||
    [parameterValue(preset, name, text)].flat().every((one) => takesValue(name, parameter, one))
  )
    return { value: text };
  const expected =
    parameter.choices === undefined ? `something like ${exampleOf(preset, name)}` : oneOf(parameter.choices);
  return {
    problem: `${JSON.stringify(text)} does not look like the ${name} of ${preset.title}; expected ${expected}`,
  };
}
