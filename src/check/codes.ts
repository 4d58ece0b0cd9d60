/** What is wrong with waivers. The checks themselves are listed in checks.ts. */
import type { CodeWords } from "../finding.ts";

const GRAMMAR = "docs/specs.md";

export const waiverCodes = {
  "waiver-unknown": {
    severity: "error",
    rule: "A waiver names a check; one with a typo waives nothing.",
    source: GRAMMAR,
  },
  "waiver-expired": {
    severity: "error",
    rule: "A waiver ends on its date; after that, its findings count again.",
    source: GRAMMAR,
  },
  "waiver-refused": {
    severity: "error",
    rule: "A waiver is for findings about its own spec's names, and for a check that can be waived; no waiver changes what clouds and receivers refuse.",
    source: GRAMMAR,
  },
  "waiver-unused": {
    severity: "warning",
    rule: "A waiver matches a finding; an unused one would hide the next mistake.",
    source: GRAMMAR,
  },
} as const satisfies Readonly<Record<string, CodeWords>>;

declare module "../finding.ts" {
  interface Codes extends Record<keyof typeof waiverCodes, true> {}
}
