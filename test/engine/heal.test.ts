/** When a stack is repaired without asking; test/tools/start-killed.engine.test.ts repairs one with the real engine. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { heal, mendFiles, type Unfinished } from "../../src/engine/heal.ts";
import { machineId } from "../../src/engine/own-engine.ts";
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
    `if [ "$1" = whoami ]; then echo '${JSON.stringify({ url: state })}'; exit; fi`,
    `if [ "$2" = rename ]; then cat '${join(folder, "told-locks")}' >&2; exit 1; fi`,
    'echo "error: broken" >&2; exit 255',
  ];
  for (const file of ["pulumi", "pulumi-language-nodejs"]) {
    writeFileSync(join(folder, file), `#!/bin/sh\n${script.join("\n")}\n`);
    chmodSync(join(folder, file), 0o755);
  }
  const locks = join(folder, ".pulumi/locks/organization/mailzone/own");
  mkdirSync(locks, { recursive: true });
  const lines: string[] = [];
  const tellLocks = (text: string): void => writeFileSync(join(folder, "told-locks"), text);
  tellLocks("error: a stack named own already exists\n");
  return {
    tellLocks,
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
  ["is asked where it is", undefined, ["whoami"]],
  ["in a bucket is asked for its locks, too", "s3://bucket/state", ["whoami", "stack"]],
  ["in Pulumi Cloud is its own business", "https://app.pulumi.com/ann", ["whoami"]],
])("a stack that is well %s", async (_, url, calls) => {
  const stack = backend(url);
  await stack.heal();
  expect([stack.lines, stack.calls()]).toEqual([[], calls]);
});

describe("in a backend of many machines", () => {
  const DEAD = 2 ** 30;
  const now = new Date().toISOString();
  const engine = { pid: DEAD, machine: machineId() ?? "", time: now };
  const lockOf = (pid: number, host = hostname()): string =>
    `error: the stack is currently locked by 1 lock(s).\n  s3://b/l.json: created by ann@${host} (pid ${pid}) at ${now}\n`;

  test.each<[string, string, Unfinished | undefined]>([
    ["of another machine", lockOf(7, "elsewhere.example"), { engines: [engine] }],
    ["of a process that this machine does not have", lockOf(DEAD), {}],
    ["of one that it does not have, while no run is known to be unfinished", lockOf(DEAD), undefined],
  ])("a lock %s is left to whoever comes later, as is the stack", async (_, text, unfinished) => {
    const stack = backend("s3://bucket/state");
    stack.tellLocks(text);
    await stack.heal(undefined, unfinished);
    expect([stack.lines, stack.calls()]).toEqual([[], ["whoami", "stack"]]);
  });

  test("the lock of an engine that this machine has started, and that is gone, is a run that was killed", async () => {
    const stack = backend("s3://bucket/state");
    stack.tellLocks(lockOf(DEAD));
    await expect(stack.heal(undefined, { engines: [engine] })).rejects.toThrow(/^pulumi stack export failed/);
    expect(stack.lines).toEqual([REPAIRING]);
  });
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
