/**
 * What a command has to know before it can begin: from options, and on a terminal from a person. Nothing that was answered is
 * lost: who leaves gets the command that repeats the answers. Without a terminal, all that is missing or wrong is named at once.
 */
import { shellCommand } from "../../../tools/shell-word.mjs";
import { ownCommand } from "../../words/own-command.ts";
import { CannotRun } from "../print.ts";
import { type Choosing, Left, type Question, type Terminal } from "./terminal.ts";

/** What an option, or an answer, stands for. */
export type Read = { readonly value: string } | { readonly problem: string };

interface Item {
  /** The option, such as `--dns`; the name of an argument, such as `DOMAIN`. */
  readonly option: string;
  /** What the option says, if it is there. */
  readonly given: string | undefined;
  /** How the option is named where it is missing; absent if the command can do without. */
  readonly missing?: string;
  read(text: string): Read;
  /** The words that repeat the answer; by default the option and the value. */
  repeat?(value: string): readonly string[];
}

/** How answers say that there is none of what was asked for. */
export const NONE = "-";

export class Interview {
  readonly #words: string[];
  readonly #missing: string[] = [];
  readonly #wrong: string[] = [];
  #answered = 0;
  readonly #terminal: Terminal | undefined;

  /** `command` are the words of mailzone's command, such as `new`. */
  constructor(command: readonly string[], terminal: Terminal | undefined) {
    this.#words = [...command];
    this.#terminal = terminal;
  }

  get isAsking(): boolean {
    return this.#terminal !== undefined;
  }

  /** The value of an option, or the answer to a question; undefined if there is neither, which `finish` then reports. */
  async answer(item: Item, question: Omit<Question, "problem">): Promise<string | undefined> {
    return await this.#settle(item, async (terminal, about) => {
      const problem = (text: string): string | undefined => problemOf(item.read(text));
      return await terminal.answer({ ...question, about: [...(question.about ?? []), ...about], problem });
    });
  }

  /** The same where there is a list to choose from. */
  async choose(item: Item, choosing: Choosing): Promise<string | undefined> {
    return await this.#settle(
      item,
      async (terminal, about) =>
        await terminal.choose({ ...choosing, about: [...(choosing.about ?? []), ...about] }),
    );
  }

  async #settle(
    item: Item,
    ask: (terminal: Terminal, about: readonly string[]) => Promise<string>,
  ): Promise<string | undefined> {
    const { option, given } = item;
    const read = given === undefined ? undefined : item.read(given);
    if (read !== undefined && "value" in read) return this.#keep(item, read.value);
    const problem = problemOf(read);
    if (this.#terminal === undefined) {
      if (problem !== undefined) this.wrong(`${option}: ${problem}`);
      else if (item.missing !== undefined) this.missing(item.missing);
      return undefined;
    }
    const answer = item.read(
      await ask(this.#terminal, problem === undefined ? [] : [`${option}: ${problem}`]),
    );
    this.#answered++;
    if ("problem" in answer) throw new Error(`an answer that will not do was taken: ${answer.problem}`);
    return this.#keep(item, answer.value);
  }

  #keep({ option, repeat }: Item, value: string): string {
    this.repeated(repeat?.(value) ?? (option.startsWith("-") ? [option, value] : [value]));
    return value;
  }

  /** Words of the command that repeat what was settled elsewhere. */
  repeated(words: readonly string[]): void {
    this.#words.push(...words);
  }

  /** An option that the command cannot do without. */
  missing(option: string): void {
    this.#missing.push(option);
  }

  /** What is wrong with an option. */
  wrong(problem: string): void {
    this.#wrong.push(problem);
  }

  say(line: string): void {
    this.#terminal?.say(line);
  }

  /** @throws CannotRun with everything that is missing or wrong */
  finish(): void {
    const missing =
      this.#missing.length === 0 ? [] : [`${missingOptions(this.#missing)}; nothing was written`];
    const told = [...this.#wrong, ...missing];
    if (told.length > 0) throw new CannotRun(told.join("; "));
  }

  /** Asks. Who leaves before the end is told how to go on. @throws CannotRun */
  async run<T>(ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof Left || error instanceof CannotRun)) throw error;
      if (this.#answered > 0) {
        this.say("");
        this.say("To continue with the answers so far:");
        this.say(`  ${ownCommand(shellCommand(this.#words))}`);
      }
      throw error instanceof Left ? new CannotRun("stopped; nothing was written") : error;
    }
  }
}

const problemOf = (read: Read | undefined): string | undefined =>
  read !== undefined && "problem" in read ? read.problem : undefined;

function missingOptions(options: readonly string[]): string {
  const areOptions = options.every((one) => one.startsWith("-"));
  const what = !areOptions ? "" : options.length === 1 ? "option " : "options ";
  return `missing ${what}${options.join(", ")}`;
}
