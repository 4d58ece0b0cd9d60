/**
 * Ends the process when one case takes too long. A case that never ends blocks the event loop, so no timer of its own
 * thread could tell: a worker watches.
 */
import { writeSync } from "node:fs";
import { isMainThread, Worker, workerData } from "node:worker_threads";

/** As much of a case as is shown. */
const MOST_OCTETS = 64 * 1024;

interface Shared {
  readonly limitMilliseconds: number;
  /** [number of the case, octets of its text]; the number is 0 between cases. */
  readonly state: Int32Array;
  readonly text: Uint8Array;
}

export interface HangWatch {
  /** Does the work; when it takes longer than the limit, the text is shown and the process killed. */
  during<T>(text: string | Uint8Array, work: () => T): T;
  stop(): Promise<void>;
}

export function watchHangs(limitSeconds: number): HangWatch {
  const shared: Shared = {
    limitMilliseconds: limitSeconds * 1000,
    state: new Int32Array(new SharedArrayBuffer(8)),
    text: new Uint8Array(new SharedArrayBuffer(MOST_OCTETS)),
  };
  const worker = new Worker(new URL(import.meta.url), { workerData: shared, execArgv: [] });
  worker.unref();
  let cases = 0;
  return {
    during(text, work) {
      const octets = typeof text === "string" ? Buffer.from(text) : text;
      shared.text.set(octets.subarray(0, MOST_OCTETS));
      Atomics.store(shared.state, 1, Math.min(octets.length, MOST_OCTETS));
      cases = (cases % 0x7fff_ffff) + 1;
      Atomics.store(shared.state, 0, cases);
      try {
        return work();
      } finally {
        Atomics.store(shared.state, 0, 0);
      }
    },
    async stop() {
      await worker.terminate();
    },
  };
}

function watch({ limitMilliseconds, state, text }: Shared): void {
  let last = 0;
  let since = performance.now();
  setInterval(() => {
    const current = Atomics.load(state, 0);
    const now = performance.now();
    if (current === 0 || current !== last) {
      last = current;
      since = now;
    } else if (now - since > limitMilliseconds) {
      const shown = Buffer.from(text.slice(0, Atomics.load(state, 1)));
      writeSync(
        2,
        `\na case took more than ${limitMilliseconds / 1000} s; its octets in base64:\n${shown.toString("base64")}\n`,
      );
      process.kill(process.pid, "SIGKILL");
    }
  }, limitMilliseconds / 20);
}

if (!isMainThread && workerData?.state instanceof Int32Array) watch(workerData as Shared);
