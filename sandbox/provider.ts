/** What a stand-in of a provider plugin is: the contract between the engine's protocol (plugin.ts) and a cloud's folder. */
import type { Bridge, Schema } from "./bridge/schema.ts";
import type { Cloud } from "./clouds/cloud-id.ts";
import type { Account } from "./request.ts";

/** A property bag as the engine sends it: plain JSON, unknown values as `UNKNOWN` (properties.ts). */
export type Properties = Readonly<Record<string, unknown>>;

/** What a provider says of a change: which properties differ, and which of these need a replacement. */
export interface Difference {
  readonly changed: readonly string[];
  readonly replaces: readonly string[];
}

/** A property that a provider refuses before any call. */
export interface Failure {
  readonly property: string;
  readonly reason: string;
}

/** A record as a provider has read it. */
export interface Found {
  readonly id: string;
  readonly state: Properties;
}

/** The same as the engine gets it. */
export interface ReadResult extends Found {
  readonly inputs: Properties;
}

/** What the real provider does with one resource type, over the stand-in of its service. */
export interface ResourceHandler {
  readonly schema: Schema;
  /** What the real provider finds before any call, so in a preview too. */
  check(inputs: Properties): readonly Failure[];
  diff(state: Properties, inputs: Properties): Difference;
  create(account: Account, inputs: Properties): Promise<{ readonly id: string; readonly state: Properties }>;
  /**
   * What a preview has of the state after a creation, or after an update of `state`; `UNKNOWN` for what only the service
   * will tell.
   */
  planned(inputs: Properties, state?: Properties): Properties;
  /** `state` is absent on import, where `id` is the import id. Answers undefined for what is gone. */
  read(account: Account, id: string, state?: Properties): Promise<Found | undefined>;
  update(account: Account, id: string, state: Properties, inputs: Properties): Promise<Properties>;
  delete(account: Account, id: string, state: Properties): Promise<void>;
}

/** Arguments that a look-up refuses before any call. */
export class RefusedArguments extends Error {}

/** A look-up; may throw `RefusedArguments`. */
export type FunctionHandler = (account: Account, args: Properties) => Promise<Properties>;

/** One provider plugin. */
export interface ProviderPlugin {
  readonly cloud: Cloud;
  readonly bridge: Bridge;
  /** The first of these provider settings that is given names the account. */
  readonly accountKeys: readonly string[];
  /** By token. */
  readonly resources: Readonly<Record<string, ResourceHandler>>;
  /** The look-ups of a plugin on the SDK that are on the plugin framework all the same. */
  readonly frameworkLookUps?: readonly string[];
  /** By token. */
  readonly functions: Readonly<Record<string, FunctionHandler>>;
}
