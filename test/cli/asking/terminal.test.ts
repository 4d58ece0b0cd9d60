/** What a person at a terminal sees and may type; asking-terminal.slow.test.ts has the same in a process of its own. */
import { PassThrough } from "node:stream";
import { stripVTControlCharacters } from "node:util";
import { expect, test } from "@jest/globals";
import {
  type Choosing,
  Left,
  type Question,
  type Terminal,
  terminalOn,
} from "../../../src/cli/asking/terminal.ts";

const UP = "\u001b[A";
const DOWN = "\u001b[B";
const CLEAR = "\u0015";

/** What is typed once a text is on the screen, since the last such text; "end" ends the input. */
type Step = readonly [seen: string, typed: string];

interface Size {
  readonly rows?: number;
  readonly columns?: number;
}

/** The answer, `left` or the error, and all that was on the screen. */
async function person(
  steps: readonly Step[],
  ask: (terminal: Terminal) => Promise<string>,
  { rows = 24, columns = 80 }: Size = {},
): Promise<{ readonly answer: string; readonly seen: string; readonly size: Size }> {
  const input = new PassThrough();
  const output = Object.assign(new PassThrough(), { isTTY: true, rows, columns });
  const left = [...steps];
  let seen = "";
  let from = 0;
  output.on("data", (chunk: Buffer) => {
    seen += stripVTControlCharacters(chunk.toString());
    const [step] = left;
    if (step === undefined || !seen.slice(from).includes(step[0])) return;
    left.shift();
    from = seen.length;
    // a person types when all is drawn
    setImmediate(() => (step[1] === "end" ? input.end() : input.write(step[1])));
  });
  const terminal = await terminalOn(input as never, output as never);
  const answer = await ask(terminal).catch((error: unknown) =>
    error instanceof Left ? "left" : String(error),
  );
  output.emit("resize");
  expect(left).toEqual([]);
  return { answer, seen, size: { rows: output.rows, columns: output.columns } };
}

const QUESTION: Question = {
  what: "Which label?",
  about: ["It has digits alone.", "As \u001b[31mhere."],
  problem: (text) => (/^\d+$/.test(text) ? undefined : `"${text}" has\u001b no digits`),
};
const ASKED = "Which label?";

test.each<[string, Partial<Question>, readonly Step[], string]>([
  ["what was typed, without blanks around it", {}, [[ASKED, "  42 \r"]], "42"],
  [
    "an answer that will not do is told and asked again",
    {},
    [
      [ASKED, "a\r"],
      ["no digits", `${CLEAR}7\r`],
    ],
    "7",
  ],
  [
    "nothing is no answer",
    {},
    [
      [ASKED, "\r"],
      ["an answer is required", "7\r"],
    ],
    "7",
  ],
  [
    "blanks are none either",
    {},
    [
      [ASKED, "  \r"],
      ["an answer is required", "7\r"],
    ],
    "7",
  ],
  ["nothing stands for what is usual", { otherwise: "-" }, [[ASKED, "\r"]], "-"],
  [
    "what is usual may be typed, whether it would do otherwise or not",
    { otherwise: "-" },
    [[ASKED, "-\r"]],
    "-",
  ],
  [
    "an answer beside what is usual is judged",
    { otherwise: "-" },
    [
      [ASKED, "x\r"],
      ["no digits", `${CLEAR}1\r`],
    ],
    "1",
  ],
  ["Ctrl-C leaves", {}, [[ASKED, "4\u0003"]], "left"],
  ["Ctrl-D leaves", {}, [[ASKED, "4\u0004"]], "left"],
  ["Escape leaves", { otherwise: "-" }, [[ASKED, "\u001b"]], "left"],
  ["an input that ends leaves", {}, [[ASKED, "end"]], "left"],
])("a question: %s", async (_, more, steps, expected) => {
  const { answer, seen } = await person(steps, (terminal) => terminal.answer({ ...QUESTION, ...more }));
  expect(answer).toBe(expected);
  expect(seen).toMatch(/^It has digits alone\.\nAs .*here\.\n/);
});

const FRUIT = ["apple", "apricot", "banana", "cherry"];
const LIST: Choosing = {
  what: "Which fruit?",
  search: (typed) =>
    FRUIT.filter((one) => one.includes(typed)).map((value) => ({ value, title: `the ${value}` })),
  none: (typed) => `no fruit is called "${typed}"`,
  first: "not taken",
};
const CHOOSE = "Which fruit?";

test.each<[string, Partial<Choosing>, readonly Step[], string]>([
  ["Enter takes what is first, where it may", { first: "taken" }, [[CHOOSE, "\r"]], "apple"],
  [
    "else something must be typed or walked to",
    {},
    [
      [CHOOSE, "\r"],
      ["type a name, or choose", "ban\r"],
    ],
    "banana",
  ],
  ["what was typed takes the first that was found", {}, [[CHOOSE, "ap\r"]], "apple"],
  [
    "what is typed further begins at the first again",
    {},
    [
      [CHOOSE, DOWN],
      ["the apricot", "an"],
      ["banana", "\r"],
    ],
    "banana",
  ],
  [
    "the arrow keys walk",
    {},
    [
      [CHOOSE, `${DOWN}${DOWN}`],
      ["banana", "\r"],
    ],
    "banana",
  ],
  [
    "they walk round the end",
    { first: "taken" },
    [
      [CHOOSE, UP],
      ["the cherry", "\r"],
    ],
    "cherry",
  ],
  [
    "what was not found is told",
    {},
    [
      [CHOOSE, "fig\r"],
      ['no fruit is called "fig"', `${CLEAR}che\r`],
    ],
    "cherry",
  ],
  ["Ctrl-C leaves", {}, [[CHOOSE, "a\u0003"]], "left"],
  ["Ctrl-D leaves", {}, [[CHOOSE, "\u0004"]], "left"],
  ["an input that ends leaves", {}, [[CHOOSE, "end"]], "left"],
])("a list: %s", async (_, more, steps, expected) => {
  const { answer } = await person(steps, (terminal) => terminal.choose({ ...LIST, ...more }));
  expect(answer).toBe(expected);
});

test("an error of one who asks is none of the person's", async () => {
  const broken: Choosing = {
    ...LIST,
    search() {
      throw new RangeError("broken");
    },
  };
  expect((await person([], (terminal) => terminal.choose(broken))).answer).toBe("RangeError: broken");
});

test.each<[Size, Size]>([
  [
    { rows: 0, columns: 0 },
    { rows: 24, columns: 80 },
  ],
  [
    { rows: 12, columns: 60 },
    { rows: 12, columns: 60 },
  ],
])("a terminal of %j counts as one of %j, and its list is drawn", async (given, counted) => {
  const { size, seen } = await person([[CHOOSE, "\u0003"]], (terminal) => terminal.choose(LIST), given);
  expect([size, seen]).toEqual([counted, expect.stringMatching(/the apple/)]);
});
