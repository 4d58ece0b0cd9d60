/** The locks that the engine names when it refuses a command because of them (pkg/v3 v3.250.0, backend/diy/lock.go). */
import type { Lock } from "./stack-lock.ts";

const HELD = /created by ([^@\s]+)@([^@\s]+) \(pid (\d+)\) at ([^\s"]+)/g;

export const toldLocks = (output: string): readonly Lock[] =>
  [...output.matchAll(HELD)].map(([, user = "", host = "", pid, since = ""]) => ({
    user,
    host,
    pid: Number(pid),
    since,
  }));
