/** Set-up that is interrupted or killed leaves no npm, no lock and no half installed package; two of them wait for each other. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, jest, test } from "@jest/globals";
import { processStart } from "../../tools/process-start.mjs";
import { emptyFolder, script } from "./made-up.ts";

jest.setTimeout(240_000);

const TOOLS = path.join(import.meta.dirname, "../../tools");

const SET_UP = `import { ensureDependencies } from './tools/dependencies.mjs';
import { log, main } from './tools/setup.mjs';
await main(async () => {
  log(await ensureDependencies({ log }));
  return 0;
});
`;

/**
 * An npm that, as the real one does, runs a process of its own, and writes package after package. Both of them write their
 * ids into `pids`. It goes on for as long as there is the file `slow`.
 */
const NPM = (clone: string): string => `
if [ "$1" = rebuild ]; then exit 0; fi
echo npm >> '${clone}/calls'
sleep 300 &
echo $$ $! >> '${clone}/pids'
mkdir -p node_modules/.bin node_modules/yaml
while [ -e '${clone}/slow' ]; do echo part > node_modules/yaml/part; sleep 0.05; done
kill $!
echo '{}' > node_modules/yaml/package.json
printf '#!/bin/sh\\necho v22.18.0\\n' > node_modules/.bin/node
chmod +x node_modules/.bin/node
echo '${JSON.stringify({ packages: { "node_modules/yaml": { version: "2.9.1" } } })}' > node_modules/.package-lock.json
`;

interface Clone {
  readonly folder: string;
  readonly start: () => { readonly child: ChildProcess; readonly said: () => string };
}

function makeClone(): Clone {
  const folder = emptyFolder();
  cpSync(TOOLS, path.join(folder, "tools"), { recursive: true });
  const packages = { "node_modules/yaml": { version: "2.9.1" } };
  writeFileSync(path.join(folder, "package-lock.json"), JSON.stringify({ packages }));
  writeFileSync(path.join(folder, "package.json"), '{"type": "module", "allowScripts": {"node": true}}');
  writeFileSync(path.join(folder, "set-up.mjs"), SET_UP);
  writeFileSync(path.join(folder, "slow"), "");
  const bin = path.join(folder, "bin");
  script(bin, "npm", NPM(folder));
  const env = { PATH: `${bin}${path.delimiter}${process.env["PATH"]}`, NODE_OPTIONS: "" };
  return {
    folder,
    start() {
      const child = spawn(process.execPath, ["set-up.mjs"], { cwd: folder, env });
      let text = "";
      child.stderr.on("data", (chunk) => {
        text += chunk;
      });
      return { child, said: () => text };
    },
  };
}

async function until(isDone: () => boolean): Promise<void> {
  while (!isDone()) await sleep(20);
}

/** The npm of the clone and what it started. */
const pids = ({ folder }: Clone): number[] =>
  existsSync(path.join(folder, "pids"))
    ? readFileSync(path.join(folder, "pids"), "utf8").trim().split(/\s+/).map(Number)
    : [];

const isGone = (pid: number): boolean => processStart(pid) === undefined;

/** How it ended, once a run is set up and what was left behind is removed. */
async function finish(clone: Clone): Promise<string> {
  rmSync(path.join(clone.folder, "slow"), { force: true });
  const { child, said } = clone.start();
  expect(await once(child, "exit")).toEqual([0, null]);
  expect(existsSync(path.join(clone.folder, "node_modules/yaml/package.json"))).toBe(true);
  expect(existsSync(path.join(clone.folder, "node_modules/yaml/part"))).toBe(false);
  expect(readdirSync(path.join(clone.folder, ".mailzone"))).toEqual([]);
  return said();
}

test.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
  ["SIGHUP", 129],
] as const)(
  "%s ends npm and what it started, removes the lock, and the exit code is %i",
  async (signal, code) => {
    const clone = makeClone();
    const { child, said } = clone.start();
    await until(() => pids(clone).length === 2);
    child.kill(signal);
    expect(await once(child, "exit")).toEqual([code, null]);
    await until(() => pids(clone).every(isGone));
    expect(said()).toBe("installing the dependencies (not installed)\n");
    expect(readdirSync(path.join(clone.folder, ".mailzone"))).not.toContain("install.lock");
    expect(existsSync(path.join(clone.folder, "node_modules"))).toBe(false);
    expect(await finish(clone)).not.toContain("taken over");
  },
);

test("SIGKILL ends npm and what it started, and the next run takes the lock over and says so", async () => {
  const clone = makeClone();
  const { child } = clone.start();
  await until(() => pids(clone).length === 2);
  child.kill("SIGKILL");
  expect(await once(child, "exit")).toEqual([null, "SIGKILL"]);
  await until(() => pids(clone).every(isGone));
  const line = `process ${child.pid}, which was installing the dependencies of this clone, is gone: its lock is taken over`;
  expect((await finish(clone)).split("\n")[0]).toBe(line);
});

test("an interrupted run leaves the packages that were there", async () => {
  const clone = makeClone();
  mkdirSync(path.join(clone.folder, "node_modules/zod"), { recursive: true });
  const { child } = clone.start();
  await until(() => pids(clone).length === 2);
  child.kill("SIGINT");
  await once(child, "exit");
  expect(readdirSync(path.join(clone.folder, "node_modules"))).toEqual(["zod"]);
  await finish(clone);
});

test("of two runs at once one installs, and the other says for whom it waits", async () => {
  const clone = makeClone();
  const first = clone.start();
  await until(() => pids(clone).length === 2);
  const second = clone.start();
  const ends = Promise.all([once(first.child, "exit"), once(second.child, "exit")]);
  await until(() => second.said() !== "");

  rmSync(path.join(clone.folder, "slow"));
  expect(await ends).toEqual([
    [0, null],
    [0, null],
  ]);
  expect(second.said().split("\n")[0]).toBe(
    `waiting for process ${first.child.pid}, which is installing the dependencies of this clone`,
  );
  expect(readFileSync(path.join(clone.folder, "calls"), "utf8")).toBe("npm\n");
});
