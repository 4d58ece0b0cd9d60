/** What a piece of the command line writes, when it runs in this process. */
import process from "node:process";
import { jest } from "@jest/globals";

export interface Captured<T> {
  readonly value: T | undefined;
  /** What was thrown. */
  readonly error: unknown;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs work in a folder; nothing of what it writes is shown, and it leaves no exit code behind. */
export function captured<T>(work: () => T, cwd: string = process.cwd()): Captured<T> {
  const before = process.cwd();
  const text = { stdout: "", stderr: "" };
  const spies = (["stdout", "stderr"] as const).map((stream) =>
    jest.spyOn(process[stream], "write").mockImplementation((chunk) => {
      text[stream] += String(chunk);
      return true;
    }),
  );
  process.chdir(cwd);
  try {
    return { value: work(), error: undefined, ...text };
  } catch (error) {
    return { value: undefined, error, ...text };
  } finally {
    process.chdir(before);
    for (const spy of spies) spy.mockRestore();
  }
}
