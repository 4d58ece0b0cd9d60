import type { FilePath } from "../file.ts";

/** Files that are read together; few enough that the one needed next is ready soon. */
const FILES_A_BATCH = 32;

const CLAIMED = 0;
const FINISHED = 1;

/** Files in batches, each claimed by one thread. */
export class Batches {
  readonly files: readonly FilePath[];
  /** With these, another thread makes the same batches of the same files. */
  readonly counters: SharedArrayBuffer;
  readonly count: number;
  readonly #counters: Int32Array;

  constructor(files: readonly FilePath[], counters: SharedArrayBuffer = new SharedArrayBuffer(8)) {
    this.files = files;
    this.counters = counters;
    this.count = Math.ceil(files.length / FILES_A_BATCH);
    this.#counters = new Int32Array(counters);
  }

  /** The number of a batch that no other thread reads; undefined when none is left. */
  claim(): number | undefined {
    const batch = Atomics.add(this.#counters, CLAIMED, 1);
    return batch < this.count ? batch : undefined;
  }

  filesOf(batch: number): readonly FilePath[] {
    return this.files.slice(batch * FILES_A_BATCH, (batch + 1) * FILES_A_BATCH);
  }

  /** How many batches other threads have sent. */
  finished(): number {
    return Atomics.load(this.#counters, FINISHED);
  }

  /** Records that a batch was sent. */
  finish(): void {
    Atomics.add(this.#counters, FINISHED, 1);
    Atomics.notify(this.#counters, FINISHED);
  }

  /** Waits until more than `finished` batches have been sent; false if `patience` milliseconds pass first. */
  await(finished: number, patience: number): boolean {
    return Atomics.wait(this.#counters, FINISHED, finished, patience) !== "timed-out";
  }
}
