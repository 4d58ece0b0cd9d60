/** Property bags of the engine: compared, checked and read, as every provider does it. */
import type { Schema } from "./bridge/schema.ts";
import type { Difference, Failure, Properties } from "./provider.ts";

/** What the engine sends in a preview for a value that only an update will know. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The inputs that differ from the state; the order of keys does not count. */
export function differing(
  state: Properties,
  inputs: Properties,
  schema: Schema,
  same: (left: unknown, right: unknown) => boolean = sameJson,
): string[] {
  return Object.keys(schema).filter((name) => !same(state[name], inputs[name]));
}

/** The same as `sameJson` to a provider on the SDK, to which the zero of a type is as good as absent. */
export const sameOrZero = (left: unknown, right: unknown): boolean =>
  sameJson(orAbsent(left), orAbsent(right));

function orAbsent(value: unknown): unknown {
  if (typeof value === "object" && value !== null && Object.keys(value).length === 0) return undefined;
  return value || undefined;
}

/** `changed`, of which those among `replacing` need a replacement. */
export function difference(changed: readonly string[], replacing: readonly string[]): Difference {
  return { changed, replaces: changed.filter((name) => replacing.includes(name)) };
}

/** Whether two JSON values are equal, whatever the order of their keys; absent equals null. */
export function sameJson(left: unknown, right: unknown): boolean {
  if (left === right || (left ?? null) === (right ?? null)) return true;
  if (typeof left !== "object" || typeof right !== "object" || !left || !right) return false;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...keys].every((key) => sameJson((left as Properties)[key], (right as Properties)[key]));
}

/** `properties` without those that are absent or null, which the wire format cannot carry. */
export function present(properties: Properties): Properties {
  return Object.fromEntries(
    Object.entries(properties).filter(([, value]) => value !== undefined && value !== null),
  );
}

/** The failures for required properties that are missing. */
export function missing(inputs: Properties, schema: Schema): Failure[] {
  return Object.entries(schema)
    .filter(([property, { required }]) => required && (inputs[property] ?? null) === null)
    .map(([property]) => ({ property, reason: `Missing required property '${property}'` }));
}

/** Whether a property is known and is none of what its provider takes; `fold` where the provider overlooks case. */
export const isOther = (
  value: unknown,
  taken: readonly string[],
  fold: (text: string) => string = (text) => text,
): boolean => typeof value === "string" && value !== UNKNOWN && !taken.includes(fold(value));
