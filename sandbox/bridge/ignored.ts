/** What `ignoreChanges` leaves of a change, as each of Pulumi's two bridges reads it (docs/facts/engine.md, bridges). */
import type { Properties } from "../provider.ts";

/**
 * The inputs with each ignored property as the state has it, absent where the state has none. `*` is all properties: the
 * bridge of the plugin framework takes a path as the engine does.
 */
export function withIgnored(state: Properties, inputs: Properties, ignored: readonly string[]): Properties {
  return ignored.reduce((kept, path) => replaced(state, kept, segmentsOf(path)), inputs);
}

/** Whether a property is named outright: the bridge of the SDK compares paths as text, so `*` is no property's. */
export const isNamed = (property: string, ignored: readonly string[]): boolean => ignored.includes(property);

const segmentsOf = (path: string): readonly string[] => path.split(/[.[\]]+/).filter(Boolean);

function replaced(from: Properties, to: Properties, [first, ...rest]: readonly string[]): Properties {
  if (first === undefined) return to;
  const keys = first === "*" ? [...new Set([...Object.keys(from), ...Object.keys(to)])] : [first];
  return Object.fromEntries(
    Object.entries({
      ...to,
      ...Object.fromEntries(keys.map((key) => [key, element(from[key], to[key], rest)])),
    }).filter(([, value]) => value !== undefined),
  );
}

function element(from: unknown, to: unknown, rest: readonly string[]): unknown {
  if (rest.length === 0) return from;
  return isObject(from) && isObject(to) ? replaced(from, to, rest) : to;
}

const isObject = (value: unknown): value is Properties =>
  typeof value === "object" && value !== null && !Array.isArray(value);
