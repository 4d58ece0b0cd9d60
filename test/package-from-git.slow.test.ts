/** A git dependency on mailzone works: npm builds the package from a clone that has no dist. */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, jest, test } from "@jest/globals";
import { npm } from "../tools/child.mjs";

jest.setTimeout(600_000);

const workshop = mkdtempSync(join(tmpdir(), "mailzone-git-"));
afterAll(() => rmSync(workshop, { recursive: true, force: true }));

function run(cwd: string, ...[command, ...words]: string[]): string {
  const PATH = `${dirname(process.execPath)}:${process.env["PATH"]}`;
  const env = { ...process.env, PATH, NODE_OPTIONS: "", npm_config_loglevel: "error" };
  return execFileSync(command as string, words, { cwd, env, encoding: "utf8", stdio: "pipe" });
}

test("npm install of a clone's address gives a package whose command runs", () => {
  const clone = join(workshop, "clone");
  const repository = join(import.meta.dirname, "..");
  for (const name of run(repository, "git", "ls-files", "-z").split("\0").filter(Boolean)) {
    cpSync(join(repository, name), join(clone, name));
  }
  run(clone, "git", "init", "--quiet");
  run(clone, "git", "add", "--all");
  const author = ["-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"];
  run(clone, "git", ...author, "commit", "--quiet", "--message", "all");

  const consumer = join(workshop, "consumer");
  mkdirSync(consumer);
  writeFileSync(join(consumer, "package.json"), '{"private": true, "type": "module"}');
  const flags = ["--prefer-offline", "--no-audit", "--no-fund"];
  run(consumer, ...npm(), "install", ...flags, `git+${pathToFileURL(clone).href}`);
  writeFileSync(join(consumer, "a.yaml"), "domain: example.com\ndns: cloudflare\nmailbox: tencent-exmail\n");
  const command = join(consumer, "node_modules/.bin/mailzone");
  expect(run(consumer, command, "zone", "a.yaml")).toContain("mxbiz1.qq.com");
});
