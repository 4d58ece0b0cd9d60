/** What reading specs reports. */
import type { CodeWords } from "../finding.ts";

const GRAMMAR = "docs/specs.md";

export const specCodes = {
  "spec-empty": {
    severity: "error",
    rule: "A spec file contains a spec; an empty one would silently publish nothing.",
    source: GRAMMAR,
  },
  "spec-defaults-beside": {
    severity: "warning",
    rule: "Defaults are in the folder of a stack or below it; a defaults.yaml beside the stacks' folders applies to nothing.",
    source: GRAMMAR,
  },
  "spec-key-unknown": {
    severity: "error",
    rule: "A spec has only known keys; an unknown key would be ignored.",
    source: GRAMMAR,
  },
  "spec-missing": {
    severity: "error",
    rule: "A spec has the required keys: a domain, its DNS host, its mail.",
    source: GRAMMAR,
  },
  "spec-type": {
    severity: "error",
    rule: "A value has the type that its key requires; YAML reads 1e3 as a number and yes as text.",
    source: GRAMMAR,
  },
  "spec-value": {
    severity: "error",
    rule: "A value is one that its key allows.",
    source: GRAMMAR,
  },
  "spec-expansion": {
    severity: "error",
    rule: "The domains of one spec have at most 2,000,000 values together, and all specs of a run 1,000,000 records.",
    source: GRAMMAR,
  },
  "stack-config-key": {
    severity: "error",
    rule: "In a stack's config, mailzone's keys begin with the name of the project and are known; any other would be ignored, and pulumi up refuses it.",
    source: "docs/cli.md",
  },
  "fleet-shard": {
    severity: "error",
    rule: "Every spec of a fleet is in a shard, whose name can be part of the name of a stack.",
    source: GRAMMAR,
  },
  "rr-syntax": {
    severity: "error",
    rule: "A record's value has the format of its type.",
    source: "RFC 1035 §5",
  },
} as const satisfies Readonly<Record<string, CodeWords>>;

declare module "../finding.ts" {
  interface Codes extends Record<keyof typeof specCodes, true> {}
}
