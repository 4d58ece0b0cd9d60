/** The lines of files, as findings show them. */
import { expect, test } from "@jest/globals";
import { Texts } from "../../src/source/texts.ts";

test("lines are those of the YAML parser, without a mark at the start", () => {
  const texts = new Texts();
  texts.add("a", "\ufeffone\r\ntwo\nthree");
  expect(texts.lines("a")).toEqual(["one", "two", "three"]);
  expect(texts.lines("b")).toBeUndefined();
});

test("a file is split once for all of its findings, though they alternate with those of other files", () => {
  const texts = new Texts();
  for (const file of ["a", "b", "c"]) texts.add(file, "one\ntwo");
  const first = texts.lines("a");
  texts.lines("b");
  texts.lines("c");
  expect(texts.lines("a")).toBe(first);
});

test("what is kept has an end, and a new text replaces the old one", () => {
  const texts = new Texts();
  texts.add("a", "one");
  const first = texts.lines("a");
  for (let i = 0; i < 8; i++) {
    texts.add(`b${i}`, "x");
    texts.lines(`b${i}`);
  }
  expect(texts.lines("a")).not.toBe(first);
  texts.add("a", "two");
  expect(texts.lines("a")).toEqual(["two"]);
});
