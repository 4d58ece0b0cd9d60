/** Lines that are drawn in their place: nothing is wrapped, nothing stays but notes, and no text of others moves the cursor. */
import { PassThrough } from "node:stream";
import { afterEach, beforeEach, expect, jest, test } from "@jest/globals";
import { liveView, type Screen } from "../../src/cli/fleet/live-view.ts";

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

function screenOf(columns: number, rows: number): { readonly screen: Screen; readonly taken: () => string } {
  const stream = new PassThrough();
  return { screen: Object.assign(stream, { columns, rows }), taken: () => String(stream.read() ?? "") };
}

/** Up by so many lines from the first column, and everything below erased (ECMA-48: CHA, CUU, ED). */
const erased = (lines: number): string => `\x1b[1G\x1b[${lines}A\x1b[0J`;

test("it is drawn over what was drawn, a note stays above it, and at the end it is gone", () => {
  const { screen, taken } = screenOf(40, 10);
  let lines = ["one", "two"];
  const view = liveView(() => lines, screen);
  expect(taken()).toBe("one\ntwo\n");
  lines = ["three"];
  jest.advanceTimersByTime(200);
  expect(taken()).toBe(`${erased(2)}three\n`);
  view.note("failed: \x1b[2J");
  expect(taken()).toBe(`${erased(1)}failed: \\x1b[2J\nthree\n`);
  view.end();
  expect(taken()).toBe(erased(1));
  jest.advanceTimersByTime(1_000);
  expect(taken()).toBe("");
});

test.each([
  [
    "no line is wider than the screen, also of wide characters",
    6,
    10,
    ["abcdefgh", "例え例え"],
    "abcde\n例え\n",
  ],
  [
    "there are no more lines than the screen has room for",
    20,
    5,
    ["a", "b", "c", "d"],
    "a\nb\n  and 2 more\n",
  ],
  ["a screen of one row has one line", 20, 1, ["a", "b"], "  and 2 more\n"],
])("%s", (_, columns, rows, lines, drawn) => {
  const { screen, taken } = screenOf(columns, rows);
  liveView(() => lines, screen).end();
  expect(taken().split("\x1b")[0]).toBe(drawn);
});
