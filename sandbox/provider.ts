import type { Account } from "./service.ts";

/** A property bag as the engine sends it: plain JSON, unknown values as `unknownValue`. */
export type Properties = Record<string, unknown>;

/** What the engine sends in a preview for a value that only an update will know. */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** What a provider says of a change: which properties differ, and which of these need a replacement. */
export interface Difference {
  changed: string[];
  replaces: string[];
}

/** A record as a provider hands it to the engine. */
export interface ReadResult {
  id: string;
  inputs: Properties;
  state: Properties;
}

/** What the real provider does with one resource type, over the stand-in of its service. */
export interface ResourceHandler {
  /** Faults that the real provider finds before any call, so also in a preview. */
  check(inputs: Properties): { inputs: Properties; failures: { property: string; reason: string }[] };
  diff(state: Properties, inputs: Properties): Difference;
  create(account: Account, inputs: Properties): Promise<{ id: string; state: Properties }>;
  /** `state` is absent on import, where `id` is the import id. Answers undefined for what is gone. */
  read(
    account: Account,
    id: string,
    state?: Properties,
    inputs?: Properties,
  ): Promise<ReadResult | undefined>;
  update(account: Account, id: string, state: Properties, inputs: Properties): Promise<Properties>;
  delete(account: Account, id: string, state: Properties): Promise<void>;
}

/** A look-up. */
export type FunctionHandler = (account: Account, args: Properties) => Promise<Properties>;

/** One provider plugin: `name` is Pulumi's package, not the cloud's. */
export interface ProviderPlugin {
  name: "aws" | "cloudflare" | "alicloud";
  cloud: Account["cloud"];
  /** The first of these provider settings that is given names the account. */
  accountKeys: readonly string[];
  resources: Readonly<Record<string, ResourceHandler>>;
  functions: Readonly<Record<string, FunctionHandler>>;
}

/** The properties of `names` that differ, order and depth of JSON being what counts. */
export function differing(state: Properties, inputs: Properties, names: readonly string[]): string[] {
  return names.filter((name) => !sameJson(state[name], inputs[name]));
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

/**
 * What a read finds: of `live` those inputs that the engine has or, in an import, the given ones. Absent inputs stay absent.
 */
export function asRead(
  id: string,
  live: Properties,
  inputs: Properties | undefined,
  imported: readonly string[],
): ReadResult {
  const names = inputs ? Object.keys(inputs) : imported;
  return { id, state: live, inputs: present(Object.fromEntries(names.map((name) => [name, live[name]]))) };
}

/** The failures for `required` properties that are missing. */
export function missing(
  inputs: Properties,
  required: readonly string[],
): { property: string; reason: string }[] {
  return required
    .filter((property) => inputs[property] === undefined || inputs[property] === null)
    .map((property) => ({ property, reason: `Missing required property '${property}'` }));
}
