/** What a piece of the command line writes, when it runs in this process. */
import process from "node:process";
import { jest } from "@jest/globals";
import { runProgram } from "../../src/cli/run-program.ts";
import { FIXTURES, type Ran } from "./run.ts";

interface Written {
  readonly stdout: string;
  readonly stderr: string;
}

/** Catches what is written while this process is in a folder, with nobody at a terminal; `end` yields it and puts all back. */
function capture(folder: string): { readonly end: () => Written & { readonly code: number | undefined } } {
  const before = process.cwd();
  const exitCode = process.exitCode as number | undefined;
  const text = { stdout: "", stderr: "" };
  const undo: (() => void)[] = [];
  for (const stream of ["stdout", "stderr"] as const) {
    const spy = jest.spyOn(process[stream], "write").mockImplementation((chunk) => {
      text[stream] += String(chunk);
      return true;
    });
    undo.push(() => spy.mockRestore());
  }
  for (const stream of [process.stdin, process.stdout, process.stderr]) {
    const own = Object.getOwnPropertyDescriptor(stream, "isTTY");
    Object.defineProperty(stream, "isTTY", { value: undefined, configurable: true });
    undo.push(() => {
      if (own === undefined) Reflect.deleteProperty(stream, "isTTY");
      else Object.defineProperty(stream, "isTTY", own);
    });
  }
  process.chdir(folder);
  process.exitCode = undefined;
  return {
    end() {
      const code = process.exitCode as number | undefined;
      process.chdir(before);
      process.exitCode = exitCode;
      for (const one of undo) one();
      return { ...text, code };
    },
  };
}

export interface Captured<T> extends Written {
  readonly value: T | undefined;
  /** What was thrown. */
  readonly error: unknown;
}

/** Runs work in a folder; nothing of what it writes is shown, and it leaves no exit code behind. */
export function captured<T>(work: () => T, folder: string = process.cwd()): Captured<T> {
  const { end } = capture(folder);
  let value: T | undefined;
  let error: unknown;
  try {
    value = work();
  } catch (thrown) {
    error = thrown;
  }
  const { stdout, stderr } = end();
  return { value, error, stdout, stderr };
}

/** What a command says about its specs every ten seconds: on a busy machine it takes as long to load its modules. */
const HOW_FAR = /^\d+ of \d+ files? checked\n/gm;

/** As `mailzone` in run.ts, in this process: some hundred times as fast, and what it runs counts as covered. */
export async function mailzoneHere(words: readonly string[], folder: string = FIXTURES): Promise<Ran> {
  const { end } = capture(folder);
  await runProgram(words);
  const { code = 0, stdout, stderr } = end();
  return { code, stdout, stderr: stderr.replace(HOW_FAR, "") };
}
