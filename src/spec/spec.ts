/** A spec as the rest of the program sees it: one mail domain, names absolute, defaults applied. */
import type { Place } from "../diagnostic.ts";
import type { Source } from "../source.ts";
import type { Name } from "../zone/name.ts";
import type { CloudId, Mode, SpecInput } from "./schema.ts";

/** A DNS host that a domain is published on. */
export interface CloudUse {
  readonly cloud: CloudId;
  readonly account?: string;
  readonly zoneId?: string;
  readonly place: Place;
}

export type ParameterValue = string | number | boolean | readonly string[];

/** A preset as one spec uses it. */
export interface PresetUse {
  readonly id: string;
  readonly role: "mailbox" | "sender";
  readonly with: ReadonlyMap<string, { readonly value: ParameterValue; readonly place: Place }>;
  readonly groups: ReadonlyMap<string, { readonly on: boolean; readonly place: Place }>;
  readonly without: readonly { readonly owner: string; readonly place: Place }[];
  /** Where the preset is named. */
  readonly place: Place;
}

export interface DkimKey {
  readonly selector: string;
  readonly key?: string;
  readonly cname?: string;
  readonly place: Place;
}

export interface Spec {
  /** The mail domain. */
  readonly domain: Name;
  /** The zone that holds it. */
  readonly zone: Name;
  readonly clouds: readonly CloudUse[];
  /** `none`: a reverse zone, which has no mail and holds only its `records`. */
  readonly mode: Mode | "none";
  readonly mailbox?: PresetUse;
  readonly senders: readonly PresetUse[];
  readonly dkim: readonly DkimKey[];
  readonly ttl: number;
  readonly external: ReadonlySet<Name>;
  /** What needs no more than its YAML form: spf, dmarc, records, settings of a cloud. */
  readonly input: SpecInput;
  /** Places of everything in `input`. */
  readonly source: Source;
  /** Where the domain is named. */
  readonly place: Place;
  /** The stack whose folder holds the spec; undefined outside `stacks/`. */
  readonly stack?: string;
}
