/** The command that comes after specs without an error is one that can be run. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { ownCommand } from "../../src/words/own-command.ts";
import { mailzoneHere } from "./captured.ts";

const folder = mkdtempSync(join(tmpdir(), "mailzone-next-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeAll(async () => {
  mkdirSync(join(folder, "stacks/one"), { recursive: true });
  writeFileSync(join(folder, "Pulumi.yaml"), "name: acme\n");
  writeFileSync(join(folder, "stacks/one/a.example.yaml"), "domain: a.example\ndns: route53\nmode: parked\n");
});

const own = (words: string): string => ownCommand(words, undefined, folder);
const FIRST = " (first, if there is no such stack yet: pulumi stack init one)";

test.each([
  ["a stack of which nothing is known", undefined, `${own("plan --stack one")}${FIRST}`],
  ["one whose config says nothing", "config: {}\n", `${own("plan --stack one")}${FIRST}`],
  ["one that pulumi has made", "encryptionsalt: v1:x\nconfig: {}\n", own("plan --stack one")],
  [
    "one that has secrets elsewhere",
    "secretsprovider: awskms://x\nencryptedkey: x\n",
    own("plan --stack one"),
  ],
  ["one of the sandbox", 'config: {acme:sandbox: "true"}\n', own("sandbox try one")],
])("%s", async (_, config, next) => {
  const file = join(folder, "stacks/Pulumi.one.yaml");
  rmSync(file, { force: true });
  if (config !== undefined) writeFileSync(file, config);
  expect(await mailzoneHere(["check", "stacks/one"], folder)).toMatchObject({
    code: 0,
    stderr: `Next: ${next}\n`,
  });
});
