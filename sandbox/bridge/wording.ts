/** What a bridge makes of an error before the engine shows it (docs/facts/engine.md, bridges). */
import type { Bridge } from "./schema.ts";

export type Doing = "creating" | "updating" | "deleting" | "refreshing" | "invoking";

/** A provider's error in the words of its bridge; `subject` is the URN, or the token of a look-up. */
export function worded(bridge: Bridge, doing: Doing, subject: string, message: string): string {
  if (bridge === "framework") return message;
  // the second version of the SDK answers lists of errors
  const listed = bridge === "sdk2" ? `1 error occurred:\n\t* ${message}\n\n` : message;
  return doing === "creating" ? listed : `${doing} ${subject}: ${listed}`;
}
