/** What a bridge knows of a resource: its inputs, which come from the provider's schema. */

/** For providers on Terraform's plugin framework, and for those on the first or the second version of its SDK. */
export type Bridge = "framework" | "sdk1" | "sdk2";

/** One input. A default of the plugin framework is no business of its bridge. */
export interface Field {
  readonly required?: true;
  /** What the bridge fills in. */
  readonly default?: unknown;
  /** What the provider itself declares as the default, if the bridge fills in another. */
  readonly declared?: unknown;
  /** The state has another form of it, so a refresh keeps the input as it is (a StateFunc of the SDK). */
  readonly keepsInput?: true;
  /** Of an object, or of the objects in a list. */
  readonly fields?: Schema;
}

/** Inputs by name; what is missing here is an output. */
export type Schema = Readonly<Record<string, Field>>;

/** A schema of plain inputs: those in `required`, then those in `optional`. */
export function plainSchema(required: string, optional = ""): Schema {
  const of = (names: string, field: Field): (readonly [string, Field])[] =>
    names
      .split(" ")
      .filter(Boolean)
      .map((name) => [name, field]);
  return Object.fromEntries([...of(required, { required: true }), ...of(optional, {})]);
}
