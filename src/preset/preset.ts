/** A preset: the DNS records of one mail service, as read from its file in `providers/`. */
import type { Place } from "../diagnostic.ts";
import type { ParameterInput, PresetInput, PresetRecordInput } from "./schema.ts";

export type PresetRecord = PresetRecordInput & { readonly place: Place };

export interface Preset extends Omit<PresetInput, "records"> {
  readonly parameters: Readonly<Record<string, ParameterInput>>;
  readonly records: readonly PresetRecord[];
  /** The id it was asked for: its own, or that of a variant. */
  readonly askedFor: string;
  /** Parameter values that the variant sets. */
  readonly fixed: Readonly<Record<string, string>>;
  readonly file: string;
}
