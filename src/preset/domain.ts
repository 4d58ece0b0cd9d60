/** A spec expanded by its presets: the records of one mail domain, and what the checks want to know of the way there. */
import type { Place, Related } from "../finding.ts";
import type { Spec } from "../spec/spec.ts";
import type { ZoneRecord } from "../zone/rrset.ts";
import type { Preset, PresetRecord } from "./preset.ts";

/** A parameter that was not given, and whether records need it. */
export interface MissingParameter {
  readonly preset: Preset;
  readonly parameter: string;
  /** Whether the preset cannot work without it. */
  readonly required: boolean;
  /** Owners and types of the records left out for it, such as `google._domainkey TXT`. */
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

/** An MX of a sender that would stand beside those of the mailbox, and is left out. */
export interface WithheldMx {
  readonly preset: Preset;
  /** The record as the preset has it. */
  readonly record: PresetRecord;
  /** Its host, as far as parameters give it. */
  readonly exchange: string;
  /** Where the spec names the preset. */
  readonly place: Place;
}

export interface Domain {
  readonly spec: Spec;
  /** Every record wanted, each with its origin; not yet judged. */
  readonly records: readonly ZoneRecord[];
  readonly presets: readonly Preset[];
  readonly missing: readonly MissingParameter[];
  readonly overriddenDmarc: readonly OverriddenDmarc[];
  readonly withheldMx: readonly WithheldMx[];
  /** Whether a preset that the spec names is not known or cannot be used so: more is wanted than `records` has. */
  readonly isPartial: boolean;
}
