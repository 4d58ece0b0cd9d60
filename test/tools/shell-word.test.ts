/** A value that a person pastes reaches the command as it is. */
import { spawnSync } from "node:child_process";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { shellCommand, shellWord } from "../../tools/shell-word.mjs";

/** What a shell makes of the words, in one start for all of them. */
function asPrinted(values: readonly string[]): string[] {
  const { stdout, status } = spawnSync("sh", ["-s"], {
    input: `printf '%s\\0' ${values.map(shellWord).join(" ")}`,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  expect(status).toBe(0);
  return stdout.split("\0").slice(0, -1);
}

const VALUES = [
  "",
  "plain",
  "it's",
  "''",
  "'",
  "a b",
  "$(touch /tmp/x)",
  "`id`",
  "$HOME",
  "a;b",
  "a&&b",
  "a|b",
  "a>b",
  "*",
  "?",
  "[a]",
  "~",
  "~root",
  "#x",
  "!x",
  "a\\b",
  '"',
  "a\nb",
  "\t",
  "{a,b}",
  "-n",
  "--help",
  "a=b",
  "邮件",
  "\u202e",
  'zoneIds.cloudflare["example.com"]',
];

describe("a word", () => {
  test("is printed by a shell as it was", () => expect(asPrinted(VALUES)).toEqual(VALUES));

  test("is printed by a shell as it was, whatever it is", () => {
    const text = fc.string({ unit: "binary" }).map((value) => value.replaceAll("\0", "").toWellFormed());
    const hard = fc.string({
      unit: fc.constantFrom("'", '"', "\\", "$", "`", " ", "\n", "!", "*", "a", "-"),
    });
    const words = fc.array(fc.oneof(text, hard), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(words, (values) => {
        expect(asPrinted(values)).toEqual(values);
      }),
      { numRuns: 60 },
    );
  });

  test("is quoted only if it must be", () => {
    expect(shellCommand(["pulumi", "up", "--stack", "org/prod", "it's"])).toBe(
      "pulumi up --stack org/prod 'it'\\''s'",
    );
  });
});
