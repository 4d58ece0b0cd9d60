/** When a stack is repaired without asking; test/tools/start-killed.engine.test.ts repairs one with the real engine. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { heal, mendFiles, type Unfinished } from "../../src/engine/heal.ts";
import { EngineRefused } from "../../src/engine/refused.ts";

const made: string[] = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

const REPAIRING = "the last run on stack own did not finish: repairing its state, as mailzone recover does";

/** A backend in a folder, and an engine that knows where it is, and fails at everything else. */
function backend(url?: string) {
  const folder = mkdtempSync(join(tmpdir(), "mailzone-heal-"));
  made.push(folder);
  const state = url ?? `file://${folder}`;
  const script = [
    `echo "$1" >> '${join(folder, "calls")}'`,
    `if [ "$1" = whoami ]; then echo '${JSON.stringify({ url: state })}'; else echo "error: broken" >&2; exit 255; fi`,
  ];
  for (const file of ["pulumi", "pulumi-language-nodejs"]) {
    writeFileSync(join(folder, file), `#!/bin/sh\n${script.join("\n")}\n`);
    chmodSync(join(folder, file), 0o755);
  }
  const locks = join(folder, ".pulumi/locks/organization/mailzone/own");
  mkdirSync(locks, { recursive: true });
  const lines: string[] = [];
  return {
    locks,
    lines,
    calls: () => readFileSync(join(folder, "calls"), "utf8").trim().split("\n"),
    lock(pid: number, host = hostname()): string {
      const file = join(locks, "1.json");
      const since = "2026-11-22T02:07:59Z";
      writeFileSync(file, JSON.stringify({ pid, username: "ann", hostname: host, timestamp: since }));
      return file;
    },
    mendFiles: (tell = (_: string): void => {}) =>
      mendFiles("own", tell, { env: { MAILZONE_ENGINE_BIN: folder } }),
    /** The checksum of a lock that an engine was killed while writing. */
    halfWrite(): string {
      const file = join(locks, "1.json.attrs");
      writeFileSync(file, "");
      return file;
    },
    heal: (tell = (_: string): void => {}, unfinished?: Unfinished) =>
      heal(
        "own",
        (line) => {
          lines.push(line);
          tell(line);
        },
        { env: { MAILZONE_ENGINE_BIN: folder }, ...(unfinished && { unfinished }) },
      ),
  };
}

test.each([
  ["a stack that is well", undefined],
  ["a backend that is no folder", "s3://bucket/state"],
])("%s costs one question to the engine", async (_, url) => {
  const stack = backend(url);
  await stack.heal();
  expect([stack.lines, [...new Set(stack.calls())]]).toEqual([[], ["whoami"]]);
});

test("the lock of an engine that is gone is a run that was killed", async () => {
  const stack = backend();
  stack.lock(2 ** 30);
  await expect(stack.heal()).rejects.toThrow(/^pulumi stack export failed: error: broken$/);
  expect(stack.lines).toEqual([REPAIRING]);
});

test("a run that is known not to have finished is repaired, whatever it left", async () => {
  const stack = backend();
  await expect(stack.heal(undefined, {})).rejects.toThrow(/^pulumi stack export failed: error: broken$/);
  expect(stack.lines).toEqual([REPAIRING]);
});

test("so is a half written file, which is removed first, since the state cannot be read beside it", async () => {
  const stack = backend();
  const file = join(stack.locks, "1.json.attrs");
  writeFileSync(file, "");
  await expect(stack.heal()).rejects.toThrow(EngineRefused);
  expect([stack.lines, existsSync(file)]).toEqual([[REPAIRING], false]);
});

test("the lock of another machine is not cancelled", async () => {
  const stack = backend();
  stack.lock(7, "elsewhere.example");
  await expect(stack.heal()).rejects.toThrow(
    /^stack own is locked since 2026-11-22T02:07:59Z by ann on elsewhere.example, process 7, on another machine$/,
  );
  expect(stack.lines).toEqual([]);
});

test("an engine at work is waited for", async () => {
  const stack = backend();
  const engine = join(stack.locks, "..", "pulumi-at-work");
  writeFileSync(engine, "#!/bin/sh\nread line\n");
  chmodSync(engine, 0o755);
  const child = spawn(engine, { stdio: ["pipe", "ignore", "ignore"] });
  await once(child, "spawn");
  const pid = child.pid as number;
  const file = stack.lock(pid);
  await stack.heal(() => {
    rmSync(file);
    child.stdin.end();
  });
  expect(stack.lines).toEqual([`waiting for process ${pid}, which is at work on stack own`]);
});

describe("half written files", () => {
  test("of an engine that was killed are deleted, and nothing else is done", async () => {
    const stack = backend();
    const file = stack.halfWrite();
    await stack.mendFiles();
    expect([existsSync(file), stack.calls()]).toEqual([false, ["whoami"]]);
  });

  test("of one on another machine are left", async () => {
    const stack = backend();
    stack.lock(1, "elsewhere");
    const file = stack.halfWrite();
    await expect(stack.mendFiles()).rejects.toThrow(EngineRefused);
    expect(existsSync(file)).toBe(true);
  });

  test("elsewhere than in a folder are nobody's here", async () => {
    await expect(backend("s3://bucket/state").mendFiles()).resolves.toBeUndefined();
  });
});
