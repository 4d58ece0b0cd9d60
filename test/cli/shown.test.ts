/** `--severity` and `--quiet`: which findings are shown, and which lines for people. */
import { expect, test } from "@jest/globals";
import { hint, hintNext, leastShown, type Shown } from "../../src/cli/shown.ts";
import { captured } from "./captured.ts";

test.each<[Shown, string]>([
  [{}, "warning"],
  [{ quiet: true }, "error"],
  [{ severity: "info" }, "info"],
  [{ severity: "info", quiet: true }, "info"],
])("%j: the least severe that a command shows of warnings and errors is %s", (shown, least) => {
  expect(leastShown(shown, "warning")).toBe(least);
});

test.each<[string, () => void, string]>([
  ["a hint is a line", () => hint("two warnings", {}), "two warnings\n"],
  ["an empty hint is none", () => hint("", {}), ""],
  ["--quiet wants none", () => hint("two warnings", { quiet: true }), ""],
  [
    "the next command cannot command the terminal",
    () => hintNext("adopt \u001b[2J", {}),
    "Next: adopt \\x1b[2J\n",
  ],
  ["no next command is no hint", () => hintNext("", {}), ""],
  ["--quiet wants no next command", () => hintNext("adopt", { quiet: true }), ""],
])("%s", (_, work, written) => {
  expect(captured(work)).toEqual({ value: undefined, error: undefined, stdout: "", stderr: written });
});
