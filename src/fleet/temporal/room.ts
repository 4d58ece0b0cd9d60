/** How many engines a machine has room for, whichever accounts they work on. */
export class Room {
  #left: number;
  readonly #waiting: (() => void)[] = [];

  constructor(places: number) {
    this.#left = places;
  }

  /** Waits for a place; yields what gives it back. */
  async enter(): Promise<() => void> {
    if (this.#left > 0) this.#left -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    return () => {
      const next = this.#waiting.shift();
      if (next === undefined) this.#left += 1;
      else next();
    };
  }
}
