/** What the engine's output shows of warnings and waivers. */
import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import sdkLog from "@pulumi/pulumi/log/index.js";
import type { Resource } from "@pulumi/pulumi/resource.js";
import type { Finding, Severity } from "../../src/finding.ts";
import { tellWaived, warn } from "../../src/pulumi/warn.ts";

const shown: [text: string, at: unknown][] = [];
beforeEach(() => {
  shown.length = 0;
  for (const level of ["warn", "info"] as const) {
    jest.spyOn(sdkLog, level).mockImplementation(async (text, at) => {
      shown.push([text, at]);
    });
  }
});
afterEach(() => {
  jest.restoreAllMocks();
});

const found = (message: string, severity: Severity = "warning"): Finding => ({
  code: "mx-hostname",
  severity,
  message,
});
const many = (n: number): Finding[] => Array.from({ length: n }, (_, i) => found(`warning ${i}`));
const last = (): string => shown.at(-1)?.[0] ?? "";

describe("warnings", () => {
  test("are shown at their resources, infos and errors not", () => {
    const component = {} as Resource;
    warn([found("one"), found("two", "info"), found("three", "error")], () => component);
    expect(shown).toEqual([[expect.stringMatching(/warning mx-hostname\n {2}one/), component]]);
  });

  test("of one cause are shown once, at the first", () => {
    warn(
      [
        { ...found("a.example fails"), domain: "a.example" },
        { ...found("b.example fails"), domain: "b.example" },
      ],
      ({ domain }) => (domain === "a.example" ? ({} as Resource) : undefined),
    );
    expect(shown).toEqual([[expect.stringMatching(/a\.example fails/), {}]]);
  });

  test.each([
    [20, 20, /warning 19/],
    [21, 21, /^and 1 more warning: \S+ check lists them$/],
    [25, 21, /^and 5 more warnings: \S+ check lists them$/],
  ])("%i of them: twenty are shown, the others counted", (n, lines, text) => {
    warn(many(n), () => undefined);
    expect([shown.length, last()]).toEqual([lines, expect.stringMatching(text)]);
  });
});

describe("what the specs waive", () => {
  const waived = (n: number) => many(n).map((finding) => ({ ...finding, reason: "moving" }));

  test.each([
    ["nothing is said of nothing", 0, 0, /^$/],
    [
      "all is one message",
      2,
      1,
      /waived mx-hostname, with the reason "moving"\n {2}warning 0\n[\s\S]*warning 1$/,
    ],
    ["the others are counted", 23, 1, /warning 19\n\nand 3 more: \S+ check lists them$/],
  ])("%s", (_, n, messages, text) => {
    tellWaived(waived(n));
    expect([shown.length, last()]).toEqual([messages, expect.stringMatching(text)]);
  });
});
