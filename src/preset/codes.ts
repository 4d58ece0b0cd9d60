/** What reading and using presets reports. */
import type { CodeWords } from "../finding.ts";

const GRAMMAR = "docs/specs.md";

export const presetCodes = {
  "preset-file": {
    severity: "error",
    rule: "A preset declares what it uses and uses what it declares, its examples have the required form, its id is its own, and its patterns take linear time.",
    source: "docs/adding-a-provider.md",
  },
  "preset-unknown": {
    severity: "error",
    rule: "For every provider that a spec names there is a preset, which mailzone brings along or the project has in providers/ or templates/.",
    source: GRAMMAR,
  },
  "preset-role": {
    severity: "error",
    rule: "A service is named by its role: a mailbox stores mail, a gateway forwards it, a sender sends it.",
    source: GRAMMAR,
  },
  "preset-parameter": {
    severity: "error",
    rule: "A parameter is one of the preset's, in the form that the vendor uses.",
    source: GRAMMAR,
  },
  "preset-group": {
    severity: "error",
    rule: "groups: names only groups that the preset has.",
    source: GRAMMAR,
  },
  "preset-without": {
    severity: "error",
    rule: "without: names only owners at which the preset has a record, and under spf: only terms that a preset has.",
    source: GRAMMAR,
  },
  "dane-certificate": {
    severity: "error",
    rule: "What dane: lists for a host is a PEM file in the project with the certificate or public key that the records are made of, or a digest of that kind.",
    source: "RFC 6698 §2.1, RFC 7468 §5 and §13, docs/dane.md",
  },
} as const satisfies Readonly<Record<string, CodeWords>>;

declare module "../finding.ts" {
  interface Codes extends Record<keyof typeof presetCodes, true> {}
}
