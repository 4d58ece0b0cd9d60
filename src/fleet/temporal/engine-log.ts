/**
 * The engines that the workers of a clone have started, on its disk: what a worker was about to tell the server when it was killed.
 */
import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { makeFolder, writeWhole } from "../../../tools/write-file.mjs";
import { machineId, type OwnEngine } from "../../engine/own-engine.ts";

const entry = z.object({ stack: z.string(), pid: z.int(), machine: z.string(), time: z.string() });
type Entry = z.infer<typeof entry>;

/** How long an engine is remembered, in milliseconds: a shard takes a day at most. */
const KEPT = 2 * 24 * 60 * 60 * 1000;

export class EngineLog {
  readonly #file: string;

  /** `root` is the project's folder in the worker's clone. Forgets what is old. */
  constructor(root: string) {
    const folder = join(root, ".mailzone", "worker");
    makeFolder(folder, root);
    this.#file = join(folder, "engines.jsonl");
    const left = this.#read().filter(({ time }) => Date.now() - Date.parse(time) < KEPT);
    writeWhole(this.#file, left.map((one) => `${JSON.stringify(one)}\n`).join(""));
  }

  /** Undefined where the system does not tell one machine from another. */
  started(stack: string, pid: number): OwnEngine | undefined {
    const machine = machineId();
    if (machine === undefined) return undefined;
    const engine = { pid, machine, time: new Date().toISOString() };
    appendFileSync(this.#file, `${JSON.stringify({ stack, ...engine })}\n`, { flush: true });
    return engine;
  }

  /** Those that were started on the stack. */
  enginesOf(stack: string): readonly OwnEngine[] {
    return this.#read().filter((one) => one.stack === stack);
  }

  /** A line that a killed worker left half written counts as nothing. */
  #read(): readonly Entry[] {
    try {
      return readFileSync(this.#file, "utf8")
        .split("\n")
        .flatMap((line) => parsed(line) ?? []);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
      throw error;
    }
  }
}

function parsed(line: string): Entry | undefined {
  try {
    return entry.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
