/** The engines that mailzone has started: what tells whether a lock in a shared backend was one of them. */
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

export interface OwnEngine {
  readonly pid: number;
  /** `machineId` of where it was started. */
  readonly machine: string;
  /** When it was started; RFC 3339. */
  readonly time: string;
  /** Whether whoever started it has seen its end. */
  readonly hasEnded?: boolean;
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

interface OfLock {
  readonly host: string;
  readonly pid: number;
  readonly since: string;
}

/** Whether a lock on the stack that the engine was started for, with the name of the machine of that id, is that engine's. */
export const isOwn = (lock: OfLock, engine: OwnEngine, machine: string | undefined): boolean =>
  engine.machine === machine && isOf(lock, engine);

/** Whether the lock, of any machine, is that of an engine whose end has been seen. */
export const isOfEnded = (lock: OfLock, engine: OwnEngine): boolean =>
  engine.hasEnded === true && engine.machine.startsWith(`${lock.host} `) && isOf(lock, engine);

function isOf(lock: OfLock, engine: OwnEngine): boolean {
  const after = Date.parse(lock.since) - Date.parse(engine.time);
  return lock.pid === engine.pid && after >= -ROUNDING && after <= LONGEST_START;
}
