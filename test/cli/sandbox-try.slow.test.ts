/** `sandbox try` with specs or a config that will not do: one report, nothing started, and no talk of repairs. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, jest, test } from "@jest/globals";
import { mailzone } from "./run.ts";

jest.setTimeout(240_000);

let folder: string;
const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};
const CONFIG = 'config:\n  acme:sandbox: "true"\n  acme:specs: stacks/prod\n';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mailzone-try-"));
  process.env["MAILZONE_SANDBOX_HOME"] = join(folder, "home");
  write("Pulumi.yaml", "name: acme\n");
  write("stacks/Pulumi.sandbox.yaml", CONFIG);
  write("stacks/prod/example.com.yaml", "domain: example.com\ndns: cloudflare\nmailbox: netease-free\n");
});
afterEach(() => {
  delete process.env["MAILZONE_SANDBOX_HOME"];
  rmSync(folder, { recursive: true, force: true });
});

test.each([
  [
    "a spec",
    "stacks/prod/b.example.yaml",
    "domain: b.example\ndns: nowhere\n",
    /b\.example\.yaml:2:6: error spec-value/,
  ],
  ["no such preset", "stacks/prod/b.yaml", "domain: b.example\ndns: route53\nmailbox: nobody\n", /"nobody"/],
  ["a preset of one's own", "providers/own.yaml", "id: own\n", /providers\/own\.yaml/],
  [
    "a key of the config that nothing reads",
    "stacks/Pulumi.sandbox.yaml",
    `${CONFIG}  mailzone:existing: ignore\n`,
    /^stacks\/Pulumi\.sandbox\.yaml:4:3: error stack-config-key\n.* mailzone:existing has no effect/,
  ],
])("an error of %s is told once, and then what to do", (_, path, text, reason) => {
  write(path, text);
  const { code, stdout, stderr } = mailzone(["sandbox", "try"], folder);
  expect([code, stdout]).toEqual([1, expect.stringMatching(reason)]);
  expect(stderr).toMatch(
    /^Nothing was changed\. Once what is reported above is fixed, run again: \S*\/mailzone sandbox try sandbox\n$/,
  );
  expect(existsSync(join(folder, "home"))).toBe(false);
});

test("a folder of specs that is not there is one line", () => {
  rmSync(join(folder, "stacks/prod"), { recursive: true });
  expect(mailzone(["sandbox", "try"], folder)).toEqual({
    code: 2,
    stdout: "",
    stderr: "mailzone: stacks/prod does not exist\n",
  });
});
