/** How long work takes this process, where what else the machine does counts for nothing. */

/** In seconds, of all of its threads. */
export async function cpuSeconds(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/**
 * How many times as long many take as few: the quickest of three runs each, since a pause of the collector falls into some.
 * Work whose time grows with the square takes the square of `many / few`.
 */
export async function growth(work: (n: number) => unknown, few: number, many: number): Promise<number> {
  const quickest = async (n: number): Promise<number> => {
    const runs: number[] = [];
    while (runs.length < 3) runs.push(await cpuSeconds(() => work(n)));
    return Math.min(...runs);
  };
  const least = await quickest(few);
  return (await quickest(many)) / least;
}
