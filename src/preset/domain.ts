/** A spec expanded with its presets: the records of one mail domain, and what checks need to know about the expansion. */
import type { Place, Related } from "../finding.ts";
import type { Step } from "../spec/migration.ts";
import type { Spec } from "../spec/spec.ts";
import type { ZoneRecord } from "../zone/rrset.ts";
import type { ClientSettings } from "./client-settings.ts";
import type { DaneHost } from "./dane-hosts.ts";
import type { OwnStsPolicy } from "./own-sts-policy.ts";
import type { Preset, PresetRecord } from "./preset.ts";
import type { Services } from "./services.ts";

/** A parameter that was not given, and whether records need it. */
export interface MissingParameter {
  readonly preset: Preset;
  readonly parameter: string;
  /** Whether the preset cannot work without it. */
  readonly required: boolean;
  /** Owners and types of the records left out because of it, such as `google._domainkey TXT`. */
  readonly records: readonly string[];
  /** Where the spec names the preset. */
  readonly place: Place;
}

/** A DMARC record that a preset gives and another source overrides with a different one. */
export interface OverriddenDmarc {
  readonly text: string;
  readonly winner: string;
  readonly winnerPlace: Related;
  readonly place: Place;
  readonly preset: { readonly id: string; readonly place: Place };
}

/** A sender's MX that is left out because it would be beside those of the mailbox. */
export interface WithheldMx {
  readonly preset: Preset;
  /** The record as in the preset. */
  readonly record: PresetRecord;
  /** Its host, as far as parameters give it. */
  readonly exchange: string;
  /** Where the spec names the preset. */
  readonly place: Place;
}

/** A preset's DMARC policy that is left out because the name inherits a stricter one. */
export interface WithheldPolicy {
  readonly record: ZoneRecord;
  readonly text: string;
  /** The record that the name inherits from. */
  readonly above: { readonly record: ZoneRecord; readonly text: string };
}

/** A record of the standby provider of a migration that waits, because of what another has at its name. */
export interface WaitingRecord {
  readonly record: ZoneRecord;
  readonly holder: ZoneRecord;
}

export interface Domain {
  readonly spec: Spec;
  /** Every record wanted, each with its origin; not yet checked. */
  readonly records: readonly ZoneRecord[];
  readonly presets: readonly Preset[];
  /** The mail services that are known where the spec is. */
  readonly services: Services;
  readonly missing: readonly MissingParameter[];
  readonly overriddenDmarc: readonly OverriddenDmarc[];
  readonly withheldMx: readonly WithheldMx[];
  /** Found when all domains of a run are placed; none before that. */
  readonly withheldPolicies: readonly WithheldPolicy[];
  readonly waiting: readonly WaitingRecord[];
  /** What the domain publishes at each step of its migration; absent if it has none. */
  readonly steps?: ReadonlyMap<Step, Domain>;
  /** The MTA-STS policy under `mtaSts`; absent if the spec has none. */
  readonly stsPolicy?: OwnStsPolicy;
  /** The hosts under `dane`; absent if the spec has none. */
  readonly dane?: readonly DaneHost[];
  /** The servers that mail programs connect to; absent if the mailbox's preset has none, or lacks what they are made from. */
  readonly clients?: ClientSettings;
  /** Whether the spec names a preset that is unknown or cannot be used in its role, so that `records` lacks some. */
  readonly isPartial: boolean;
}
