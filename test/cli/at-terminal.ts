/** Runs commands on a pseudo-terminal, with a person who waits for a text and then types. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { MAIN } from "./run.ts";

export interface Seen {
  /** Negative for a signal. */
  readonly code: number;
  /** The text that a step waited for in vain. */
  readonly missed: string | null;
  readonly seen: string;
}

/** What a person waits for, a text that was not there before, and then types; `close` closes the terminal. */
export type Step = readonly [wanted: string, typed: string];

/** The command line with these words. */
export const atTerminal = (args: readonly string[], cwd: string, steps: readonly Step[], size?: Size): Seen =>
  onTerminal([process.execPath, MAIN, ...args], cwd, steps, size);

/** Zeros where the terminal does not know. */
type Size = readonly [rows: number, columns: number];

/** Any command. */
export function onTerminal(
  command: readonly string[],
  cwd: string,
  steps: readonly Step[],
  size: Size = [40, 160],
): Seen {
  const { NODE_OPTIONS: _, ...env } = process.env;
  const job = { command, cwd, steps, size, env: { ...env, TERM: "xterm-256color" }, seconds: 60 };
  const script = fileURLToPath(new URL("at-terminal.py", import.meta.url));
  const { stdout, stderr } = spawnSync("python3", [script], { input: JSON.stringify(job), encoding: "utf8" });
  if (stdout === "") throw new Error(stderr);
  return JSON.parse(stdout);
}
