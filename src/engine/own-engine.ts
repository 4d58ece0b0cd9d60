/** The engines that mailzone has started on this machine: what tells whether a lock in a shared backend was one of them. */
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

export interface OwnEngine {
  readonly pid: number;
  /** `machineId` of where it was started. */
  readonly machine: string;
  /** When it was started; RFC 3339. */
  readonly time: string;
}

/**
 * What no other machine has, and this one only until it is started anew: names and numbers of processes repeat in containers.
 * Undefined where the system does not tell.
 */
export function machineId(): string | undefined {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    return `${hostname()} ${boot} ${readlinkSync("/proc/self/ns/pid")}`;
  } catch {
    return undefined;
  }
}

/** How long an engine may take before it locks its stack, and by how much clocks may be rounded. */
const LONGEST_START = 600_000;
const ROUNDING = 2_000;

/** Whether a lock on the stack that the engine was started for, with the name of the machine of that id, is that engine's. */
export function isOwn(
  lock: { readonly pid: number; readonly since: string },
  engine: OwnEngine,
  machine: string | undefined,
): boolean {
  const after = Date.parse(lock.since) - Date.parse(engine.time);
  return (
    lock.pid === engine.pid && engine.machine === machine && after >= -ROUNDING && after <= LONGEST_START
  );
}
