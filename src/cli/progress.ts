/** What a command says on standard error while people wait. */
import process from "node:process";
import { visible } from "../words/text.ts";

export interface Progress {
  /** What is being done now, or how far it is. */
  readonly tell: (text: string) => void;
  /** A line that stays, beside the one that changes; what it says is then being done. */
  readonly note: (text: string) => void;
  /** Nothing is said from then on. */
  readonly end: () => void;
}

/** On a terminal: how long nothing is said, and how often the line changes, in milliseconds. */
const PATIENCE = 2000;
const PAUSE = 200;

/** In a pipeline: how often there is a line, in milliseconds. */
const LINE_PAUSE = 10_000;

/**
 * On a terminal one line that changes, from two seconds on, at first the text. In a pipeline a line every ten seconds, or every
 * `linePause` milliseconds, once there is a number to tell. It is also written from `tell`, for work that leaves timers no time.
 */
export function progress(text = "", { linePause = LINE_PAUSE } = {}): Progress {
  const isTerminal = process.stderr.isTTY === true;
  const pause = isTerminal ? PAUSE : linePause;
  const begun = performance.now();
  let now = isTerminal ? text : "";
  let last = isTerminal ? begun + PATIENCE - PAUSE : begun;
  let isShown = false;
  const show = (): void => {
    if (now === "" || performance.now() - last < pause) return;
    last = performance.now();
    const seconds = Math.round((last - begun) / 1000);
    const line = visible(now);
    process.stderr.write(isTerminal ? `\r\x1b[K${line} (${seconds} s)` : `${line}\n`);
    isShown = isTerminal;
  };
  const erase = (): void => {
    if (isShown) process.stderr.write("\r\x1b[K");
    isShown = false;
  };
  const alarm = setInterval(show, pause);
  // a command that fails must not wait for it
  alarm.unref();
  return {
    tell: (next) => {
      now = next;
      show();
    },
    note: (line) => {
      erase();
      process.stderr.write(`${visible(line)}\n`);
      now = isTerminal ? line : "";
    },
    end: () => {
      clearInterval(alarm);
      erase();
    },
  };
}

/** Does the work, saying what it is while it takes long. */
export async function whileWaiting<T>(text: string, work: (shown: Progress) => Promise<T>): Promise<T> {
  const shown = progress(text);
  try {
    return await work(shown);
  } finally {
    shown.end();
  }
}
