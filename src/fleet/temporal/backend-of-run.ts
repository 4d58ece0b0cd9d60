/** What the backend tells a worker, asked once for each run: starting the engine for each shard takes longer than many shards do. */
import { backendMark } from "../../engine/backend.ts";
import type { EngineOptions } from "../../engine/engine.ts";
import { listStacks } from "../../engine/stack-list.ts";
import { stackName } from "../../engine/stack-name.ts";

/** Those of older runs are forgotten. */
const MOST_ANSWERS = 8;

export class BackendOfRun {
  readonly #answers = new Map<string, Promise<unknown>>();

  mark(run: string, options: EngineOptions): Promise<string | undefined> {
    return this.#once(`${run} mark`, () => backendMark(options));
  }

  /**
   * Whether it has the stack. A run makes the stack of a shard itself, so that of one that was begun before it is asked again.
   * @throws EngineRefused
   */
  async has(stack: string, run: string, isAgain: boolean, options: EngineOptions): Promise<boolean> {
    const list = async (): Promise<ReadonlySet<string>> =>
      new Set((await listStacks(options)).map(({ name }) => stackName(name)));
    return (isAgain ? await list() : await this.#once(`${run} stacks`, list)).has(stack);
  }

  #once<T>(key: string, ask: () => Promise<T>): Promise<T> {
    const known = this.#answers.get(key) as Promise<T> | undefined;
    if (known !== undefined) return known;
    const answer = ask();
    this.#answers.set(key, answer);
    for (const old of [...this.#answers.keys()].slice(0, -MOST_ANSWERS)) this.#answers.delete(old);
    answer.catch(() => this.#answers.delete(key));
    return answer;
  }
}
