/** `plan-protected`: what the engine refuses to delete because its spec says `protect: true`. */
import type { Finding } from "../finding.ts";
import { urnName } from "../plan/urn.ts";

/** Turns the engine's error about a protected resource into a finding; undefined for any other error. */
export function protectedFinding(message: string, urn: string | undefined): Finding | undefined {
  if (urn === undefined || !message.includes("because it is protected")) return undefined;
  return {
    code: "plan-protected",
    severity: "error",
    message: `${urnName(urn)} would be deleted, but it is protected, so the engine refuses the run`,
    help: "keep it, or remove the protection first: set protect: false in the domain's spec (restore the spec if it was deleted), run pulumi up, and then make the change",
  };
}
