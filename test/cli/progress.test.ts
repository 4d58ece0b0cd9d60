/** What a command says while people wait: nothing for two seconds, then one line that changes, and no trace of it in the end. */
import process from "node:process";
import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { progress, whileWaiting } from "../../src/cli/progress.ts";

let written = "";
const isTerminal = Object.getOwnPropertyDescriptor(process.stderr, "isTTY");

function on(terminal: boolean): void {
  Object.defineProperty(process.stderr, "isTTY", { value: terminal, configurable: true });
}

beforeEach(() => {
  written = "";
  jest.useFakeTimers();
  jest.spyOn(process.stderr, "write").mockImplementation((text) => {
    written += String(text);
    return true;
  });
});
afterEach(() => {
  jest.restoreAllMocks();
  jest.useRealTimers();
  if (isTerminal === undefined) Reflect.deleteProperty(process.stderr, "isTTY");
  else Object.defineProperty(process.stderr, "isTTY", isTerminal);
});

/** What a terminal shows in the end. */
const screen = (): string =>
  written
    .split("\n")
    .map((line) => line.split("\r\u001b[K").at(-1))
    .join("\n");

describe("on a terminal", () => {
  beforeEach(() => on(true));

  test("says nothing of work that takes less than two seconds", () => {
    const { tell, end } = progress("reading");
    tell("1 of 3");
    jest.advanceTimersByTime(1900);
    end();
    expect(written).toBe("");
  });

  test("then has one line, which changes and goes away", () => {
    const { tell, end } = progress("reading");
    jest.advanceTimersByTime(2200);
    expect(screen()).toMatch(/^reading \(2 s\)$/);
    tell("2 of 3");
    jest.advanceTimersByTime(3000);
    expect(screen()).toMatch(/^2 of 3 \(5 s\)$/);
    end();
    jest.advanceTimersByTime(3000);
    expect(screen()).toBe("");
  });

  test("is written by work that leaves timers no time", () => {
    const { tell, end } = progress();
    const from = performance.now();
    jest.spyOn(performance, "now").mockReturnValue(from + 5000);
    tell("9 of 10");
    expect(screen()).toBe("9 of 10 (5 s)");
    end();
    expect(screen()).toBe("");
  });

  test("lines that stay are whole lines", () => {
    const { note, end } = progress("reading");
    jest.advanceTimersByTime(3000);
    note("importing");
    end();
    expect(screen()).toBe("importing\n");
  });
});

describe("in a pipeline", () => {
  beforeEach(() => on(false));

  test("has a line every ten seconds once it knows how far it is, without control characters", () => {
    const { tell, end } = progress("reading");
    jest.advanceTimersByTime(30_500);
    expect(written).toBe("");
    tell("2 of \u001b[31m");
    jest.advanceTimersByTime(10_000);
    end();
    expect(written).toBe("2 of \\x1b[31m\n");
  });

  test("ends with the work, also if that fails", async () => {
    const failed = whileWaiting("reading", () => Promise.reject(new Error("no")));
    await expect(failed).rejects.toThrow("no");
    jest.advanceTimersByTime(60_000);
    expect(written).toBe("");
  });
});
