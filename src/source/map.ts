/** Maps in what was read from YAML or JSON. */

export type Values = Readonly<Record<string, unknown>>;

export const isMap = (value: unknown): value is Values =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Empty for what is no map. */
export const mapOf = (value: unknown): Values => (isMap(value) ? value : {});
