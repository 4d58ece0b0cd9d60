/** When a process started, which tells it from a later one with the same id. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** Any text that stays the same for one process; "" if only its existence is known; undefined if it has ended. */
export function processStart(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== "EPERM") {
      return undefined;
    }
  }
  if (process.platform === "linux") {
    return fromProc(pid);
  }
  const { status, stdout } = spawnSync("ps", ["-o", "lstart=", "-p", String(pid)], {
    encoding: "utf8",
    env: { ...process.env, LC_ALL: "C", TZ: "UTC" },
  });
  return status === 0 ? stdout.trim() : "";
}

/** Fields 3 and 22 of /proc/PID/stat; field 2 is the program's name in parentheses, which may contain anything. */
function fromProc(pid) {
  let stat;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    return "";
  }
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  // A zombie has ended; only its parent has not asked how.
  return fields[0] === "Z" ? undefined : fields[19];
}
