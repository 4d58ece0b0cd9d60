/** What placing domains in zones reports. */
import type { CodeWords } from "../finding.ts";

export const planCodes = {
  "dns-zone-id": {
    severity: "error",
    rule: "A zone has one id; with two, its records would be split. A zone that is about to be created has none yet.",
    source: "docs/specs.md",
  },
  "dns-dnssec-differs": {
    severity: "error",
    rule: "The specs of a zone say the same of its signing; a zone is signed as a whole.",
    source: "docs/dnssec.md",
  },
} as const satisfies Readonly<Record<string, CodeWords>>;

declare module "../finding.ts" {
  interface Codes extends Record<keyof typeof planCodes, true> {}
}
