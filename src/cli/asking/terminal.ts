/** A person at a terminal, who answers questions and chooses from lists. */
import process from "node:process";
import { visible } from "../../words/text.ts";
import { canAsk } from "../confirm.ts";

interface Asked {
  /** What is asked for, in a few words. */
  readonly what: string;
  /** Lines shown above the question. */
  readonly about?: readonly string[];
}

export interface Question extends Asked {
  /** What an empty answer stands for; absent where an answer is required. */
  readonly otherwise?: string;
  /** Why an answer is not acceptable; undefined where it is. */
  problem(answer: string): string | undefined;
}

export interface Choice {
  readonly value: string;
  readonly title: string;
}

export interface Choosing extends Asked {
  /** The choices for what was typed, which may be nothing; the best comes first. */
  search(typed: string): readonly Choice[];
  /** Why nothing was found for what was typed. */
  none(typed: string): string;
  /** Whether Enter alone takes the first; otherwise a choice must be typed or walked to. */
  readonly first: "taken" | "not taken";
}

export interface Terminal {
  say(line: string): void;
  /** Repeats a question until the answer is acceptable. @throws Left */
  answer(question: Question): Promise<string>;
  /** The value of what was chosen. @throws Left */
  choose(choosing: Choosing): Promise<string>;
}

/** The person left, by Ctrl-C or because the terminal is gone. */
export class Left extends Error {}

/** Some terminals do not know their size, such as those of containers and of editors: the prompts would draw nothing. */
function giveSize(output: NodeJS.WriteStream): void {
  output.columns ||= 80;
  output.rows ||= 24;
}

/** The terminal of this process; undefined if there is nobody to ask. Questions go to standard error. */
export const openTerminal = async (): Promise<Terminal | undefined> =>
  canAsk() ? await terminalOn(process.stdin, process.stderr) : undefined;

/** The person who types what `input` gives and reads what `output` gets. */
export async function terminalOn(input: NodeJS.ReadStream, output: NodeJS.WriteStream): Promise<Terminal> {
  const { autocomplete, isCancel, text, updateSettings } = await import("@clack/prompts");
  updateSettings({ withGuide: false });
  giveSize(output);
  output.on("resize", () => giveSize(output));
  const say = (line: string): void => void output.write(`${visible(line)}\n`);

  /** Ctrl-D and a terminal that is closed end the input, of which the prompts know nothing. */
  async function whileThere<T>(
    { about = [] }: Asked,
    ask: (signal: AbortSignal) => Promise<T | symbol>,
  ): Promise<T> {
    for (const line of about) say(line);
    const gone = new AbortController();
    const leave = (): void => gone.abort();
    const onKey = (_: unknown, key?: { readonly name?: string; readonly ctrl?: boolean }): void => {
      if (key?.ctrl === true && key.name === "d") leave();
    };
    input.on("keypress", onKey).once("end", leave).once("close", leave);
    try {
      const answer = await ask(gone.signal);
      if (isCancel(answer)) throw new Left();
      return answer as T;
    } finally {
      input.off("keypress", onKey).off("end", leave).off("close", leave);
    }
  }

  return {
    say,
    async answer({ otherwise, problem, ...asked }) {
      const answer = await whileThere<string>(asked, (signal) =>
        text({
          ...{ input, output, signal },
          message: visible(asked.what),
          ...(otherwise === undefined ? {} : { placeholder: otherwise, defaultValue: otherwise }),
          validate(given = "") {
            const trimmed = given.trim();
            const isDefault = otherwise !== undefined && (trimmed === "" || trimmed === otherwise);
            if (isDefault) return undefined;
            const wrong = trimmed === "" ? "an answer is required" : problem(trimmed);
            return wrong === undefined ? undefined : visible(wrong);
          },
        }),
      );
      return answer.trim();
    },
    async choose({ search, none, first, ...asked }) {
      let typed = "";
      let isWalking = false;
      return await whileThere<string>(asked, (signal) =>
        autocomplete<string>({
          ...{ input, output, signal, maxItems: 10 },
          message: visible(asked.what),
          options() {
            // otherwise the list keeps its place at what was first before more was typed
            if (typed !== this.userInput.trim()) this.focusedValue = undefined;
            typed = this.userInput.trim();
            isWalking = this.isNavigating;
            return search(typed).map(({ value, title }) => ({ value, label: visible(title) }));
          },
          filter: () => true,
          validate(value) {
            if (value === undefined) return visible(none(typed));
            const isChosen = first === "taken" || typed !== "" || isWalking;
            return isChosen ? undefined : "type a name, or choose one with the arrow keys";
          },
        }),
      );
    },
  };
}
