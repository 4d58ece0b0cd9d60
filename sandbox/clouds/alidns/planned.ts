/** What a preview has of a state on the first SDK: no id, nothing that is unknown, and the zero of what is left out. */
import { UNKNOWN } from "../../properties.ts";
import type { Properties } from "../../provider.ts";

export function planned(inputs: Properties, state: Properties): Properties {
  const zeros = Object.entries(state).map(([name, value]) => [name, inputs[name] ?? zeroOf(name, value)]);
  const known = Object.entries(inputs).filter(([, value]) => value !== UNKNOWN);
  return {
    ...Object.fromEntries(zeros.filter(([, value]) => value !== UNKNOWN)),
    ...Object.fromEntries(known),
    id: "",
  };
}

/** Inputs that a program gave up are zero; outputs stay. */
function zeroOf(name: string, value: unknown): unknown {
  if (name === "priority") return 0;
  return GIVEN.includes(name) ? "" : value;
}

const GIVEN = ["remark", "lang", "userClientIp"];
