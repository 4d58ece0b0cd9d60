/** The command starts on any Node: what is missing is one line and exit code 2. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";

const tools = join(import.meta.dirname, "../../tools");
const folder = mkdtempSync(join(tmpdir(), "mailzone-command-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A clone with nothing in it but the command and a program that says that it ran. */
function clone(name: string, { version, packages }: { version?: string; packages: boolean }): string {
  const root = join(folder, name);
  mkdirSync(join(root, "tools"), { recursive: true });
  mkdirSync(join(root, "src/cli"), { recursive: true });
  if (packages) mkdirSync(join(root, "node_modules"));
  for (const file of ["mailzone.mjs", "version.mjs"]) cpSync(join(tools, file), join(root, "tools", file));
  writeFileSync(join(root, "package.json"), '{"type": "module"}');
  writeFileSync(join(root, "src/cli/main.ts"), 'console.log("ran");\n');
  writeFileSync(
    join(root, "other-node.mjs"),
    version === undefined
      ? ""
      : `Object.defineProperty(process, "versions", { value: { node: "${version}" } });\n`,
  );
  return root;
}

describe("tools/mailzone.mjs", () => {
  test.each([
    ["runs the program", { packages: true }, 0, "ran\n", ""],
    ["misses the dependencies", { packages: false }, 2, "", "mailzone: the dependencies are not installed"],
    ["meets an old Node", { packages: true, version: "20.20.2" }, 2, "", "mailzone: Node 20.20.2 is too old"],
    [
      "meets a Node just too old",
      { packages: true, version: "22.17.1" },
      2,
      "",
      "mailzone: Node 22.17.1 is too old",
    ],
    ["meets the oldest Node that will do", { packages: true, version: "22.18.0" }, 0, "ran\n", ""],
  ])("%s", (name, made, code, stdout, stderr) => {
    const root = clone(name.replaceAll(" ", "-"), made);
    const run = spawnSync(
      process.execPath,
      ["--import", join(root, "other-node.mjs"), join(root, "tools/mailzone.mjs")],
      { encoding: "utf8", env: { ...process.env, NODE_OPTIONS: "" } },
    );
    expect(run.stderr).toMatch(new RegExp(`^${stderr}.*\\n?$`));
    expect([run.status, run.stdout]).toEqual([code, stdout]);
  });
});
