import type { Preset } from "../preset.ts";
import type { TemplateFile } from "./read-template.ts";

/** A template as a spec uses it. */
export interface AppliedTemplate extends TemplateFile {
  readonly preset: Preset;
  /** Which of the template's records the preset's are, in their order. */
  readonly indexes: readonly number[];
}
