/** What a bridge knows of a resource: its inputs, which come from the provider's schema. */

/** The two bridges: for providers on Terraform's plugin framework, and for those on its SDK. */
export type Bridge = "framework" | "sdk";

/** One input. The default is the provider's own; a bridge of the plugin framework never sees it. */
export interface Field {
  readonly required?: true;
  readonly default?: unknown;
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
