/** What placing domains in zones reports. */
import type { CodeWords } from "../finding.ts";

export const planCodes = {
  "dns-zone-id": {
    severity: "error",
    rule: "A zone has one id; with two, its records would be split. A zone that is about to be created has none yet.",
    source: "docs/specs.md",
  },
} as const satisfies Readonly<Record<string, CodeWords>>;

declare module "../finding.ts" {
  interface Codes extends Record<keyof typeof planCodes, true> {}
}
