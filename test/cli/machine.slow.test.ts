/** Full disks, read-only folders and a working directory that is gone end in one line, and leave every file as it was. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeEach, describe, expect, test } from "@jest/globals";

const MAIN = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));
const FAULT = new URL("./fault.mjs", import.meta.url).href;
const TEMPLATE = fileURLToPath(new URL("../preset/fixtures/domain-connect/once.json", import.meta.url));

const folder = mkdtempSync(join(tmpdir(), "mailzone-machine-"));
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => {
  mkdirSync(join(folder, "stacks/prod"), { recursive: true });
  writeFileSync(join(folder, "stacks/prod/example.com.yaml"), "old\n");
});

const { NODE_OPTIONS: _, ...env } = process.env;
const run = (call: string, code: string, words: readonly string[]) =>
  spawnSync(process.execPath, ["--import", FAULT, MAIN, ...words], {
    cwd: folder,
    encoding: "utf8",
    timeout: 120_000,
    env: {
      ...env,
      FAULT_CALL: call,
      FAULT_CODE: code,
      MAILZONE_SANDBOX_HOME: join(folder, "sandbox"),
      MAILZONE_ENGINE_BIN: folder,
    },
  });

const NEW = [
  "new",
  "example.com",
  "--dns",
  "route53",
  "--mailbox",
  "netease-free",
  "--stack",
  "prod",
  "--force",
];
/** Whose folder is not there yet. */
const NEW_STACK = NEW.map((word) => (word === "prod" ? "dev" : word));
const ADD = ["providers", "add", TEMPLATE, "--output", "preset.yaml"];
const SANDBOX = ["sandbox", "env"];

describe("a command that writes", () => {
  const FAULTS: readonly (readonly [string, string, RegExp])[] = [
    ["openSync", "EROFS", /the file system is read-only \(EROFS\)/],
    ["openSync", "EACCES", /permission denied \(EACCES\)/],
    ["writeSync", "ENOSPC", /the disk is full \(ENOSPC\)/],
    ["fsyncSync", "EIO", /the disk reports an error \(EIO\)/],
    ["renameSync", "EDQUOT", /the disk quota is used up \(EDQUOT\)/],
    ["linkSync", "ENOSPC", /the disk is full \(ENOSPC\)/],
    ["mkdirSync", "ENOSPC", /the disk is full \(ENOSPC\)/],
  ];
  const cases = [NEW, NEW_STACK, ADD, SANDBOX].flatMap((words) =>
    FAULTS.filter(([call]) => applies(call, words)).map(
      ([call, code, line]) => [words.slice(0, 2).join(" "), call, code, words, line] as const,
    ),
  );

  test.each(cases)("%s: %s fails with %s", (_, call, code, words, line) => {
    const { status, stdout, stderr } = run(call, code, words);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr.trimEnd().split("\n").at(-1)).toMatch(/^mailzone: /);
    expect(stderr).toMatch(line);
    expect(stderr).not.toMatch(/bug|\n {4}at /);
    expect(readFileSync(join(folder, "stacks/prod/example.com.yaml"), "utf8")).toBe("old\n");
    const files = readdirSync(folder, { recursive: true }).map(String);
    expect(files.filter((name) => /\.part$|^preset\.yaml$/.test(name))).toEqual([]);
  });
});

/** A new file is linked into place, an old one renamed over; only some make folders. */
function applies(call: string, words: readonly string[]): boolean {
  if (words === NEW_STACK) return call === "mkdirSync";
  if (call === "linkSync") return words === ADD;
  if (call === "renameSync") return words !== ADD;
  return call !== "mkdirSync" || words === SANDBOX;
}

test("the fault is not what makes the commands work or fail", () => {
  expect(run("linkSync", "ENOSPC", NEW).status).toBe(0);
});

describe("without a working directory", () => {
  const COMMANDS: readonly (readonly string[])[] = [
    ["check"],
    ["check", "--format", "json"],
    ["zone"],
    ["plan"],
    ["spf"],
    NEW,
    ADD,
    ["detect", "zone.txt"],
    ["providers", "google-workspace"],
    ["providers", "lint", "x.yaml"],
    ["adopt", "prod"],
    ["drift", "prod"],
    ["recover", "prod"],
    ["zones", "prod"],
    ["plan", "--stack", "prod"],
  ];
  test.each(COMMANDS.map((words) => [words.slice(0, 3).join(" "), words] as const))("%s", (_, words) => {
    const gone = join(folder, "gone");
    const script = 'mkdir "$0" && cd "$0" && rmdir "$0" && exec "$@"';
    const { status, stdout, stderr } = spawnSync(
      "sh",
      ["-c", script, gone, process.execPath, MAIN, ...words],
      {
        cwd: dirname(gone),
        encoding: "utf8",
        timeout: 120_000,
        env,
      },
    );
    expect({ status, stdout, stderr }).toEqual({
      status: 2,
      stdout: "",
      stderr: expect.stringMatching(/^mailzone: .*\n$/),
    });
  });
});
