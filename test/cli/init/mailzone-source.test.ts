/** What a new repository's package.json says of where mailzone comes from. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { mailzoneSource } from "../../../src/cli/init/mailzone-source.ts";
import { ownPackage } from "../../../src/source/own-package.ts";

const home = mkdtempSync(join(tmpdir(), "mailzone-source-"));
afterAll(() => rmSync(home, { recursive: true }));

const { name, version } = ownPackage();

/** An installed mailzone, of which npm noted this; undefined if another tool installed it. */
function installed(project: string, noted: unknown): string {
  const modules = join(home, project, "node_modules");
  mkdirSync(join(modules, name), { recursive: true });
  if (noted !== undefined) writeFileSync(join(modules, ".package-lock.json"), JSON.stringify(noted));
  return join(modules, name);
}
const resolved = (address: string) => ({ packages: { [`node_modules/${name}`]: { resolved: address } } });

test.each<[string, unknown, string]>([
  ["from a registry", resolved("https://registry.example/mailzone-1.0.0.tgz"), version],
  [
    "from a repository",
    resolved("git+ssh://git.example/mail.git#1a2b"),
    "git+ssh://git.example/mail.git#1a2b",
  ],
  [
    "from a file beside the project",
    resolved("file:../mailzone-1.0.0.tgz"),
    `file:${join(home, "mailzone-1.0.0.tgz")}`,
  ],
  ["by another tool than npm", undefined, version],
  ["by npm, which noted nothing of it", { packages: {} }, version],
  ["by npm, which noted no packages", {}, version],
])("installed %s", (title, noted, expected) => {
  expect(mailzoneSource(installed(title.replaceAll(/\W/g, "-"), noted))).toBe(expected);
});

test("a clone is a git repository", () => {
  expect(mailzoneSource(join(home, "a clone"))).toBe(`git+file://${home}/a%20clone`);
});
