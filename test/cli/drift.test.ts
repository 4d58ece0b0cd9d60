/** What `mailzone drift` and `mailzone zones` say without a stack, and how they explain themselves; test/pulumi has them at work. */
import { expect, test } from "@jest/globals";
import { mailzone } from "./run.ts";

test.each(["drift", "zones"])("%s wants a stack: exit code 2, with nothing on stdout", (command) => {
  expect(mailzone([command])).toMatchObject({
    code: 2,
    stdout: "",
    stderr: expect.stringContaining("missing required argument 'stack'"),
  });
});

test.each([
  ["drift", "pulumi up --refresh --stack STACK"],
  ["zones", "--dry-run"],
])("the help of %s names its exit codes and the next step", (command, step) => {
  const { code, stdout } = mailzone([command, "--help"]);
  expect(code).toBe(0);
  expect(stdout).toContain("Exit codes: 0 ");
  expect(stdout).toContain(step);
});

test("drift has no other formats than it can write", () => {
  expect(mailzone(["drift", "prod", "--format", "sarif"])).toMatchObject({ code: 2, stdout: "" });
});
