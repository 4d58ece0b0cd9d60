/** Which files are taken, what their values are by YAML 1.2 core, and where each stands. */
import { describe, expect, test } from "@jest/globals";
import { MAX_OCTETS } from "../../src/source/read.ts";
import { parseSource } from "../../src/source/source.ts";
import { filled, numbered, octets } from "./filled-text.ts";

const found = (input: string | Uint8Array): string[] =>
  parseSource("f.yaml", typeof input === "string" ? octets(input) : input).findings.map(
    ({ place, code }) => `${place?.line}:${place?.column} ${code}`,
  );
const values = (text: string): unknown[] =>
  parseSource("f.yaml", octets(text)).sources.map(({ value }) => value);
const nested = (depth: number): string => `x: ${"[".repeat(depth)}${"]".repeat(depth)}\n`;

describe("what a file may be", () => {
  const cases: [string, string | Uint8Array, string[]][] = [
    ["nothing", "", []],
    ["comments", "# a\n# b\n", []],
    ["tabs for indentation", "a:\n\tb: 1\n", ["2:1 yaml-syntax"]],
    [
      "octets that are no text",
      Uint8Array.from({ length: 300 }, (_, i) => (i * 7) % 256),
      ["1:1 file-encoding"],
    ],
    ["UTF-16", Buffer.from("\ufeffa: 1\n", "utf16le"), ["1:1 file-encoding"]],
    ["Latin-1", Buffer.from("a: caf\u00e9\n", "latin1"), ["1:1 file-encoding"]],
    ["UTF-8 with its mark", "\ufeffa: 1\n", []],
    ["CRLF", "a: 1\r\nb: 2\r\nb: 3\r\n", ["3:1 yaml-duplicate-key"]],
    ["too much", filled("# text\n").padEnd(MAX_OCTETS + 1), ["1:1 file-too-large"]],
    ["too many documents", filled("---\n"), ["1:1 file-too-large"]],
    ["a key twice", "a: 1\nb: {c: 1, c: 2}\na: 3\n", ["2:11 yaml-duplicate-key", "3:1 yaml-duplicate-key"]],
    ["a key twice, once in quotes", '1: a\n"1": b\n', ["2:1 yaml-duplicate-key"]],
    ["a list as a key", "[a, b]: c\n", ["1:1 yaml-key"]],
    ["an alias as a key", "a: &a b\n*a : c\n", ["2:1 yaml-key"]],
    ["@ without quotes", "name: @\n", ["1:7 yaml-syntax"]],
    ["* without quotes", "name: *\n", ["1:7 yaml-syntax"]],
    ["*.sub without quotes", "name: *.sub\n", ["1:7 yaml-alias"]],
    ["an alias of nothing", "a: *b\nc: &b 1\n", ["1:4 yaml-alias"]],
    ["an alias within what it names", "a: &a [*a]\n", ["1:8 yaml-alias"]],
    ["tags", "a: !foo bar\nb: !!binary aGk=\n", ["1:4 yaml-tag", "2:4 yaml-tag"]],
    ["a value of the longest kind", `a: ${"x".repeat(8192)}\n`, []],
    ["a value too long for any cloud", `a: b\nc: ${"x".repeat(8193)}\n`, ["2:4 value-too-long"]],
    ["a key too long for any cloud", `? ${"x".repeat(8193)}\n: a\n`, ["1:3 value-too-long"]],
    ["80 KB of blanks in quotes", `a: "${" ".repeat(80_000)}"\n`, ["1:4 value-too-long"]],
    ["a list that no spec has", `a: [${"1,".repeat(50_001)}]\n`, ["1:4 file-too-large"]],
    ["half a character", 'a: "\\ud800"\n', ["1:4 yaml-character"]],
    ["half a character in a key", '"\\ud800": a\n', ["1:1 yaml-character"]],
    ["a code point that is none", 'a: "\\UFFFFFFFF"\n', ["1:5 yaml-syntax"]],
    [
      "the first broken document of several",
      "a: [\n---\nb: 1\n---\nc: }\n",
      ["2:1 yaml-syntax", "5:4 yaml-syntax"],
    ],
    ["depth that a spec never has", nested(50), []],
    ["depth that is a mistake", nested(150), ["1:104 yaml-depth"]],
    ["10,000 levels", nested(10_000), ["1:104 yaml-depth"]],
    [
      "900,000 levels of explicit keys",
      "? ".repeat(900_000),
      [expect.stringContaining(" yaml-depth") as never],
    ],
    ["900,000 levels of lists", "- ".repeat(900_000), [expect.stringContaining(" yaml-depth") as never]],
    [
      "10,000 levels of lists in lines",
      `${"- ".repeat(10_000)}a\n`,
      [expect.stringContaining(" yaml-depth") as never],
    ],
  ];
  test.each(cases)("%s", (_, input, expected) => {
    expect(found(input)).toEqual(expected);
  });

  test("what aliases expand to has an end, in number and in depth", () => {
    const letters = [..."abcdefghijk"];
    const bomb = letters
      .map(
        (letter, i) =>
          `${letter}: &${letter} [${Array(10)
            .fill(i === 0 ? "x" : `*${letters[i - 1]}`)
            .join(",")}]\n`,
      )
      .join("");
    const tower = numbered(
      (i) => `k${i}: &k${i} ${i === 0 ? "[]" : `[[[[[[[[[[*k${i - 1}]]]]]]]]]]`}\n`,
      100,
    );
    expect(found(bomb)).toEqual([expect.stringContaining(" yaml-alias")]);
    // each document alone, and each text alone, is small enough
    const documents = `a: &a [${"x,".repeat(300)}]\nb: [${"*a,".repeat(300)}]\n---\n`.repeat(3);
    const inDocument = (line: number) => expect.stringMatching(`^${line}:\\d+ yaml-alias$`);
    expect(found(documents)).toEqual([inDocument(4), inDocument(7)]);
    const texts = `a: &a ${"x".repeat(8000)}\nb: [${"*a,".repeat(300)}]\n`;
    expect(found(texts)).toEqual([expect.stringContaining(" yaml-alias")]);
    expect(found(tower)).toEqual([expect.stringContaining(" yaml-depth")]);
  });
});

