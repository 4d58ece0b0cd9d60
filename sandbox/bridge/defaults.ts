/**
 * `__defaults`: the names of the inputs that the bridge of the SDK has filled in. It keeps them in an object's inputs, to tell
 * a default from what a program says (docs/facts/engine.md, bridges).
 */
import { present } from "../properties.ts";
import type { Properties } from "../provider.ts";
import type { Schema } from "./schema.ts";

export const DEFAULTS = "__defaults";

/**
 * The inputs with defaults for what a program leaves out. A default is the old input, if that was a default or if nothing
 * tells which of the old inputs were: so a value that a refresh has written there stays.
 */
export function withDefaults(schema: Schema, olds: Properties, news: Properties): Properties {
  const inputs = present(news);
  const filled = Object.entries(schema).flatMap(([name, { default: own }]) =>
    own === undefined || inputs[name] !== undefined
      ? []
      : [[name, isDefault(olds, name) ? (olds[name] ?? own) : own] as const],
  );
  const names = filled.map(([name]) => name).sort();
  return { ...nested(schema, olds, inputs), ...Object.fromEntries(filled), [DEFAULTS]: names };
}

/** Whether an old input may be a default: `__defaults` has it, or is missing. */
function isDefault(olds: Properties, name: string): boolean {
  const names = olds[DEFAULTS];
  return !Array.isArray(names) || names.includes(name);
}

/** The inputs without `__defaults`, but with one in every object inside. */
function nested(schema: Schema, olds: Properties, news: Properties): Properties {
  const { [DEFAULTS]: _, ...inputs } = news;
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => {
      const fields = schema[name]?.fields;
      return [name, fields ? each(value, olds[name], fields) : value];
    }),
  );
}

function each(value: unknown, old: unknown, fields: Schema): unknown {
  if (Array.isArray(value)) {
    const olds = Array.isArray(old) ? old : [];
    return value.map((item, index) => each(item, olds[index], fields));
  }
  if (typeof value !== "object" || value === null) return value;
  const before = typeof old === "object" && old !== null ? old : {};
  return withDefaults(fields, before as Properties, value as Properties);
}
