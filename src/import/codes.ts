/** The codes of findings from importing. */
import type { CodeWords } from "../finding.ts";

export const importCodes = {
  "import-source": {
    severity: "error",
    rule: "Everything in a source of an import can be read.",
    source: "practice, only in mailzone import",
    explanation: {
      why: "A spec is only as complete as what was read. A record that was not understood is missing from it.",
      effect: "The record is in no spec. It stays in its zone, and mailzone does not manage it.",
      fix: "Write the record with its values instead of variables or functions, export the zone again, or add the record to the spec yourself.",
    },
  },
  "import-inexact": {
    severity: "error",
    rule: "An imported spec publishes exactly the records that were taken from its source.",
    source: "practice, only in mailzone import",
    explanation: {
      why: "Each spec is expanded before it is written, and its records are compared with those of the source. A difference is a bug of mailzone.",
      effect: "pulumi up would change the named records.",
      fix: "Correct the spec by hand, and report the source's records to mailzone.",
    },
  },
  "import-defaults": {
    severity: "error",
    rule: "Defaults above an imported spec leave what it publishes as it was proven.",
    source: "practice, only in mailzone import",
    explanation: {
      why: "A defaults.yaml applies to every spec at and below its folder. Its senders, records or TTL join those of the new spec.",
      effect:
        "pulumi up would change records of the domain, although the spec alone publishes what the source has.",
      fix: "Import into a folder that no defaults.yaml applies to, or overrule the defaults in the spec.",
    },
  },
} as const satisfies Readonly<Record<string, CodeWords>>;

declare module "../finding.ts" {
  interface Codes extends Record<keyof typeof importCodes, true> {}
}
