/**
 * Keeps calls to a cloud within its rate limit, although the provider pages inside them.
 *
 * One look-up of a zone takes as many calls as the zone has pages, and the provider makes them by itself: how many they
 * were is known only afterwards. So a look-up takes one call beforehand, and the rest are added when it is done, for
 * later look-ups to wait for. No library counts like that (p-throttle 8.1.1, limiter 4.1.0: weights are given beforehand).
 */

/** Time, so that a test can have its own. */
export interface Clock {
  /** Milliseconds from any starting point. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  sleep: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds)),
};

/** At most `calls` in any `seconds`. */
export interface Rate {
  readonly calls: number;
  readonly seconds: number;
}

/** Who asks before each call, and tells of calls that were made besides. */
export interface Turns {
  take(): Promise<void>;
  add(calls: number): void;
}

/** How the limit of an account is kept: `key` names the account. */
export type RateKeeper = (key: string, rate: Rate, clock: Clock) => Turns;

/** By this process alone. */
export const keepAlone: RateKeeper = (_, rate, clock) => new RateLimit(rate, clock);

export class RateLimit implements Turns {
  readonly #rate: Rate;
  readonly #clock: Clock;
  /** When each call of the last `seconds` was made, oldest first. */
  readonly #made: number[] = [];
  #turn: Promise<void> = Promise.resolve();

  constructor(rate: Rate, clock: Clock = systemClock) {
    this.#rate = rate;
    this.#clock = clock;
  }

  /** Waits until one more call is within the rate, and counts it. First come, first served. */
  take(): Promise<void> {
    this.#turn = this.#turn.then(() => this.#take());
    return this.#turn;
  }

  /** Counts calls that were made without waiting. */
  add(calls: number): void {
    const now = this.#clock.now();
    for (let i = 0; i < calls; i++) this.#made.push(now);
  }

  async #take(): Promise<void> {
    for (;;) {
      const now = this.#clock.now();
      const since = now - this.#rate.seconds * 1000;
      while (this.#made.length > 0 && (this.#made[0] as number) <= since) this.#made.shift();
      // the call that must be older than `seconds` before there is room for another
      const inTheWay = this.#made.at(-this.#rate.calls);
      if (this.#made.length < this.#rate.calls || inTheWay === undefined) {
        this.#made.push(now);
        return;
      }
      await this.#clock.sleep(inTheWay - since);
    }
  }
}
