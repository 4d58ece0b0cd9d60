/** The codes of findings from running the engine. */
import type { CodeWords } from "../finding.ts";

export const engineCodes = {
  "plan-protected": {
    severity: "error",
    rule: "The engine does not delete or replace what a spec protects, and refuses the whole run.",
    source: "docs/specs.md; only in mailzone plan --stack: pulumi preview and up report it in Pulumi's words",
    explanation: {
      why: "protect: true is there so that no mistake can delete the domain's records.",
      effect: "No change of the run is applied.",
      fix: "Keep the records. To remove the protection, set protect: false in the domain's spec, run pulumi up, and then make the change.",
    },
  },
} as const satisfies Readonly<Record<string, CodeWords>>;

declare module "../finding.ts" {
  interface Codes extends Record<keyof typeof engineCodes, true> {}
}
