/** The memory of a process and of all that it starts, looked at while they run. Linux only. */
import { readdirSync, readFileSync } from "node:fs";

const EVERY_MILLISECONDS = 200;

/** `peak` ends the watch and yields megabytes; what processes share is divided among them (PSS). */
export function watchMemory(root: number): { readonly peak: () => number } {
  let most = 0;
  const look = (): void => {
    most = Math.max(
      most,
      treeOf(root).reduce((sum, pid) => sum + kilobytesOf(pid), 0),
    );
  };
  const timer = setInterval(look, EVERY_MILLISECONDS);
  return {
    peak: () => {
      clearInterval(timer);
      return most / 1024;
    },
  };
}

function treeOf(root: number): readonly number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync("/proc")) {
    const parent = /\) \S (\d+)/.exec(/^\d+$/.test(name) ? read(`/proc/${name}/stat`) : "")?.[1];
    if (parent === undefined) continue;
    const own = children.get(Number(parent));
    if (own === undefined) children.set(Number(parent), [Number(name)]);
    else own.push(Number(name));
  }
  const below = (pid: number): number[] => [pid, ...(children.get(pid) ?? []).flatMap(below)];
  return below(root);
}

const kilobytesOf = (pid: number): number =>
  Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0);

/** Empty for a process that has ended. */
function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
