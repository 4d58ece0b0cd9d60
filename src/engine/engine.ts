/** Runs the Pulumi engine as a child process, for commands that need what only the engine knows. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";
import { engineEnvironment, findEngine as lookForEngine } from "../../tools/engine.mjs";
import { ownCommand } from "../words/own-command.ts";
import { EngineRefused } from "./refused.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Engine {
  /** The executable. */
  readonly pulumi: string;
  /** The whole environment to run it in: the given `env`, with the engine and this Node first on PATH. */
  readonly env: Environment;
}

/**
 * The engine that `pulumi` commands on this machine use: the one that set-up chose, else a `pulumi` on PATH that is new
 * enough, else the one that set-up built. Downloads and builds nothing.
 * @throws EngineRefused
 */
export async function findEngine(env: Environment = process.env): Promise<Engine> {
  const chosen = env["MAILZONE_ENGINE_BIN"];
  const found = chosen ? { engine: { bin: chosen }, passedOver: [] } : await lookForEngine({ env });
  if (found.engine === undefined) {
    const reasons = found.passedOver.map((reason) => `; ${reason}`).join("");
    throw new EngineRefused(
      `no Pulumi engine found${reasons}: put pulumi on PATH, or run ${ownCommand("sandbox try")}, which installs one; ${ownCommand("doctor")} tells you more`,
    );
  }
  const { bin } = found.engine;
  return { pulumi: join(bin, "pulumi"), env: engineEnvironment({ bin }, process.execPath, env) };
}

export interface EngineRun {
  /** The folder from which to search upwards for the project; default: the working directory. */
  readonly cwd?: string;
  /** Variables to add to this process's own, or to override them; undefined removes one. */
  readonly env?: Environment;
  /** Once it is aborted the engine ends what it has begun, and then itself. */
  readonly signal?: AbortSignal;
  /** Called with the id of the engine's process. */
  readonly onStart?: (pid: number) => void;
  /** Called with each line as it arrives. */
  readonly onLine?: (line: string, from: "stdout" | "stderr") => void;
  /** What the engine reads on its standard input; default: nothing. */
  readonly input?: string;
  /** What the result has; the events of a large stack need not be kept. Default: both. */
  readonly keep?: "stderr";
}

/** What a command that reads the engine's whole output may say. */
export type EngineOptions = Omit<EngineRun, "onLine" | "keep" | "input">;

export interface EngineResult {
  /** The engine's exit code; 128 when a signal ended it. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs `pulumi` with these arguments to its end, without questions and without colour. A failure of the command is an exit
 * code, not an exception. A signal to stop is passed on to the engine, and its end is awaited: it holds the lock on the
 * stack, and may be in the middle of an operation.
 * @throws EngineRefused when there is no engine, or it cannot be started
 */
export async function runEngine(
  words: readonly string[],
  {
    cwd = process.cwd(),
    env = {},
    signal,
    onStart = () => {},
    onLine = () => {},
    keep,
    input,
  }: EngineRun = {},
): Promise<EngineResult> {
  const engine = await findEngine({ ...process.env, ...env });
  const child = spawn(engine.pulumi, [...words, "--non-interactive", "--color", "never"], {
    cwd,
    env: engine.env as NodeJS.ProcessEnv,
    stdio: "pipe",
  });
  // an engine that ends early does not read it
  child.stdin.on("error", () => {}).end(input);
  // absent if it could not be started
  if (child.pid !== undefined) onStart(child.pid);
  const text = { stdout: "", stderr: "" };
  for (const from of ["stdout", "stderr"] as const) {
    child[from].setEncoding("utf8");
    if (keep === undefined || keep === from) {
      child[from].on("data", (chunk: string) => {
        text[from] += chunk;
      });
    }
    createInterface({ input: child[from] }).on("line", (line) => onLine(line, from));
  }
  const forget = handOnSignals(child);
  const stop = (): boolean => child.kill("SIGINT");
  if (signal?.aborted) stop();
  signal?.addEventListener("abort", stop);
  try {
    const code = await new Promise<number>((resolve, reject) => {
      child.on("error", (cause) =>
        reject(new EngineRefused(`the Pulumi engine could not be started: ${cause.message}`, { cause })),
      );
      child.on("close", (ended) => resolve(ended ?? 128));
    });
    return { code, ...text };
  } finally {
    forget();
    signal?.removeEventListener("abort", stop);
  }
}

/** On a terminal, Ctrl-C reaches the engine by itself, and a second one would make it stop without cleaning up. */
function handOnSignals(child: { kill(signal: NodeJS.Signals): boolean }): () => void {
  const handOn = (signal: NodeJS.Signals): void => {
    if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.on(signal, handOn);
  return () => {
    for (const signal of signals) process.removeListener(signal, handOn);
  };
}
