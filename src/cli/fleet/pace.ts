/** How far a run of many shards is, and how long the rest takes at that pace. */
import type { Shard } from "../../fleet/fleet.ts";
import { counted } from "../../words/text.ts";
import { shownDuration } from "../live/duration.ts";

type Work = Pick<Shard, "name" | "records" | "accounts">;

export class Pace {
  readonly #shards: number;
  readonly #records: number;
  readonly #now: () => number;
  readonly #begun: number;
  /** How many records are done of each that is at work. */
  readonly #working = new Map<Work, number>();
  #done = 0;
  #doneRecords = 0;
  #failed = 0;

  /** `now` is in milliseconds. */
  constructor(shards: readonly Work[], now: () => number = () => performance.now()) {
    this.#shards = shards.length;
    this.#records = shards.reduce((sum, { records }) => sum + records, 0);
    this.#now = now;
    this.#begun = now();
  }

  begin(shard: Work): void {
    this.#working.set(shard, 0);
  }

  /** So many records of the shard are done; those that it deletes count too. */
  tell(shard: Work, records: number): void {
    this.#working.set(shard, Math.min(records, shard.records));
  }

  end(shard: Work, hasFailed: boolean): void {
    this.#working.delete(shard);
    this.#done += 1;
    this.#doneRecords += shard.records;
    if (hasFailed) this.#failed += 1;
  }

  /** The whole run in a line: `12 of 29 shards, 4210 of 12650 records, 55 a second, about 2 min 33 s left, 1 failed`. */
  line(): string {
    const seconds = (this.#now() - this.#begun) / 1000;
    const done = this.#doneRecords + [...this.#working.values()].reduce((sum, records) => sum + records, 0);
    const rate = done / seconds;
    const isKnown = done > 0 && rate > 0 && Number.isFinite(rate);
    const left = isKnown
      ? `, ${shownRate(rate)} a second, about ${shownDuration((this.#records - done) / rate)} left`
      : "";
    const failed = this.#failed > 0 ? `, ${this.#failed} failed` : "";
    return `${this.#done} of ${counted(this.#shards, "shard")}, ${done} of ${counted(this.#records, "record")}${left}${failed}`;
  }

  /** The same, and which shards are at work. */
  lineWithNames(): string {
    const names = [...this.#working.keys()].map(({ name }) => name).join(", ");
    return names === "" ? this.line() : `${this.line()}; at work: ${names}`;
  }

  /** The same as a table with a line for each shard that is at work. */
  lines(): readonly string[] {
    const working = [...this.#working];
    const width = Math.max(0, ...working.map(([{ name }]) => name.length));
    return [
      this.line(),
      ...working.map(
        ([{ name, records, accounts }, done]) =>
          `  ${name.padEnd(width)}  ${done} of ${records}  ${accounts.join(", ")}`,
      ),
    ];
  }
}

const shownRate = (rate: number): string => (rate < 10 ? rate.toFixed(1) : rate.toFixed(0));
