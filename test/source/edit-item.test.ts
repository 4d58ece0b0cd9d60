/** Changing items of lists in YAML files: the texts are set, and everything else stays to the letter. */
import { describe, expect, test } from "@jest/globals";
import { NotEditable } from "../../src/source/edit.ts";
import { setInItem } from "../../src/source/edit-item.ts";

const FIRST = { key: "dkim", index: 0, has: {} };
const SET = { state: "active", since: "2026-12-01T10:20:00Z" };

describe("setInItem", () => {
  test.each([
    [
      "a map in braces: what is there is replaced, what is missing comes at its end",
      "domain: a.example # mine\ndkim:\n  - {selector: s1,   key: AA==, state: next} # ours\n  - {selector: s2, key: BB==}\n",
      "domain: a.example # mine\ndkim:\n  - {selector: s1,   key: AA==, state: active, since: 2026-12-01T10:20:00Z} # ours\n  - {selector: s2, key: BB==}\n",
    ],
    [
      "a map of lines, with comments at them",
      "dkim:\n  - selector: s1\n    state: 'next' # soon\n    key: AA== # long\n  # the other\n  - selector: s2\n    key: BB==\n",
      "dkim:\n  - selector: s1\n    state: active # soon\n    key: AA== # long\n    since: 2026-12-01T10:20:00Z\n  # the other\n  - selector: s2\n    key: BB==\n",
    ],
    [
      "a list that is not indented, at the end of a file without a final newline",
      "dkim:\n- selector: s1\n  key: AA==",
      "dkim:\n- selector: s1\n  key: AA==\n  state: active\n  since: 2026-12-01T10:20:00Z",
    ],
    [
      "lines that end as on Windows",
      "dkim:\r\n  - selector: s1\r\n    key: AA==\r\nttl: 600\r\n",
      "dkim:\r\n  - selector: s1\r\n    key: AA==\r\n    state: active\r\n    since: 2026-12-01T10:20:00Z\r\nttl: 600\r\n",
    ],
    [
      "a list in brackets over several lines",
      "dkim: [\n  {selector: s1, key: AA==},\n  {selector: s2, key: BB==}\n]\n",
      "dkim: [\n  {selector: s1, key: AA==, state: active, since: 2026-12-01T10:20:00Z},\n  {selector: s2, key: BB==}\n]\n",
    ],
  ])("%s", (_, before, after) => {
    expect(setInItem(before, 1, FIRST, SET)).toBe(after);
    // again, it changes nothing
    expect(setInItem(after, 1, FIRST, SET)).toBe(after);
  });

  test("of several documents, the one that holds the line", () => {
    const text =
      "domain: a.example\ndkim: [{selector: s1}]\n---\ndomain: b.example\ndkim: [{selector: s1}]\n";
    expect(setInItem(text, 4, FIRST, { state: "next" })).toBe(
      "domain: a.example\ndkim: [{selector: s1}]\n---\ndomain: b.example\ndkim: [{selector: s1, state: next}]\n",
    );
  });

  test.each([
    ["no list", "domain: a.example\n"],
    ["an item that is no map", "dkim: [s1]\n"],
    ["an alias", "a: &k {selector: s1}\ndkim: [*k]\n"],
    ["an empty map", "dkim: [{}]\n"],
    ["a value that is a list", "dkim: [{selector: s1, state: [next]}]\n"],
    ["a value with an anchor", "dkim: [{selector: s1, state: &s next}]\nb: *s\n"],
  ])("refuses %s", (_, text) => {
    expect(() => setInItem(text, 1, FIRST, SET)).toThrow(NotEditable);
  });

  test("refuses another item than the one that is meant, as after somebody else's edit", () => {
    const text = "dkim:\n  - {selector: s0}\n  - {selector: s1}\n";
    const of = { key: "dkim", index: 1, has: { selector: "s1" } };
    expect(setInItem(text, 1, of, { state: "next" })).toContain("{selector: s1, state: next}");
    expect(() => setInItem(text.replace("s1", "s2"), 1, of, SET)).toThrow(NotEditable);
  });
});
