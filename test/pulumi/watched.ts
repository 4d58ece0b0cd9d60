/** Looks at something all the while that something else runs. */
import { setTimeout as sleep } from "node:timers/promises";

/** Yields what the work came to, and what every look found; the last look is after the work. */
export async function watched<T, L>(
  work: Promise<T>,
  look: () => Promise<L>,
): Promise<{ readonly result: T; readonly looks: readonly L[] }> {
  const looks: L[] = [];
  let isRunning = true;
  const watching = (async () => {
    for (; isRunning; await sleep(250)) looks.push(await look());
  })();
  let result: T;
  try {
    result = await work;
  } finally {
    isRunning = false;
    await watching;
  }
  return { result, looks: [...looks, await look()] };
}
