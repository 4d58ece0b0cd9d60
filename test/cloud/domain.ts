/** Domains as expansion gives them, made from spec text, or by hand for what no preset has. */
import type { Domain } from "../../src/preset/domain.ts";
import { expand } from "../../src/preset/expand.ts";
import { type Library, openLibrary } from "../../src/preset/library.ts";
import { parseSpecs } from "../../src/spec/read.ts";

export const library: Library = openLibrary();

/** The domains of a text of one or more YAML documents. What the text gets wrong fails the test. */
export function domainsOf(text: string, file = "test.yaml"): Domain[] {
  const { specs, findings } = parseSpecs(file, Buffer.from(text), undefined);
  const expanded = specs.map((spec) => expand(spec, library));
  const errors = [...findings, ...expanded.flatMap((one) => one.findings)].filter(
    ({ severity }) => severity === "error",
  );
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join("\n"));
  return expanded.map(({ domain }) => domain);
}

export const documents = (...texts: string[]): string => texts.join("\n---\n");
