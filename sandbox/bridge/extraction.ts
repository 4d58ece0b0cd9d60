/** The inputs that a bridge makes of what a provider has read (docs/facts/engine.md, bridges). */
import { sameJson } from "../properties.ts";
import type { Properties } from "../provider.ts";
import { DEFAULTS } from "./defaults.ts";
import type { Field, Schema } from "./schema.ts";

/** After a refresh: the inputs that there were, with the values that are there now; what has changed is no default. */
export function refreshed(schema: Schema, olds: Properties, live: Properties): Properties {
  const names = Object.keys(olds).filter(
    (name) => name !== DEFAULTS && live[name] !== undefined && live[name] !== null,
  );
  const inputs = Object.fromEntries(
    names.map((name) => [name, renewed(olds[name], live[name], schema[name])]),
  );
  const defaults = olds[DEFAULTS];
  if (!Array.isArray(defaults)) return inputs;
  const kept = defaults.filter((name) => names.includes(name) && sameJson(olds[name], inputs[name]));
  // an empty list is dropped, and with it the knowledge that nothing is a default
  return kept.length > 0 ? { ...inputs, [DEFAULTS]: kept } : inputs;
}

/** After an import: all inputs of the schema, but for optional ones that have their default, or the zero of their type. */
export function imported(schema: Schema, live: Properties): Properties {
  const inputs = Object.entries(schema).flatMap(([name, field]) => {
    const value = live[name];
    if (value === undefined || value === null) return [];
    const input = extracted(value, field);
    return !field.required && isDefaultOrZero(input, field) ? [] : [[name, input] as const];
  });
  return { ...Object.fromEntries(inputs), [DEFAULTS]: [] };
}

function renewed(old: unknown, live: unknown, field: Field | undefined): unknown {
  if (field?.keepsInput && typeof old === "string") return old;
  if (Array.isArray(old) && Array.isArray(live)) {
    // an element that is new is no input
    return old.slice(0, live.length).map((item, index) => renewed(item, live[index], field));
  }
  return isObject(old) && isObject(live) ? refreshed(field?.fields ?? {}, old, live) : live;
}

function extracted(value: unknown, field: Field): unknown {
  if (Array.isArray(value)) return value.map((item) => extracted(item, field));
  return isObject(value) && field.fields ? imported(field.fields, value) : value;
}

function isDefaultOrZero(value: unknown, field: Field): boolean {
  const declared = field.declared ?? field.default;
  if (declared !== undefined) return value === declared;
  if (Array.isArray(value)) return value.length === 0;
  if (isObject(value)) return Object.keys(value).every((key) => key === DEFAULTS);
  return value === false || value === 0 || value === "";
}

const isObject = (value: unknown): value is Properties =>
  typeof value === "object" && value !== null && !Array.isArray(value);
