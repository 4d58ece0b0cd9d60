/** A preset: the DNS records of one mail service, as read from its file in `providers/`. */
import type { Place } from "../finding.ts";
import type { Conflict } from "./conflicts.ts";
import type { ParameterInput, PresetInput, PresetRecordInput } from "./schema.ts";
import { type Compiled, compileTemplates } from "./template.ts";

export type PresetRecord = PresetRecordInput & {
  readonly place: Place;
  readonly compiled: Compiled;
  /** Whether it is made from `clients`, and published only if its group is switched on. */
  readonly isDerived?: true;
};

/** A record as in its file, with its templates compiled. */
export const presetRecord = (record: PresetRecordInput, place: Place): PresetRecord => ({
  ...record,
  place,
  compiled: compileTemplates(record),
});

export interface Preset extends Omit<PresetInput, "records" | "conflicts"> {
  readonly parameters: Readonly<Record<string, ParameterInput>>;
  readonly records: readonly PresetRecord[];
  /** Those that the file declares, and those that the records show. */
  readonly conflicts: readonly Conflict[];
  /** The id by which it was asked for: its own, or that of a variant. */
  readonly askedFor: string;
  /** Parameter values that the variant sets. */
  readonly fixed: Readonly<Record<string, string>>;
  readonly file: string;
  /** Mailzone's, one of the user's own, or a template that a spec names. */
  readonly origin: "bundled" | "own" | "spec";
}
