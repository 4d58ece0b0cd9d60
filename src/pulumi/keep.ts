/** With MAILZONE_KEEP set an update registers what the stack owns and changes no record: see src/inventory/kept.ts. */
import process from "node:process";
import { RunError } from "@pulumi/pulumi/errors.js";
import { getStack } from "@pulumi/pulumi/metadata.js";

export const keepsOwned = (): boolean => Boolean(process.env["MAILZONE_KEEP"]);

/** Names that a message shows before it counts the rest. */
const SHOWN = 5;

/**
 * Refuses to keep what no spec has a place for: unregistered, it would be deleted.
 * @throws RunError when there is any
 */
export function refuseHomeless(records: readonly string[], domains: readonly string[]): void {
  const homeless = [...domains, ...records];
  if (homeless.length === 0) return;
  const rest = homeless.length - SHOWN;
  const shown = [...homeless.slice(0, SHOWN), ...(rest > 0 ? [`${rest} more`] : [])].join(", ");
  throw new RunError(
    `the stack ${getStack()} owns what no spec has a zone for any more: ${shown}. ` +
      "An update with MAILZONE_KEEP changes nothing, so it cannot let that go: run pulumi up first, which deletes it, or put the specs back.",
  );
}
