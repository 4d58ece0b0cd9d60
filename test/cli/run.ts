/** Runs the real command line in a process of its own. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { program } from "../built.ts";

export const MAIN = program("src/cli/main.ts");
export const FIXTURES = fileURLToPath(new URL("../fixtures/", import.meta.url));

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** `mailzone` with these words; anything that takes two minutes counts as a hang and has code null. */
export function mailzone(args: readonly string[], cwd: string = FIXTURES): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], ran(cwd));
  return { code: status, stdout, stderr };
}

/** The same while servers of this process answer; `more` is added to its environment, `during` gets it while it runs. */
export async function mailzoneBeside(
  args: readonly string[],
  cwd: string,
  more: Readonly<Record<string, string>> = {},
  during: (child: ChildProcess) => void = () => {},
): Promise<Ran> {
  const { env, ...settings } = ran(cwd);
  const child = spawn(process.execPath, [MAIN, ...args], { ...settings, env: { ...env, ...more } });
  during(child);
  const [[code], stdout, stderr] = await Promise.all([
    once(child, "close"),
    text(child.stdout),
    text(child.stderr),
  ]);
  return { code, stdout, stderr };
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
    timeout: 120_000,
    maxBuffer: 64 * 1024 * 1024,
    env: { ...env, NO_COLOR: "1" },
  } as const;
}
