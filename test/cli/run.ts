/** Runs the real command line in a process of its own. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));
const FIXTURES = fileURLToPath(new URL("../fixtures/", import.meta.url));

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** `mailzone` with these words; anything that takes 20 seconds counts as a hang and has code null. */
export function mailzone(args: readonly string[], cwd: string = FIXTURES): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], ran(cwd));
  return { code: status, stdout, stderr };
}

/** A shell line in which `mailzone` is the command line. */
export function shell(line: string, cwd: string = FIXTURES): Ran {
  const script = `mailzone() { "${process.execPath}" "${MAIN}" "$@"; }\n${line}`;
  const { status, stdout, stderr } = spawnSync("bash", ["-c", script], ran(cwd));
  return { code: status, stdout, stderr };
}

function ran(cwd: string) {
  const { NODE_OPTIONS: _, ...env } = process.env;
  return {
    cwd,
    encoding: "utf8",
    timeout: 20_000,
    maxBuffer: 64 * 1024 * 1024,
    env: { ...env, NO_COLOR: "1" },
  } as const;
}
