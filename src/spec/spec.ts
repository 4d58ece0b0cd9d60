/** A spec as the rest of the program sees it: one mail domain, names absolute, defaults applied. */
import type { Place } from "../finding.ts";
import type { DkimState } from "../mail/dkim-state.ts";
import type { Path } from "../source/path.ts";
import type { Source } from "../source/source.ts";
import type { Name } from "../zone/name.ts";
import type { CloudId } from "./cloud-id.ts";
import type { Mode, Phase, SpecInput } from "./schema.ts";

/** Whether a zone is to be signed with DNSSEC. */
export interface Dnssec {
  readonly is: "on" | "off";
  /** Where a spec says so. */
  readonly place: Place;
}

/** A DNS host that a domain is published on. */
export interface CloudUse {
  readonly cloud: CloudId;
  readonly account?: string;
  readonly zoneId?: string;
  /** The stack creates the zone. */
  readonly create?: true;
  /** Whether the zone is to be signed; absent where the spec says nothing of it. */
  readonly dnssec?: Dnssec;
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
  /** `standby`: the provider of a migration that does not hold the mail at the time, but may send it. */
  readonly role: PresetRole | "standby";
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
  /** How far the key is in its life; absent where the spec does not say. */
  readonly state?: DkimState | undefined;
  /** A day or a time in UTC, ISO 8601. */
  readonly since?: string | undefined;
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

/** A move between two mailbox providers. */
export interface Migration {
  /** Both in the role `mailbox`. */
  readonly from: PresetUse;
  readonly to: PresetUse;
  readonly phase: Phase;
  /** Where the phase is named. */
  readonly place: Place;
}

/** A spec with errors, which is never published. What it has besides them can be judged all the same. */
export interface FaultySpec {
  readonly spec: Spec;
  /** The paths of what is left out for its errors; [] if the defaults above are. */
  readonly lacks: readonly Path[];
}

export interface Spec {
  /** The mail domain. */
  readonly domain: Name;
  /** The zone that holds it. */
  readonly zone: Name;
  readonly clouds: readonly CloudUse[];
  /** `none`: a reverse zone, which has no mail and holds only its `records`. */
  readonly mode: Mode | "none";
  /** What holds the mail; in a migration, the provider that holds it in its phase. */
  readonly mailbox?: PresetUse;
  /** The other provider of a migration, while both are in use. */
  readonly standby?: PresetUse;
  readonly migration?: Migration;
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
  /** The stack that publishes the spec: that of the run, else the one whose folder holds it, or in a fleet its shard's; undefined outside `stacks/`. */
  readonly stack?: string;
  /** The fleet that the stack is a shard of. */
  readonly fleet?: string;
}
