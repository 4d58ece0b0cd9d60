/** Where a command's findings go, and what they make of its exit code. */
import process from "node:process";
import { afterEach, describe, expect, test } from "@jest/globals";
import { exitBy, isColoured, load, printFindingsAside, printSpecFindings } from "../../src/cli/output.ts";
import { brokenPresets, tellOwnPresets } from "../../src/cli/own-preset-faults.ts";
import { CannotRun, printJson, printResult } from "../../src/cli/print.ts";
import type { Finding } from "../../src/finding.ts";
import { ACME, ownProject } from "../preset/own-project.ts";
import { captured } from "./captured.ts";

const NO_COLOR = process.env["NO_COLOR"];
afterEach(() => {
  process.exitCode = undefined;
  if (NO_COLOR === undefined) delete process.env["NO_COLOR"];
  else process.env["NO_COLOR"] = NO_COLOR;
});

const finding = (severity: Finding["severity"], message: string = severity): Finding => ({
  code: "spec-value",
  severity,
  message,
});
const ALL = [finding("error"), finding("warning"), finding("info")];

describe("specs", () => {
  const project = ownProject({
    "stacks/prod/other.example.yaml": "domain: other.example\ndns: route53\nmode: parked\n",
  });

  test("are those of the files and folders that are named, and of the domains", () => {
    const all = captured(() => load(["stacks"]), project).value;
    expect(all?.domains.map(({ spec }) => spec.domain)).toEqual(["example.com.", "other.example."]);
    const one = captured(() => load(["stacks"], ["other.example"]), project).value;
    expect(one?.domains.map(({ spec }) => spec.domain)).toEqual(["other.example."]);
  });

  test("a path that is not there ends the command", () => {
    const { error } = captured(() => load(["nowhere"]), project);
    expect(error).toBeInstanceOf(CannotRun);
    expect((error as Error).message).toMatch(/nowhere/);
  });

  test("a domain without one ends the command, after the errors that may be why", () => {
    const { error, stderr } = captured(
      () => load(["stacks"], ["third.example"]),
      ownProject({ "stacks/prod/third.example.yaml": "domain: third.example\n  dns: [\n" }),
    );
    expect(error).toMatchObject({ message: 'no spec for the domain "third.example" in stacks' });
    expect(stderr).toMatch(/^stacks\/prod\/third\.example\.yaml:\d+:\d+: error yaml-syntax$/m);
  });
});

describe("findings beside a result", () => {
  test.each<[string, () => void, RegExp]>([
    ["all, if all are given", () => printFindingsAside(ALL), /error[\s\S]*warning[\s\S]*info/],
    ["none", () => printFindingsAside([]), /^$/],
    [
      "errors, with the number of others",
      () => printSpecFindings(ALL, {}),
      /^\(no place\): error spec-value\n.*error\n\n1 warning, 1 info: \S+ check shows them\n$/,
    ],
    [
      "errors alone",
      () => printSpecFindings(ALL, { quiet: true }),
      /^\(no place\): error spec-value\n.*error\n\n$/,
    ],
    [
      "what is at least so severe",
      () => printSpecFindings(ALL, { severity: "warning" }),
      /: error spec-value\n.*error\n\n.*: warning spec-value\n.*warning\n\n1 info: .*\n$/,
    ],
    ["no errors, no line for them", () => printSpecFindings([], {}), /^$/],
  ])("%s", (_, work, written) => {
    expect(captured(work)).toMatchObject({ stdout: "", stderr: expect.stringMatching(written) });
  });
});

describe("presets of one's own", () => {
  const broken = ownProject({
    "providers/acme-mail.yaml": ACME.replace("kind: mailbox", "kind: box"),
    "providers/other-mail.yaml": ACME.replace("id: acme-mail", "id: other-mail")
      .replace("kind: mailbox", "kind: box")
      .replace("status: current", "status: old")
      .replace("variants: { acme-mail-cn: { region: cn } }\n", ""),
  });

  test("have a line for each file that cannot be used, and the rest is left to tell", () => {
    const { value, stderr } = captured(
      () => tellOwnPresets([finding("error"), ...load(["stacks"]).findings]),
      broken,
    );
    const lines = stderr.trimEnd().split("\n");
    expect(lines).toEqual([
      expect.stringMatching(
        /^providers\/acme-mail\.yaml: 1 error, so this preset cannot be used; `\S+ providers lint` shows it$/,
      ),
      expect.stringMatching(/^providers\/other-mail\.yaml: 2 errors, .* shows them$/),
    ]);
    expect(value?.filter(({ place }) => place?.file.startsWith("providers/"))).toEqual([]);
    expect(value?.[0]).toEqual(finding("error"));
  });

  test("no file is looked at where nothing was found", () => {
    expect(captured(() => tellOwnPresets([]), broken)).toMatchObject({ value: [], stderr: "" });
    expect(captured(() => brokenPresets([finding("error")]).size, broken).value).toBe(0);
  });
});

test.each<[string, readonly Finding[], number]>([
  ["an error", ALL, 1],
  ["warnings and infos", ALL.slice(1), 0],
  ["nothing", [], 0],
])("%s: exit code", (_, findings, code) => {
  exitBy(findings);
  expect(process.exitCode).toBe(code);
});

test.each<[string, boolean | undefined, string, boolean]>([
  ["a terminal has colours", true, "", true],
  ["not where NO_COLOR is set", true, "1", false],
  ["a file has none", undefined, "", false],
])("%s", (_, isTTY, noColor, expected) => {
  process.env["NO_COLOR"] = noColor;
  expect(isColoured({ isTTY } as NodeJS.WriteStream)).toBe(expected);
});

test.each<[string, () => void, string]>([
  ["a result ends its line", () => printResult("done"), "done\n"],
  ["one that does already keeps it", () => printResult("done\n"), "done\n"],
  ["no result is no line", () => printResult(""), ""],
  ["JSON is indented", () => printJson({ a: ["b"] }), '{\n  "a": [\n    "b"\n  ]\n}\n'],
])("%s", (_, work, written) => {
  expect(captured(work)).toMatchObject({ stdout: written, stderr: "" });
});
