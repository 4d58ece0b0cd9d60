/** A spec as the rest of the program sees it: one mail domain, names absolute, defaults applied. */
import type { Place } from "../finding.ts";
import type { Path } from "../source/path.ts";
import type { Source } from "../source/source.ts";
import type { Name } from "../zone/name.ts";
import type { CloudId } from "./cloud-id.ts";
import type { Mode, SpecInput } from "./schema.ts";

/** A DNS host that a domain is published on. */
export interface CloudUse {
  readonly cloud: CloudId;
  readonly account?: string;
  readonly zoneId?: string;
  /** The stack creates the zone. */
  readonly create?: true;
  readonly place: Place;
}

export type ParameterValue = string | number | boolean | readonly string[];

/** The key under which a spec names a preset. */
export type PresetRole = "mailbox" | "gateway" | "sender";

/** A Domain Connect template in place of a preset. */
export interface TemplateUse {
  /** The template's groups to apply, each once; undefined for all. */
  readonly groups?: readonly { readonly group: string; readonly place: Place }[];
}

/** A preset as one spec uses it. */
export interface PresetUse {
  /** The preset's id; for a template, its path as in the spec. */
  readonly id: string;
  readonly template?: TemplateUse;
  readonly role: PresetRole;
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
  /** The item of the spec. */
  readonly path: Path;
}

/** Leave for another domain's spec to have records at names of this one. */
export interface Grant {
  /** The other mail domain. */
  readonly to: Name;
  /** Absent: at all names that the spec speaks for. */
  readonly names?: ReadonlySet<Name>;
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
  /** What mail passes through before the mailbox. */
  readonly gateway?: PresetUse;
  readonly senders: readonly PresetUse[];
  readonly dkim: readonly DkimKey[];
  readonly ttl: number;
  readonly external: ReadonlySet<Name>;
  readonly grants: readonly Grant[];
  /** What needs no more than its YAML form: spf, dmarc, records, settings of a cloud. */
  readonly input: SpecInput;
  /** Places of everything in `input`. */
  readonly source: Source;
  /** Where the domain is named. */
  readonly place: Place;
  /** The stack whose folder holds the spec; undefined outside `stacks/`. */
  readonly stack?: string;
}
