/** Domains as expansion gives them, made from spec text, or by hand for what no preset has. */
import type { Domain } from "../../src/preset/domain.ts";
import { expandText } from "../../src/preset/expand-specs.ts";
import { type Library, openLibrary } from "../../src/preset/library.ts";

export const library: Library = openLibrary();

/** The domains of a text of one or more YAML documents. What the text gets wrong fails the test. */
export function domainsOf(text: string, file = "test.yaml"): Domain[] {
  const { domains, findings } = expandText(file, text, library);
  const errors = findings.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join("\n"));
  return [...domains];
}

export const documents = (...texts: string[]): string => texts.join("\n---\n");
