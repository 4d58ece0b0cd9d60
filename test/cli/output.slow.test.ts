/** What becomes of output that nobody reads, or that cannot be written, with commands in processes of their own. */
import { describe, expect } from "@jest/globals";
import { needs } from "../needs.ts";
import { shell } from "./run.ts";

describe("where output goes", () => {
  const cases: [string, string, RegExp | string][] = [
    [
      "the summary of a step on GitHub, after what is in it",
      "f=$(mktemp); echo before > $f; GITHUB_STEP_SUMMARY=$f mailzone check wrong --format github >/dev/null; echo $?; head -2 $f; rm $f",
      /^1\nbefore\n### mailzone: \d+ errors/,
    ],
    [
      "a summary that cannot be written changes nothing",
      "GITHUB_STEP_SUMMARY=/dev/null/x mailzone check clean --format github 2>&1; echo $?",
      /no summary of the step was written: .*\n0\n$/,
    ],
    [
      "a closed pipe is no mistake",
      "set -o pipefail; mailzone zone clean | head -1; echo $?",
      /^shop.*\n0\n$/,
    ],
    ["a closed pipe keeps the exit code", "set -o pipefail; mailzone check wrong | true; echo $?", "1\n"],
    ["a full disk", "mailzone check clean >/dev/full; echo $?", "2\n"],
    ["a full disk under help", "mailzone --help >/dev/full; echo $?", "2\n"],
    ["findings that cannot be written", "mailzone zone wrong 2>/dev/full >/dev/null; echo $?", "1\n"],
    ["a complaint that cannot be written", "mailzone zone nowhere 2>/dev/full; echo $?", "2\n"],
    ["both to one closed pipe", "set -o pipefail; mailzone zone wrong 2>&1 | true; echo $?", "1\n"],
  ];
  needs("bash").test.each(cases)("%s", (_, line, expected) => {
    const { stdout, stderr } = shell(line);
    expect(stdout).toMatch(expected instanceof RegExp ? expected : new RegExp(`^${expected}$`));
    expect(stderr).not.toMatch(/\n {4}at /);
  });
});
