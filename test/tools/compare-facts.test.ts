/** tools/compare-facts.ts: what it finds in a small table, and what a reason settles. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { openLibrary } from "../../src/preset/library.ts";
import { compareFacts } from "../../tools/compare-facts.ts";

const library = openLibrary();
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "mailzone-facts-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const TABLE = `
presets:
- id: wordpress-forwarding
  kind: forwarder
  status: current
  confidence: high
  conflicts: [mx-exclusive]
  parameters: []
  records:
  - {group: mx, type: MX, name: '@', priority: 1, value: smtp-fwd.wordpress.com, requirement: required}
`;

function compare(table: string, reasons = "[]\n"): string[] {
  const [facts, file] = [join(folder, "table.yaml"), join(folder, "reasons.yaml")];
  writeFileSync(facts, table);
  writeFileSync(file, reasons);
  const { explained, unexplained, leftOver } = compareFacts(facts, library, file);
  return [
    ...explained.map(({ subject, reason }) => `${subject}: ${reason}`),
    ...unexplained.map(({ subject, facts: theirs, ours }) => `UNEXPLAINED ${subject}: ${theirs} | ${ours}`),
    ...leftOver.map(({ subject }) => `LEFT OVER ${subject}`),
  ];
}

const OTHER = `
- reason: it was looked up
  differences:
    - {presets: [wordpress-forwarding], subject: confidence, facts: low, ours: high}
`;

describe("compare-facts", () => {
  test("finds nothing where table and preset agree", () => {
    expect(compare(TABLE)).toEqual([]);
  });

  const cases: readonly (readonly [title: string, from: string, to: string, found: readonly string[]])[] = [
    [
      "a record with other data",
      "priority: 1",
      "priority: 2",
      [
        "UNEXPLAINED record MX @ 2 smtp-fwd.wordpress.com: mx, required | undefined",
        "UNEXPLAINED record MX @ 1 smtp-fwd.wordpress.com: undefined | mx, required",
      ],
    ],
    [
      "another need",
      "requirement: required",
      "requirement: optional",
      ["UNEXPLAINED record MX @ 1 smtp-fwd.wordpress.com: mx, optional | mx, required"],
    ],
    [
      "a parameter that the preset lacks",
      "parameters: []",
      "parameters: [{name: token, required: true}]",
      ["UNEXPLAINED parameter token: required | undefined"],
    ],
    [
      "an id that does not resolve",
      "id: wordpress-forwarding",
      "id: wordpress",
      [
        "UNEXPLAINED kind: forwarder | undefined",
        "UNEXPLAINED status: current | undefined",
        "UNEXPLAINED confidence: high | undefined",
        "UNEXPLAINED conflict mx-exclusive: yes | undefined",
        "UNEXPLAINED record MX @ 1 smtp-fwd.wordpress.com: mx, required | undefined",
      ],
    ],
  ];
  test.each(cases)("finds %s", (_, from, to, found) => {
    expect(compare(TABLE.replace(from, to))).toEqual(found);
  });

  test("takes a reason for just the difference that it names", () => {
    expect(compare(TABLE.replace("confidence: high", "confidence: low"), OTHER)).toEqual([
      "confidence: it was looked up",
    ]);
    expect(compare(TABLE.replace("confidence: high", "confidence: medium"), OTHER)).toEqual([
      "UNEXPLAINED confidence: medium | high",
      "LEFT OVER confidence",
    ]);
  });

  test("refuses what is no such table", () => {
    expect(() => compare("presets: 3\n")).toThrow();
    expect(() => compare("presets: [\n")).toThrow(/table\.yaml:\d/);
  });
});
