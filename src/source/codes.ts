/** What reading files and YAML reports. */
import type { CodeWords } from "../finding.ts";

const YAML = "YAML 1.2.2";

export const sourceCodes = {
  "file-unreadable": {
    severity: "error",
    rule: "A spec is a regular, readable file in the project, no dot file, and no link out of the project; a domain whose spec cannot be read would lose its records.",
    source: "practice",
  },
  "file-form": {
    severity: "error",
    rule: "Most keys at the top of a file are those of a spec, preset or template, whichever it is read as; nothing of any other file is used or shown.",
    source: "practice",
  },
  "file-too-large": {
    severity: "error",
    rule: "A file is at most 2 MiB; a larger one is not a spec.",
    source: "practice",
  },
  "file-encoding": {
    severity: "error",
    rule: "A spec is UTF-8 text.",
    source: YAML,
  },
  "yaml-syntax": {
    severity: "error",
    rule: "A spec is valid YAML; after a syntax error the rest cannot be trusted.",
    source: YAML,
  },
  "yaml-duplicate-key": {
    severity: "error",
    rule: "A key appears once in a map; of two values, only one could apply.",
    source: `${YAML} §3.2.1.3`,
  },
  "yaml-key": {
    severity: "error",
    rule: "A key is plain text.",
    source: YAML,
  },
  "yaml-tag": {
    severity: "error",
    rule: "A value has no tag outside the core schema.",
    source: `${YAML} §10.3`,
  },
  "yaml-depth": {
    severity: "error",
    rule: "Lists and maps are nested at most 100 levels deep.",
    source: "practice",
  },
  "yaml-character": {
    severity: "error",
    rule: "Text has no incomplete characters.",
    source: `${YAML} §5.1`,
  },
  "value-too-long": {
    severity: "error",
    rule: "A value has at most 8,192 characters; no cloud takes a TXT value of more than 4,080 octets.",
    source: "docs/specs.md",
  },
  "yaml-alias": {
    severity: "error",
    rule: "An alias names an earlier anchor, and aliases do not multiply values without limit.",
    source: `${YAML} §7.1`,
  },
} as const satisfies Readonly<Record<string, CodeWords>>;

declare module "../finding.ts" {
  interface Codes extends Record<keyof typeof sourceCodes, true> {}
}
