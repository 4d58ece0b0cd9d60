/** What commands say where the engine does not find a stack, its backend or its secrets. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { knownReason } from "../../src/engine/engine-reasons.ts";

const folder = mkdtempSync(join(tmpdir(), "mailzone-reasons-"));
const before = { cwd: process.cwd(), sandbox: process.env["MAILZONE_SANDBOX"] };
beforeAll(() => {
  mkdirSync(join(folder, "stacks/prod"), { recursive: true });
  writeFileSync(join(folder, "Pulumi.yaml"), "name: acme\n");
  writeFileSync(join(folder, "stacks/Pulumi.try.yaml"), 'config: {acme:sandbox: "true"}\n');
  writeFileSync(join(folder, "stacks/Pulumi.prod.yaml"), "config: {}\n");
  process.chdir(folder);
  delete process.env["MAILZONE_SANDBOX"];
});
afterAll(() => {
  process.chdir(before.cwd);
  if (before.sandbox !== undefined) process.env["MAILZONE_SANDBOX"] = before.sandbox;
  rmSync(folder, { recursive: true, force: true });
});

const SANDBOX_ENV = /^stack (?:acme\/)?try is a sandbox stack, .* run eval "\$\(\S+ sandbox env\)" first$/;

describe.each([
  [
    "no backend",
    "error: PULUMI_ACCESS_TOKEN must be set for login during non-interactive CLI sessions",
    /pulumi login/,
  ],
  ["a backend without the stack", "error: no stack named 'x' found", /does not exist here/],
  ["another passphrase", "error: incorrect passphrase", /PULUMI_CONFIG_PASSPHRASE/],
])("with %s", (_, output, usual) => {
  test("a sandbox stack needs the sandbox's shell", () => {
    expect(knownReason("try", output)).toMatch(SANDBOX_ENV);
    expect(knownReason("acme/try", output)).toMatch(SANDBOX_ENV);
  });

  test("any other stack, and one in that shell, needs what is missing", () => {
    expect(knownReason("prod", output)).toMatch(usual);
    process.env["MAILZONE_SANDBOX"] = folder;
    expect(knownReason("try", output)).toMatch(usual);
    delete process.env["MAILZONE_SANDBOX"];
  });
});

test("what has nothing to do with the shell is told as it is", () => {
  expect(knownReason("try", "error: the stack is currently locked by 1 lock(s)")).toMatch(
    /locked by another run/,
  );
  expect(knownReason("try", "error: something else")).toBeUndefined();
});
