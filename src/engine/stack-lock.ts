/** Who holds the lock on a stack, and whether that process is still running. */
import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import process from "node:process";
import type { LockFile } from "./file-backend.ts";

/** `dead` is certain; `elsewhere` is another machine, about which nothing can be determined here. */
export type LockHolder = "alive" | "dead" | "elsewhere";

export interface StackLock extends LockFile {
  readonly holder: LockHolder;
}

const ENDS: Readonly<Record<LockHolder, string>> = {
  alive: "still running",
  dead: "which has ended",
  elsewhere: "on another machine",
};

export const shownLock = ({ user, host, pid, since, holder }: StackLock): string =>
  `locked since ${since} by ${user} on ${host}, process ${pid}, ${ENDS[holder]}`;

/** What this machine knows about processes. */
export interface Processes {
  readonly host: string;
  /** The name of a process; "" if it cannot be determined, undefined if there is no such process. */
  readonly nameOf: (pid: number) => string | undefined;
}

/** A process of another name reuses the id of one that has ended. */
export function holderOf(
  { host, pid }: Pick<LockFile, "host" | "pid">,
  processes: Processes = thisMachine,
): LockHolder {
  if (host !== processes.host) return "elsewhere";
  const name = processes.nameOf(pid);
  if (name === undefined) return "dead";
  return name === "" || name.includes("pulumi") ? "alive" : "dead";
}

export const withHolder = (lock: LockFile): StackLock => ({ ...lock, holder: holderOf(lock) });

const thisMachine: Processes = { host: hostname(), nameOf: processName };

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
