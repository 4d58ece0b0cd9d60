/** What a short spec expands to has a limit, which is found before memory is used. */
import { describe, expect, test } from "@jest/globals";
import { loadText } from "../../src/pipeline.ts";
import { expandSpecs } from "../../src/preset/expand-specs.ts";
import { openLibrary } from "../../src/preset/library.ts";
import { valueSource } from "../../src/source/source.ts";
import { expansionFault } from "../../src/spec/expansion.ts";
import { parseSpecs } from "../../src/spec/read.ts";
import { numbered } from "../source/filled-text.ts";

const found = (text: string) =>
  loadText("f.yaml", text).findings.flatMap(({ code, severity, place }) =>
    severity === "error" ? [`${place?.line}:${place?.column} ${code}`] : [],
  );
const domains = (count: number, under = "test"): string =>
  `domains:\n${numbered((i) => ` - d${i}.${under}\n`, count)}`;
const records = (count: number): string =>
  `records:\n${numbered((i) => ` - {name: h${i}, type: A, value: 192.0.2.1}\n`, count)}`;
const HEAD = "dns: route53\nmode: send-only\n";

describe("the product of domains and what they share", () => {
  test.each<[string, string, string[]]>([
    ["10,000 domains with 2,000 records", HEAD + domains(10_000) + records(2000), ["3:1 spec-expansion"]],
    ["100 domains with 100 records", HEAD + domains(100) + records(100), []],
    [
      "texts count by their length",
      `${HEAD}${domains(2000)}records:\n${` - {type: TXT, value: ${"x".repeat(8000)}}\n`.repeat(40)}`,
      ["3:1 spec-expansion"],
    ],
    [
      "accounts of one domain",
      `mode: send-only\ndomain: a.test\ndns: [${numbered((i) => `{cloud: route53, account: a${i}},`, 5000)}]\n${records(500)}`,
      ["3:1 spec-expansion"],
    ],
    [
      "presets count more than their names",
      `${HEAD}${domains(2000)}senders: [${"sendgrid,".repeat(60)}]\n`,
      ["3:1 spec-expansion"],
    ],
  ])("%s", (_, text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  test("all specs of a run together have a limit too", () => {
    const input = { domains: ["a.test", "b.test"], external: ["a"] };
    const run = { values: 0 };
    const source = valueSource("f.yaml", input);
    expect(expansionFault(input, source, run)).toBeUndefined();
    expect(run.values).toBeGreaterThan(0);
    expect(expansionFault(input, source, { values: 20_000_000 })?.message).toMatch(
      /over the limit of 20000000/,
    );
  });
});

test("records that a file has no room for are left out with all that follow", () => {
  const library = openLibrary();
  const read = parseSpecs("f.yaml", Buffer.from(HEAD + domains(10) + records(10)), undefined);
  const { domains: taken, tooMany } = expandSpecs(read, library, 55);
  expect(taken.map((domain) => domain.spec.domain)).toEqual([0, 1, 2, 3, 4].map((i) => `d${i}.test.`));
  expect(tooMany?.domain).toBe("d5.test.");
  expect(expandSpecs(read, library).domains).toHaveLength(10);
});

test("more senders than any domain has are refused", () => {
  expect(found(`${HEAD}domain: a.test\nsenders: [${"sendgrid,".repeat(101)}]\n`)).toEqual([
    "4:10 spec-value",
  ]);
});

test("any number of mistakes in one preset's parameters is no exception", () => {
  const text = `${HEAD}domain: a.test\nsenders: [{provider: sendgrid, with: {${numbered((i) => `k${i}: 1,`, 130_000)}}}]\n`;
  const [one] = loadText("f.yaml", text).findings.filter(({ more }) => more !== undefined);
  expect(one?.more).toBe(130_000 - 20);
});
