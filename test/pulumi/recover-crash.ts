/** Kills the engine in the middle of `up`, as a machine that loses power does. */
import { setTimeout as sleep } from "node:timers/promises";
import { Victims } from "./killing.ts";
import type { TestStack } from "./test-stack.ts";

/** How many calls reached the clouds, refused ones among them. */
export const callsMade = (stack: TestStack): number => stack.withStore((store) => store.requests().length);

/** How many of the injected faults wait for a call. */
export const faultsWaiting = (stack: TestStack): number =>
  stack.withStore((store) => store.all("SELECT 1 FROM faults WHERE times > 0").length);

/** An `up` in a process group of its own. */
export function startUp(stack: TestStack): Victims {
  const words = ["up", "--yes", "--skip-preview", "--stack", "test", "--non-interactive", "--color", "never"];
  return new Victims("pulumi", words, { cwd: stack.folder, env: { ...process.env, ...stack.environment } });
}

/**
 * Starts `up` and kills the engine, by its pid alone, once `when` says so. Yields the exit code of an `up` that came to
 * its end before; undefined for one that was killed.
 */
export async function crash(stack: TestStack, when: () => boolean): Promise<number | undefined> {
  const run = startUp(stack);
  while (!run.hasEnded && !when()) await Promise.race([run.end, sleep(10)]);
  if (!run.hasEnded) run.kill(["engine", "SIGKILL"]);
  const ended = await run.end;
  await quiet(stack);
  return ended;
}

/** Plugins see the end of the engine by themselves, and a call of theirs may still be under way. */
async function quiet(stack: TestStack): Promise<void> {
  for (let calls = -1, now = callsMade(stack); now !== calls; now = callsMade(stack)) {
    calls = now;
    await sleep(300);
  }
}
