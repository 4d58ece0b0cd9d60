/** `mailzone sts export`: what it writes, and what it leaves alone. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { CADDYFILE } from "../../src/report/caddyfile.ts";
import { mailzoneHere } from "./captured.ts";

const spec = (domain: string, more = ""): string =>
  `domain: ${domain}\ndns: cloudflare\nmailbox: tencent-exmail\nmtaSts: {mode: testing, host: external${more}}\n`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mailzone-sts-"));
  mkdirSync(join(folder, "stacks/prod"), { recursive: true });
  writeFileSync(join(folder, "stacks/prod/a.yaml"), spec("a.example"));
  writeFileSync(join(folder, "stacks/prod/b.yaml"), spec("bücher.example"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const run = (...words: string[]) => mailzoneHere(["sts", "export", ...words], folder);
const policies = (): string[] => readdirSync(join(folder, "out/hosts")).sort();

test("writes the policy of each domain below its host, by its A-labels, and a Caddyfile", async () => {
  const { code, stdout } = await run("out");
  expect([code, stdout]).toEqual([0, "wrote 2 policy files and a Caddyfile to out\n"]);
  expect(policies()).toEqual(["mta-sts.a.example", "mta-sts.xn--bcher-kva.example"]);
  const file = join(folder, "out/hosts/mta-sts.a.example/.well-known/mta-sts.txt");
  expect(readFileSync(file, "utf8")).toBe(
    "version: STSv1\nmode: testing\nmx: mxbiz1.qq.com\nmx: mxbiz2.qq.com\nmax_age: 604800\n",
  );
  expect(readFileSync(join(folder, "out/Caddyfile"), "utf8")).toBe(CADDYFILE);
});

test("replaces its own files, keeps those of others, and names policies that no spec has any more", async () => {
  await run("out");
  writeFileSync(join(folder, "stacks/prod/a.yaml"), spec("a.example", ", maxAge: 86400"));
  rmSync(join(folder, "stacks/prod/b.yaml"));
  mkdirSync(join(folder, "out/global"));
  writeFileSync(join(folder, "out/global/mine.caddy"), "email a@a.example\n");
  const { code, stderr } = await run("out");
  expect(code).toBe(0);
  expect(stderr).toContain("mta-sts.xn--bcher-kva.example, which no spec has a policy for");
  expect(policies()).toHaveLength(2);
  expect(readFileSync(join(folder, "out/hosts/mta-sts.a.example/.well-known/mta-sts.txt"), "utf8")).toContain(
    "max_age: 86400\n",
  );
  expect(readFileSync(join(folder, "out/global/mine.caddy"), "utf8")).toBe("email a@a.example\n");
});

test("leaves out what a Worker serves, and says so where nothing is left", async () => {
  const worker = (domain: string): string =>
    spec(domain).replace("host: external", "host: cloudflare-worker");
  writeFileSync(join(folder, "stacks/prod/a.yaml"), worker("a.example"));
  expect((await run("out")).code).toBe(0);
  expect(policies()).toEqual(["mta-sts.xn--bcher-kva.example"]);
  writeFileSync(join(folder, "stacks/prod/b.yaml"), worker("b.example"));
  const { code, stderr } = await run("other");
  expect([code, stderr]).toEqual([2, expect.stringContaining("Workers serve them")]);
});

test("writes only the policy of a domain with --only, and says nothing of the others", async () => {
  const { code, stderr } = await run("out", "--only", "a.example", "--quiet");
  expect([code, stderr, policies()]).toEqual([0, "", ["mta-sts.a.example"]]);
});

test.each<[string, readonly string[], string]>([
  ["a Caddyfile of somebody else", ["theirs"], "theirs/Caddyfile was not made by mailzone"],
  ["specs without a policy", ["out", "none.yaml"], "no spec has a policy: add mtaSts"],
  ["an empty name", [""], "the folder is empty"],
  ["a file in place of the folder", ["none.yaml"], "none.yaml/hosts cannot be written"],
  ["specs that are not there", ["out", "nowhere"], "nowhere does not exist"],
])("%s: one line, and nothing is written", async (_, words, said) => {
  mkdirSync(join(folder, "theirs"));
  writeFileSync(join(folder, "theirs/Caddyfile"), "localhost\n");
  writeFileSync(join(folder, "none.yaml"), "domain: c.example\ndns: cloudflare\nmode: parked\n");
  const { code, stdout, stderr } = await run(...words);
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toContain(said);
  expect(stderr.trim().split("\n")).toHaveLength(1);
  expect(readdirSync(join(folder, "theirs"))).toEqual(["Caddyfile"]);
  expect(readFileSync(join(folder, "theirs/Caddyfile"), "utf8")).toBe("localhost\n");
});

test("specs with errors: nothing is written, and what is wrong is told", async () => {
  writeFileSync(join(folder, "stacks/prod/a.yaml"), spec("a.example", ", mx: ['a b']"));
  const { code, stdout, stderr } = await run("out");
  expect([code, stdout]).toEqual([1, ""]);
  expect(stderr).toContain("sts-policy-syntax");
  expect(stderr).toContain("Nothing was written");
  expect(readdirSync(folder)).toEqual(["stacks"]);
});
