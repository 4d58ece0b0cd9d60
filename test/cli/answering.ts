/** A terminal whose person gives these answers, one after the other, and then leaves. */
import { type Choosing, Left, type Question, type Terminal } from "../../src/cli/asking/terminal.ts";

export interface Answering extends Terminal {
  /** Everything that was shown. */
  readonly shown: readonly string[];
  /** What was asked for, in order. */
  readonly asked: readonly string[];
}

export function answering(answers: readonly string[]): Answering {
  const left = [...answers];
  const shown: string[] = [];
  const asked: string[] = [];
  const next = (): string => {
    const answer = left.shift();
    if (answer === undefined) throw new Left();
    return answer;
  };
  const begin = ({ what, about = [] }: Question | Choosing): void => {
    shown.push(...about, what);
    asked.push(what);
  };
  return {
    shown,
    asked,
    say: (line) => void shown.push(line),
    async answer(question) {
      begin(question);
      for (;;) {
        const answer = next() || question.otherwise;
        const isDefault = answer !== undefined && answer === question.otherwise;
        const wrong = answer === undefined ? "an answer is required" : question.problem(answer);
        if (answer !== undefined && (isDefault || wrong === undefined)) return answer;
        shown.push(String(wrong));
      }
    },
    async choose(choosing) {
      begin(choosing);
      for (;;) {
        const typed = next();
        const [first] = choosing.search(typed);
        if (first !== undefined && (typed !== "" || choosing.first === "taken")) return first.value;
        shown.push(first === undefined ? choosing.none(typed) : "type a name");
      }
    },
  };
}
