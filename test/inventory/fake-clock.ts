import type { Clock } from "../../src/inventory/rate-limit.ts";

/** Time that passes only when all wait for it. */
export class FakeClock implements Clock {
  #now = 0;
  #waiting: { at: number; go: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  sleep(milliseconds: number): Promise<void> {
    return new Promise((go) => this.#waiting.push({ at: this.#now + milliseconds, go }));
  }

  /** Lets time pass until the work is done. */
  async run<T>(work: Promise<T>): Promise<T> {
    let isDone = false;
    const finished = work.finally(() => {
      isDone = true;
    });
    finished.catch(() => undefined);
    while (!isDone) {
      // by then every promise that does not wait for the clock has gone as far as it can
      await new Promise((later) => setImmediate(later));
      this.#waiting.sort((a, b) => a.at - b.at);
      const next = this.#waiting.shift();
      if (next === undefined) continue;
      this.#now = Math.max(this.#now, next.at);
      next.go();
    }
    return finished;
  }
}
