/**
 * Previews that begin while the fleet's specs are still being read: an engine takes seconds to start its program and plugins. The
 * program waits for the files of its specs until these are known.
 */
import process from "node:process";
import { type Preview, previewStack } from "../../engine/preview.ts";
import type { ServedRunner } from "../../inventory/runner.ts";
import type { Spec } from "../../spec/spec.ts";
import { INTERRUPTED } from "../print.ts";
import { openRunner } from "./at-work.ts";
import type { Aim } from "./selection.ts";

export interface EarlyPreviews {
  readonly runner: ServedRunner;
  /** By stack. */
  readonly previews: ReadonlyMap<string, Promise<Preview>>;
  /** To be told all specs of the fleet. */
  readonly read: (specs: readonly Spec[]) => void;
  /** The fleet is loaded: from now on its run says what Ctrl-C does. */
  readonly loaded: () => void;
  /** Ends those that still wait for their files. */
  readonly end: () => Promise<void>;
}

/** Of the stacks that a change surely touches, as many as may be at work at once. */
export async function beginPreviews(
  { file, change }: Aim,
  concurrency: number,
): Promise<EarlyPreviews | undefined> {
  // which accounts a shard has is not known yet, so only one surely keeps their limits
  const most = Object.keys(file.limits).length > 0 ? 1 : concurrency;
  const stacks = [...(change?.stacks ?? [])].slice(0, most);
  const runner = stacks.length === 0 ? undefined : await openRunner(() => {});
  if (runner === undefined) return undefined;
  const previews = new Map(
    stacks.map((stack) => {
      const preview = previewStack(stack, () => {}, { env: runner.env });
      // nobody may ask for it in the end
      preview.catch(() => {});
      return [stack, preview];
    }),
  );
  // until the shards are at work, the engines' own listeners would keep Ctrl-C from ending this process
  const exit = (): never => process.exit(INTERRUPTED);
  process.once("SIGINT", exit).once("SIGTERM", exit);
  return {
    runner,
    previews,
    read: (specs) => {
      for (const stack of stacks)
        runner.tellFiles(
          stack,
          specs.flatMap((spec) => (spec.stack === stack ? spec.place.file : [])),
        );
    },
    loaded: () => {
      process.removeListener("SIGINT", exit).removeListener("SIGTERM", exit);
    },
    end: async () => {
      runner.end();
      await Promise.allSettled(previews.values());
    },
  };
}
