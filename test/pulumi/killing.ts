/** Kills one of the processes that a run consists of, as an operator, a machine or a closed terminal does. */
import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { processStart } from "../../tools/process-start.mjs";

/** Which process gets which signal: the terminal's reaches the whole process group. */
export const VICTIMS = [
  ["program", "SIGKILL"],
  ["host", "SIGKILL"],
  ["engine", "SIGKILL"],
  ["plugin", "SIGKILL"],
  ["engine", "SIGTERM"],
  ["engine", "SIGHUP"],
  ["terminal", "SIGHUP"],
  ["terminal", "SIGTERM"],
] as const;

/** Those of `npm start`, which holds the engine by a guard of its own. */
export const START_VICTIMS = [...VICTIMS, ["start", "SIGKILL"], ["guard", "SIGKILL"]] as const;

/** Those of `mailzone fleet up`, as its machine or a person may end them. */
export const FLEET_VICTIMS = [
  ["fleet", "SIGKILL"],
  ["engine", "SIGKILL"],
  ["plugin", "SIGKILL"],
  ["program", "SIGKILL"],
  ["terminal", "SIGKILL"],
] as const;

/** Those of `mailzone fleet worker`. */
export const WORKER_VICTIMS = [
  ["worker", "SIGKILL"],
  ["engine", "SIGKILL"],
  ["plugin", "SIGKILL"],
  ["terminal", "SIGKILL"],
] as const;

export type Victim = (typeof START_VICTIMS | typeof FLEET_VICTIMS | typeof WORKER_VICTIMS)[number];

/** What each consists of, by its command line. */
const COMMANDS = {
  program: /@pulumi\/pulumi\/cmd\/run/,
  host: /language-host\.mjs|pulumi-language-nodejs/,
  plugin: /plugin-main\.[jt]s/,
  guard: /tools\/guard\.mjs/,
  fleet: /cli\/main\.[jt]s fleet up/,
  worker: /cli\/main\.[jt]s fleet worker/,
  start: /mailzone\.mjs sandbox try/,
  engine: /(?:^|\/)pulumi (?:up|preview|stack) /,
};

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
  /** Tells it from a later process with the same id. */
  readonly start: string | undefined;
}

/** All processes that this one has started, and those that they have started. */
export function processesBelow(root: number): readonly Process[] {
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap(readProcess);
  const byParent = Map.groupBy(all, ({ parent }) => parent);
  const below = (pid: number): Process[] =>
    (byParent.get(pid) ?? []).flatMap((child) => [child, ...below(child.pid)]);
  return below(root);
}

function readProcess(name: string): Process[] {
  const pid = Number(name);
  try {
    const stat = readFileSync(`/proc/${name}/stat`, "utf8");
    const [, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const command = readFileSync(`/proc/${name}/cmdline`, "utf8").replaceAll("\0", " ");
    return [{ pid, parent: Number(parent), command, start: processStart(pid) }];
  } catch {
    // it has ended meanwhile
    return [];
  }
}

/** A run in a process group of its own, as a shell starts it. */
export class Victims {
  readonly child: ChildProcess;
  readonly end: Promise<number | undefined>;
  #seen = new Map<number, Process>();
  #text = "";
  #stdout = "";
  #stderr = "";

  constructor(command: string, words: readonly string[], options: { cwd: string; env: NodeJS.ProcessEnv }) {
    this.child = spawn(command, words, { ...options, stdio: ["ignore", "pipe", "pipe"], detached: true });
    this.child.stdout?.setEncoding("utf8").on("data", (chunk: string) => {
      this.#text += chunk;
      this.#stdout += chunk;
    });
    this.child.stderr?.setEncoding("utf8").on("data", (chunk: string) => {
      this.#text += chunk;
      this.#stderr += chunk;
    });
    this.end = new Promise((resolve, reject) => {
      this.child.on("error", reject);
      this.child.on("exit", (code) => resolve(code ?? undefined));
    });
  }

  /** All that it has said. */
  get text(): string {
    return this.#text;
  }

  get stdout(): string {
    return this.#stdout;
  }

  get stderr(): string {
    return this.#stderr;
  }

  get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** Whether there was such a process to send it to. */
  kill([victim, signal]: Victim): boolean {
    const pid = this.child.pid as number;
    const all = processesBelow(pid);
    for (const one of all) this.#seen.set(one.pid, one);
    if (victim === "terminal") return send(-pid, signal);
    const own = { pid, command: this.child.spawnargs.join(" ") };
    const found = [own, ...all].find(({ command }) => COMMANDS[victim].test(command));
    return found?.pid !== undefined && send(found.pid, signal);
  }

  /** The commands that still run of those that were seen when one was killed, after as long as they need to notice it. */
  async left(milliseconds: number): Promise<readonly string[]> {
    const until = performance.now() + milliseconds;
    for (;;) {
      const left = [...this.#seen.values()].filter(
        ({ pid, start }) => start !== undefined && processStart(pid) === start,
      );
      if (left.length === 0 || performance.now() > until) return left.map(({ command }) => command);
      await sleep(100);
    }
  }
}

function send(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

/** Numbers from 0 to below 1, the same for a seed everywhere (mulberry32). */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
