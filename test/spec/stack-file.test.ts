/** What mailzone reads of a stack's config by itself has the project's real name before the colon. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { readStackFile } from "../../src/spec/stack-file.ts";

const root = mkdtempSync(join(tmpdir(), "mailzone-stack-file-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
mkdirSync(join(root, "stacks"));
writeFileSync(join(root, "Pulumi.yaml"), "name: acme-mail\nruntime: nodejs\n");

test.each([
  ["its own keys", 'config:\n  acme-mail:sandbox: "true"\n  acme-mail:specs: domains\n', "domains", true],
  ["a boolean", "config: {acme-mail:sandbox: true}\n", "stacks/dev", true],
  [
    "keys of another project",
    "config: {mailzone:sandbox: true, mailzone:specs: domains}\n",
    "stacks/dev",
    false,
  ],
  ["no config", "encryptionsalt: v1:x\n", "stacks/dev", false],
  ["an empty file", "", "stacks/dev", false],
  ["no mapping", "- 1\n", "stacks/dev", false],
  ["no YAML", "config: {{\n", "stacks/dev", false],
])("%s", (_, text, specs, sandbox) => {
  writeFileSync(join(root, "stacks/Pulumi.dev.yaml"), text);
  expect(readStackFile(root, "dev")).toMatchObject({ project: "acme-mail", specs, sandbox });
});

test("no file", () => {
  expect(readStackFile(root, "absent")).toEqual({
    project: "acme-mail",
    specs: "stacks/absent",
    sandbox: false,
    isMade: false,
    zoneIds: {},
  });
});
