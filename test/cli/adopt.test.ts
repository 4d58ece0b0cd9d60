/** What `mailzone adopt` says without a stack, and how it explains itself; test/pulumi/adopt.engine.test.ts has it at work. */
import { expect, test } from "@jest/globals";
import { mailzone } from "./run.ts";

test("without a stack: exit code 2, and the word that is missing", () => {
  const { code, stderr } = mailzone(["adopt"]);
  expect(code).toBe(2);
  expect(stderr).toContain("stack");
});

test("its help says what it changes: the state, and on Route 53 the spec", () => {
  const { code, stdout } = mailzone(["adopt", "--help"]);
  expect(code).toBe(0);
  for (const words of ["--conflicting", "--apex-cname", "web site", "under records:", "changes no record"]) {
    expect(stdout).toContain(words);
  }
});
