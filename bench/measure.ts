/** Whole processes, timed in turn. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { watchMemory } from "./memory.ts";

export interface Sample {
  readonly seconds: number;
  /** Processor time of the process, all its threads; 0 if not measured. */
  readonly cpuSeconds: number;
  /** Its peak resident memory; 0 if not measured. */
  readonly megabytes: number;
}

export interface Command {
  readonly command: string;
  readonly words: readonly string[];
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Whether the peak memory is that of all processes that it starts, together. */
  readonly withChildren?: true;
  /** After so many seconds it is told to stop, as by Ctrl-C, and may fail. */
  readonly stopAfter?: number;
}

const USAGE = join(import.meta.dirname, "usage.mjs");

/** This Node with these arguments, reporting its resource usage. */
export function node(...words: readonly string[]): Command {
  return { command: process.execPath, words: ["--import", USAGE, ...words] };
}

/** Runs a command to its end. @throws Error with its output if it fails */
export async function run({ command, words, cwd, env, withChildren, stopAfter }: Command): Promise<Sample> {
  const start = performance.now();
  const child = spawn(command, words, {
    stdio: ["ignore", "pipe", "pipe", "pipe"],
    ...(cwd !== undefined && { cwd }),
    env: { ...process.env, ...env },
  });
  const [out, err, usage] = ([1, 2, 3] as const).map((fd) => text(child.stdio[fd] as NodeJS.ReadableStream));
  const memory = withChildren && child.pid !== undefined ? watchMemory(child.pid) : undefined;
  let isStopped = false;
  const stop = (): void => {
    isStopped = true;
    child.kill("SIGINT");
  };
  const timer = stopAfter === undefined ? undefined : setTimeout(stop, stopAfter * 1000);
  const code = await new Promise((resolve, reject) => child.on("error", reject).on("close", resolve));
  clearTimeout(timer);
  const seconds = (performance.now() - start) / 1000;
  if (code !== 0 && !isStopped)
    throw new Error(`${command} ${words.join(" ")}: exit code ${code}\n${await out}${await err}`);
  const own = { cpuSeconds: 0, megabytes: 0, ...JSON.parse((await usage) || "{}"), seconds };
  return memory === undefined ? own : { ...own, cpuSeconds: 0, megabytes: memory.peak() };
}

/**
 * Runs the commands in turn, A B C A B C, so that other load on the machine affects all alike.
 * The first round is not counted: it fills the caches. Yields the median of each.
 */
export async function interleave<Name extends string>(
  commands: Readonly<Record<Name, Command>>,
  rounds: number,
): Promise<Record<Name, Sample>> {
  const names = Object.keys(commands) as Name[];
  const samples = new Map<Name, Sample[]>(names.map((name) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const name of names) {
      const sample = await run(commands[name]);
      if (round > 0) samples.get(name)?.push(sample);
    }
  }
  const medians = names.map((name) => {
    const taken = samples.get(name) ?? [];
    const of = (key: keyof Sample): number => median(taken.map((sample) => sample[key]));
    return [name, { seconds: of("seconds"), cpuSeconds: of("cpuSeconds"), megabytes: of("megabytes") }];
  });
  return Object.fromEntries(medians);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
