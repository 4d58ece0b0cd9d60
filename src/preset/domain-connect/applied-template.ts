import type { Preset } from "../preset.ts";
import type { TemplateFile } from "./read-template.ts";

/** A template as a spec uses it. */
export interface AppliedTemplate extends TemplateFile {
  readonly preset: Preset;
  /** Index of the template's record for each record of the preset. */
  readonly indexes: readonly number[];
}
