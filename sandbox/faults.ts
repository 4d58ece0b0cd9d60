/** Calls that go wrong on purpose: a test puts a fault into the store, and the next call that fits it uses it up. */
import type { Cloud } from "./clouds/cloud-id.ts";
import type { Account, Request } from "./request.ts";
import type { Store } from "./store.ts";

/**
 * How a call goes wrong:
 * - `pass`: not at all; a fault that was injected after it waits for a later call;
 * - `refuse`: refused before anything is done, and not asked again;
 * - `throttle`, `unavailable`: answered with 429 or 503 before anything is done; asked again where the real provider does;
 * - `lose-answer`: done, but answered with 500; asked again where the real provider does;
 * - `hang`, `hang-after`: never answered, nothing or everything being done;
 * - `die-before`, `die-after`: the plugin is killed before or after it is done.
 */
export type FaultMode =
  | "pass"
  | "refuse"
  | "throttle"
  | "unavailable"
  | "lose-answer"
  | "hang"
  | "hang-after"
  | "die-before"
  | "die-after";

/** A fault that waits in the store for the next calls it fits; absent or empty fields fit anything. */
export interface Fault {
  readonly cloud: Cloud;
  readonly mode: FaultMode;
  /** `create`, `update`, `delete`, `read`, the same with `Zone` behind it, or a look-up's name. Default: `create`. */
  readonly action?: string;
  /** The owner's full name, without a final dot. */
  readonly name?: string;
  readonly type?: string;
  /** How many calls it spoils. Default: 1. */
  readonly times?: number;
}

/** Makes the next calls that fit `fault` go wrong, in whichever process they arrive. */
export function injectFault(store: Store, fault: Fault): void {
  store.run(
    "INSERT INTO faults (cloud, action, name, type, mode, times) VALUES (?, ?, ?, ?, ?, ?)",
    fault.cloud,
    fault.action ?? "create",
    fault.name ?? "",
    fault.type ?? "",
    fault.mode,
    fault.times ?? 1,
  );
}

/** Uses up one waiting fault that fits the call. A single statement, so two processes cannot both have it. */
export function takeFault({ store, cloud }: Account, request: Request): FaultMode | undefined {
  const { name = "", type = "" } = request;
  const sql = `
    UPDATE faults SET times = times - 1 WHERE seq = (
      SELECT seq FROM faults WHERE times > 0 AND cloud = ? AND action = ?
        AND name IN ('', ?) AND type IN ('', ?) ORDER BY seq LIMIT 1)
    RETURNING mode`;
  if (store.all("SELECT 1 FROM faults WHERE times > 0 LIMIT 1").length === 0) return undefined;
  return store.all<{ mode: FaultMode }>(sql, cloud, request.action, name, type)[0]?.mode;
}