describe("one reading for all: YAML 1.2 core", () => {
  const cases: [string, unknown][] = [
    ["yes", "yes"],
    ["on", "on"],
    ["off", "off"],
    ["True", true],
    ["1e3", 1000],
    ["0x10", 16],
    ["010", 10],
    ["1_000", "1_000"],
    ["12:30:45", "12:30:45"],
    ["2020-01-01", "2020-01-01"],
    ["~", null],
    ["", null],
    ["!!str 1e3", "1e3"],
    ['"\\x1b\\u00e9"', "\u001bé"],
    ["=", "="],
  ];
  test.each(cases)("%s", (text, value) => {
    expect(values(`a: ${text}\n`)).toEqual([{ a: value }]);
    expect(values(`%YAML 1.1\n---\na: ${text}\n`)).toEqual([{ a: value }]);
  });

  test("a name that objects have is a key like any other", () => {
    const [value] = values("__proto__: {a: 1}\nconstructor: 2\n") as object[];
    expect(Object.entries(value as object)).toEqual([
      ["__proto__", { a: 1 }],
      ["constructor", 2],
    ]);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  test("an alias stands for the anchor before it, however often the name is given", () => {
    expect(values("a: &x 1\nb: *x\nc: &x 2\nd: [*x, *x]\n")).toEqual([{ a: 1, b: 1, c: 2, d: [2, 2] }]);
  });
});

describe("places", () => {
  const text = 'a:\n  - {b: 1, "😀": é}\n  - *later\nz: 0\n'
    .replace("*later", "&m {n: 5}")
    .replace("z: 0", "z: *m");
  const source = parseSource("f.yaml", octets(text)).sources[0];
  const cases: [string, (string | number)[], string, string][] = [
    ["the document", [], "1:1", "1:1"],
    ["a key and its value", ["a"], "2:3", "1:1"],
    ["a list item", ["a", 0], "2:5", "2:5"],
    ["a value", ["a", 0, "b"], "2:9", "2:6"],
    ["after a character of two UTF-16 units", ["a", 0, "😀"], "2:18", "2:12"],
    ["below an alias: where it was written", ["z", "n"], "3:12", "3:9"],
    ["what is not there: its nearest parent", ["a", 7, "b"], "2:3", "1:1"],
  ];
  test.each(cases)("%s", (_, path, value, key) => {
    const at = (place: { line?: number | undefined; column?: number | undefined } | undefined) =>
      `${place?.line}:${place?.column}`;
    expect([at(source?.place(path)), at(source?.keyPlace(path))]).toEqual([value, key]);
  });

  test("the scalar as it was typed", () => {
    const [typed] = parseSource("f.yaml", octets('a: 1e3\nb: "1e3"\n')).sources;
    expect([typed?.typed(["a"]), typed?.typed(["b"])]).toEqual(["1e3", '"1e3"']);
  });
});
