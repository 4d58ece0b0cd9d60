/** Questions to a person at a terminal. */
import { createInterface, type Interface } from "node:readline/promises";
import { CannotRun } from "./print.ts";

export interface Question {
  /** What is asked for, in a few words. */
  readonly what: string;
  /** Lines shown above the question. */
  readonly about?: readonly string[];
  /** The default for an empty answer; undefined where an answer is required. */
  readonly otherwise?: string;
  /** Why an answer is not acceptable; undefined where it is. */
  problem(answer: string): string | undefined;
}

export type Ask = (question: Question) => Promise<string>;

/** Asks until an answer is acceptable. @throws CannotRun when the input ends */
export function asker(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
): { ask: Ask; close(): void } {
  const lines: Interface = createInterface({ input, output, terminal: false });
  const answers = lines[Symbol.asyncIterator]();
  const read = async (): Promise<string> => {
    const { value, done } = await answers.next();
    if (done === true)
      throw new CannotRun("the input ended before all questions were answered; nothing was written");
    return String(value).trim();
  };
  return {
    async ask({ what, about = [], otherwise, problem }) {
      for (const line of about) output.write(`${line}\n`);
      for (;;) {
        output.write(`${what}${otherwise ? ` [${otherwise}]` : ""}: `);
        const answer = (await read()) || otherwise;
        const wrong =
          answer === undefined ? "an answer is required" : answer === otherwise ? undefined : problem(answer);
        if (answer !== undefined && wrong === undefined) return answer;
        output.write(`  ${wrong}\n`);
      }
    },
    close: () => lines.close(),
  };
}
