import { createHash } from "node:crypto";

/**
 * The id that confirms a change, such as `mx-gone-3f9a2c1b`: the guard's id and 8 hexadecimal digits of a hash of the
 * change. The same change has the same id on every machine, and another change has another id.
 */
export function changeId(guard: string, facts: readonly string[]): string {
  const digest = createHash("sha256")
    .update(JSON.stringify([guard, ...facts]))
    .digest("hex");
  return `${guard.replace(/^plan-/, "")}-${digest.slice(0, 8)}`;
}

/** Whether a text has the form of such an id. */
export const isChangeId = (text: string): boolean => /^[a-z][a-z0-9-]*-[0-9a-f]{8}$/.test(text);
