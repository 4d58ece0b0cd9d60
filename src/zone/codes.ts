/** What reading zone files reports. */
import type { CodeWords } from "../finding.ts";

export const zoneCodes = {
  "zone-file": {
    severity: "error",
    rule: "A zone file is in the master file format; a line in another format is ignored.",
    source: "RFC 1035 §5",
  },
} as const satisfies Readonly<Record<string, CodeWords>>;

declare module "../finding.ts" {
  interface Codes extends Record<keyof typeof zoneCodes, true> {}
}
