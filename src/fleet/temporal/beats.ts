/** What a worker says of a shard while it is at work on it, so that another one knows if it dies. */
import type { Context } from "@temporalio/activity";
import { z } from "zod";
import type { OwnEngine } from "../../engine/own-engine.ts";
import type { ShardBeat } from "./run.ts";

/** How often, in milliseconds. */
const PAUSE = 2_000;

const engine = z.object({
  pid: z.int(),
  machine: z.string(),
  time: z.string(),
  hasEnded: z.boolean().optional(),
});
const beat = z.object({ engines: z.array(engine) });

export class Beats {
  /** Those of the workers before this one come first. */
  #engines: readonly OwnEngine[];
  #records = 0;
  readonly #context: Context;
  readonly #alarm: NodeJS.Timeout;
  /** Whether another worker was at work on the shard in the same run, which did not come to its end. */
  readonly isAgain: boolean;

  constructor(context: Context) {
    const before = beat.safeParse(context.info.heartbeatDetails).data;
    this.#context = context;
    this.isAgain = before !== undefined;
    this.#engines = (before?.engines ?? []).map(({ hasEnded, ...one }) => ({
      ...one,
      ...(hasEnded && { hasEnded }),
    }));
    this.#alarm = setInterval(() => this.#tell(), PAUSE);
    this.#tell();
  }

  get engines(): readonly OwnEngine[] {
    return this.#engines;
  }

  /** So many records are done. */
  told(records: number): void {
    this.#records = records;
  }

  started(one: OwnEngine | undefined): void {
    if (one === undefined) return;
    this.#engines = [...this.#engines, one];
    this.#tell();
  }

  /** All engines of this worker have ended. */
  ended(): void {
    this.#engines = this.#engines.map((one) => ({ ...one, hasEnded: true }));
    this.#tell();
  }

  end(): void {
    clearInterval(this.#alarm);
  }

  #tell(): void {
    this.#context.heartbeat({ records: this.#records, engines: this.#engines } satisfies ShardBeat);
  }
}
