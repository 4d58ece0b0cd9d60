/** Look-ups at the clouds: several zones at a time, within each account's rate limit, retried when throttled. */
import type { Zone } from "../plan/zone.ts";
import { type Clock, keepAlone, type RateKeeper, systemClock, type Turns } from "./rate-limit.ts";

/** The part of an account's rate limit that is used: the rest is for calls under way, and for other users. */
const SHARE = 0.8;

/** Pauses before a throttled look-up is retried, in milliseconds. */
const PAUSES = [1_000, 2_000, 4_000, 8_000];

export interface LookUp<T> {
  ask(): Promise<T>;
  /** How many calls it took. */
  calls(answer: T): number;
}

/** One per run: earlier look-ups count towards the limits of later ones. */
export class LookUps {
  readonly #clock: Clock;
  readonly #keep: RateKeeper;
  readonly #accounts = new Map<string, Account>();

  constructor(clock: Clock = systemClock, keep: RateKeeper = keepAlone) {
    this.#clock = clock;
    this.#keep = keep;
  }

  /** Asks about a zone when it is its turn. Rejects as `ask` does. */
  run<T>(zone: Zone, lookUp: LookUp<T>): Promise<T> {
    const account = this.#account(zone);
    return account.slots.use(() => this.#ask(zone, account.rate, lookUp));
  }

  #account(zone: Zone): Account {
    const key = `${zone.cloud.id}:${zone.account ?? ""}`;
    const known = this.#accounts.get(key);
    if (known !== undefined) return known;
    const { atOnce, calls, seconds, burst = calls } = zone.cloud.listing.rate;
    // a bucket never runs empty if no more calls are made than it holds in the time that refills it
    const window = { calls: Math.floor(burst * SHARE), seconds: (burst * seconds) / calls };
    const account = { rate: this.#keep(key, window, this.#clock), slots: new Slots(atOnce) };
    this.#accounts.set(key, account);
    return account;
  }

  async #ask<T>({ cloud }: Zone, rate: Turns, { ask, calls }: LookUp<T>): Promise<T> {
    for (let attempt = 0; ; attempt++) {
      await rate.take();
      try {
        const answer = await ask();
        rate.add(calls(answer) - 1);
        return answer;
      } catch (error) {
        const pause = PAUSES[attempt];
        if (pause === undefined || !cloud.listing.rate.throttled?.test(String(error))) throw error;
        await this.#clock.sleep(pause);
      }
    }
  }
}

interface Account {
  readonly rate: Turns;
  readonly slots: Slots;
}

/** A limit on work done at the same time, first come, first served. */
class Slots {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(count: number) {
    this.#free = count;
  }

  async use<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((go) => this.#waiting.push(go));
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#free += 1;
      else next();
    }
  }
}
