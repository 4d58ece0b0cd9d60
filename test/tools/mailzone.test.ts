/** The command starts on any Node: what is missing is one line and exit code 2. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";

const tools = join(import.meta.dirname, "../../tools");
const folder = mkdtempSync(join(tmpdir(), "mailzone-command-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Made {
  readonly version?: string;
  /** The version of the one package in node_modules; absent where nothing was installed. */
  readonly installed?: string;
}

/** A clone whose program needs one package, in version 2, and says that it ran. */
function clone(name: string, { version, installed }: Made): string {
  const root = join(folder, name);
  mkdirSync(join(root, "tools"), { recursive: true });
  mkdirSync(join(root, "src/cli"), { recursive: true });
  const lock = (one: string) => JSON.stringify({ packages: { "node_modules/needed": { version: one } } });
  if (installed !== undefined) {
    mkdirSync(join(root, "node_modules/needed"), { recursive: true });
    writeFileSync(join(root, "node_modules/needed/package.json"), "{}");
    writeFileSync(join(root, "node_modules/.package-lock.json"), lock(installed));
  }
  writeFileSync(join(root, "package-lock.json"), lock("2.0.0"));
  for (const file of ["mailzone.mjs", "outdated.mjs", "project.mjs", "version.mjs"])
    cpSync(join(tools, file), join(root, "tools", file));
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
    ["runs the program", { installed: "2.0.0" }, 0, "ran\n", ""],
    ["misses the dependencies", {}, 2, "", "mailzone: the dependencies are not installed"],
    [
      "meets dependencies that are older than its code",
      { installed: "1.0.0" },
      2,
      "",
      "mailzone: the dependencies are out of date \\(needed is not 2\\.0\\.0\\): run npm install, or npm start",
    ],
    [
      "meets an old Node",
      { installed: "2.0.0", version: "20.20.2" },
      2,
      "",
      "mailzone: Node 20.20.2 is too old",
    ],
    [
      "meets a Node just too old",
      { installed: "2.0.0", version: "22.17.1" },
      2,
      "",
      "mailzone: Node 22.17.1 is too old",
    ],
    ["meets the oldest Node that will do", { installed: "2.0.0", version: "22.18.0" }, 0, "ran\n", ""],
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
