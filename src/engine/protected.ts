/** `plan-protected`: what the engine refuses to delete because its spec says `protect: true`. */
import type { Finding } from "../finding.ts";
import { urnName } from "../plan/urn.ts";

/** The finding that the engine's error about a resource stands for; undefined for any other error. */
export function protectedFinding(message: string, urn: string | undefined): Finding | undefined {
  if (urn === undefined || !message.includes("because it is protected")) return undefined;
  return {
    code: "plan-protected",
    severity: "error",
    message: `${urnName(urn)} would be deleted, and it is protected, so the engine refuses the run`,
    help: "keep it, or lift the protection: write protect: false in the domain's spec, which must be there for that, run pulumi up, and make the change then",
  };
}
