import { createHash } from "node:crypto";

/**
 * The id by which a change is confirmed, such as `mx-gone-3f9a2c1b`: the guard's id and 8 hexadecimal digits of what the
 * change is. The same change has the same id on every machine, and another change another one.
 */
export function changeId(guard: string, facts: readonly string[]): string {
  const digest = createHash("sha256")
    .update(JSON.stringify([guard, ...facts]))
    .digest("hex");
  return `${guard.replace(/^plan-/, "")}-${digest.slice(0, 8)}`;
}
