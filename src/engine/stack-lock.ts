/** Who holds the lock on a stack, and whether that process is still running. */
import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import process from "node:process";
import { isOfEnded, isOwn, machineId, type OwnEngine } from "./own-engine.ts";

export interface Lock {
  readonly user: string;
  readonly host: string;
  readonly pid: number;
  /** RFC 3339. */
  readonly since: string;
  /** Of the stack; undefined in a backend of the old layout, and where only the locks of one project are asked for. */
  readonly project?: string;
}

/**
 * `dead` is certain; `elsewhere` is another machine, about which nothing can be determined here; `doubtful` is a process that this
 * machine does not have, in a backend that other machines use too: one of them may have the same name, as containers do.
 */
export type LockHolder = "alive" | "dead" | "elsewhere" | "doubtful";

export interface StackLock extends Lock {
  readonly holder: LockHolder;
}

const ENDS: Readonly<Record<LockHolder, string>> = {
  alive: "still running",
  dead: "which has ended",
  elsewhere: "on another machine",
  doubtful: "which does not run on this machine; another one may have the same name",
};

export const shownLock = ({ user, host, pid, since, holder }: StackLock): string =>
  `locked since ${since} by ${user} on ${host}, process ${pid}, ${ENDS[holder]}`;

/** What this machine knows about processes. */
export interface Processes {
  readonly host: string;
  readonly id: string | undefined;
  /** The name of a process; "" if it cannot be determined, undefined if there is no such process. */
  readonly nameOf: (pid: number) => string | undefined;
}

/** A process of another name reuses the id of one that has ended. */
export function holderOf(
  { host, pid }: Pick<Lock, "host" | "pid">,
  processes: Processes = thisMachine,
): LockHolder {
  if (host !== processes.host) return "elsewhere";
  const name = processes.nameOf(pid);
  if (name === undefined) return "dead";
  return name === "" || name.includes("pulumi") ? "alive" : "dead";
}

/** Of a lock in a backend that many machines use. `engines` are those that are known to have been started on the stack. */
export function sharedHolderOf(
  lock: Lock,
  engines: readonly OwnEngine[],
  processes: Processes = thisMachine,
): LockHolder {
  if (engines.some((engine) => isOfEnded(lock, engine))) return "dead";
  const holder = holderOf(lock, processes);
  return holder === "dead" && !engines.some((engine) => isOwn(lock, engine, processes.id))
    ? "doubtful"
    : holder;
}

const thisMachine: Processes = { host: hostname(), id: machineId(), nameOf: processName };

function processName(pid: number): string | undefined {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it is running, as another user
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return undefined;
  }
  try {
    return readFileSync(`/proc/${pid}/comm`, "utf8").trim();
  } catch {
    return "";
  }
}
