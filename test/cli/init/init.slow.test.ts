/** `init` writes what is not there, and touches nothing that is. */
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { readStackFile } from "../../../src/spec/stack-file.ts";
import { mailzone } from "../run.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mailzone-init-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const init = (...words: string[]) => mailzone(["init", ...words], folder);

/** Every file below the folder with its text. */
const contents = (): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path.slice(folder.length + 1), readFileSync(path, "utf8")]),
  );

test("twice: no change the second time, and it says so", () => {
  const first = init("--yes", "--ci", "github");
  expect(first).toMatchObject({ code: 0, stderr: "" });
  expect(first.stdout).toMatch(/^12 files written\.$/m);
  const before = contents();
  const second = init("--yes", "--ci", "github");
  expect(second.code).toBe(0);
  expect(second.stdout).toMatch(
    /^0 files written; 12 files already there, and left as they are: package\.json, /,
  );
  expect(contents()).toEqual(before);
});

test("files that are there stay as they are, whatever they are", () => {
  writeFileSync(join(folder, "package.json"), "mine");
  writeFileSync(join(folder, "README.md"), "");
  symlinkSync("nowhere", join(folder, "index.js"));
  mkdirSync(join(folder, "stacks/prod"), { recursive: true });
  writeFileSync(join(folder, "stacks/prod/example.com.yaml"), "domain: example.com\n");
  const { code, stdout } = init("--yes");
  expect(code).toBe(0);
  expect(stdout).toContain(
    "4 files already there, and left as they are: package.json, index.js, stacks/prod/example.com.yaml, README.md.",
  );
  // what the others need of it
  expect(stdout).toMatch(/\nAdd to package\.json:\n {2}"type": "module"\n {2}"scripts": \{"check": /);
  expect(stdout).toMatch(
    /\nNext:\n {2}npm install --save-exact @pulumi\/cloudflare@\S+ @pulumi\/pulumi@\S+ \S*mailzone@/,
  );
  expect(contents()).toMatchObject({
    "package.json": "mine",
    "README.md": "",
    "stacks/prod/example.com.yaml": "domain: example.com\n",
  });
});

test("a link out of the folder is not followed", () => {
  const outside = mkdtempSync(join(tmpdir(), "mailzone-outside-"));
  symlinkSync(outside, join(folder, "stacks"));
  const { code, stderr } = init("--yes");
  expect(code).toBe(2);
  expect(stderr).toMatch(/^mailzone: .*stacks.*\n$/);
  expect(readdirSync(outside)).toEqual([]);
  rmSync(outside, { recursive: true });
});

test("a new folder is named in what comes next; a file in its place is one line", () => {
  expect(init("acme mail", "--yes").stdout).toContain("cd 'acme mail'\n  npm install\n");
  writeFileSync(join(folder, "taken"), "");
  const { code, stdout, stderr } = init("taken", "--yes");
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toMatch(/^mailzone: taken.*\n$/);
});

test("a folder that cannot be made is one line, and no endless try", () => {
  expect(init("/proc/acme", "--yes")).toEqual({
    code: 2,
    stdout: "",
    stderr: expect.stringMatching(/^mailzone: \/proc\/acme cannot be written: \w+\n$/),
  });
});

describe("a second stack in a repository that has one", () => {
  beforeEach(() => void init("--yes", "--cloud", "cloudflare"));
  const packages = () => JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));

  test("says exactly what is to be installed, and how to try it; nothing of the first is touched", () => {
    const before = contents();
    const { version } = JSON.parse(readFileSync("node_modules/@pulumi/aws/package.json", "utf8"));
    const { code, stdout } = init("--yes", "--stack", "eu", "--cloud", "route53");
    expect(code).toBe(0);
    expect(stdout).not.toContain("Add to");
    expect(stdout).toMatch(/\nNext:\n {2}npm install --save-exact (\S+)\n/);
    expect(stdout).toContain(`\n  npm install --save-exact @pulumi/aws@${version}\n`);
    expect(stdout).toMatch(/\n {2}npx mailzone sandbox try sandbox-eu /);
    expect(contents()).toMatchObject(before);
    expect(readStackFile(folder, "sandbox-eu")).toMatchObject({ sandbox: true, specs: "stacks/eu" });
    expect(readStackFile(folder, "sandbox")).toMatchObject({ specs: "stacks/prod" });
  });

  test.each([
    ["npm, where no lock file is there", undefined, "npm install --save-exact"],
    ["pnpm", "pnpm-lock.yaml", "pnpm add --save-exact"],
    ["yarn", "yarn.lock", "yarn add --exact"],
  ])("with %s", (_, lock, command) => {
    if (lock !== undefined) writeFileSync(join(folder, lock), "");
    expect(init("--yes", "--stack", "eu", "--cloud", "route53").stdout).toContain(
      `  ${command} @pulumi/aws@`,
    );
  });

  test("whose packages are there already installs nothing new", () => {
    const { dependencies, ...rest } = packages();
    const moved = { ...rest, devDependencies: { ...dependencies, "@pulumi/aws": "*" } };
    writeFileSync(join(folder, "package.json"), JSON.stringify(moved));
    expect(init("--yes", "--stack", "eu", "--cloud", "route53").stdout).toMatch(/\nNext:\n {2}npm install\n/);
  });
});
