/**
 * `npm start` after one that was killed, and beside another one, on a sandbox of its own.
 * MAILZONE_KILLS says how many random kills are tried besides (2; `npm run fuzz` has 50), MAILZONE_SEED which.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, jest, test } from "@jest/globals";
import { processStart } from "../../tools/process-start.mjs";
import { random, START_VICTIMS, type Victim, Victims } from "../pulumi/killing.ts";
import { emptyFolder } from "./made-up.ts";

jest.setTimeout(3_600_000);

const KILLS = Number(process.env["MAILZONE_KILLS"] ?? 2);
const SEED = Number(process.env["MAILZONE_SEED"] ?? 20_261_129);

const root = path.join(import.meta.dirname, "../..");
const REPAIRING =
  "the last run on stack sandbox did not finish: repairing its state, as mailzone recover does";
const TAKEN_OVER = "is gone: its lock is taken over";
const AS_WANTED = "records answered as wanted.";

/** What tools/start.mjs starts once everything is installed. */
function start(home: string) {
  const env = {
    ...process.env,
    MAILZONE_SANDBOX_HOME: home,
    NODE_OPTIONS: "",
    npm_lifecycle_event: "start",
  };
  const child = spawn(process.execPath, ["tools/mailzone.mjs", "sandbox", "try"], { cwd: root, env });
  let text = "";
  const hear = (chunk: Buffer): void => {
    text += chunk;
  };
  child.stdout.on("data", hear);
  child.stderr.on("data", hear);
  return { child, end: once(child, "close"), said: () => text };
}

/** The engine that holds the lock on the stack, once it has created a record. */
async function engineAtWork(home: string, { child, said }: ReturnType<typeof start>): Promise<number> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(said());
    const [lock] = globSync("state/.pulumi/locks/**/*.json", { cwd: home });
    if (lock !== undefined && /Record \S+ created/.test(said())) {
      return JSON.parse(readFileSync(path.join(home, lock), "utf8")).pid;
    }
    await sleep(20);
  }
}

test("the next start repairs what a killed engine left, and says so in one line", async () => {
  const home = emptyFolder();
  const first = start(home);
  process.kill(await engineAtWork(home, first), "SIGKILL");
  expect(await first.end).not.toEqual([0, null]);
  const second = start(home);
  expect([await second.end, second.said()]).toEqual([[0, null], expect.stringContaining(AS_WANTED)]);
  expect(second.said().split(REPAIRING).length).toBe(2);
  expect(second.said()).not.toContain("sandbox reset");
});

test("an engine does not outlive a killed start, and the next start takes over", async () => {
  const home = emptyFolder();
  const first = start(home);
  const engine = await engineAtWork(home, first);
  first.child.kill("SIGKILL");
  while (processStart(engine) !== undefined) await sleep(20);
  const second = start(home);
  expect([await second.end, second.said()]).toEqual([[0, null], expect.stringContaining(AS_WANTED)]);
  expect(second.said()).toContain(TAKEN_OVER);
});

test("two starts at once wait for each other", async () => {
  const home = emptyFolder();
  const both = [start(home), start(home)];
  const ends = await Promise.all(both.map(({ end }) => end));
  expect(ends).toEqual([
    [0, null],
    [0, null],
  ]);
  const waited = both.filter(({ said }) =>
    /^waiting for process \d+, which is running npm start/m.test(said()),
  );
  expect(waited.length).toBe(1);
});

test(`${KILLS} random kills: npm start repairs each, and leaves no process and no lock`, async () => {
  const next = random(SEED);
  const upTo = (most: number): number => Math.floor(next() * most);
  const first = upTo(START_VICTIMS.length);
  let hits = 0;
  for (let i = 0; i < KILLS; i++) {
    const home = emptyFolder();
    const env = { ...process.env, MAILZONE_SANDBOX_HOME: home, NODE_OPTIONS: "" };
    const run = new Victims(process.execPath, ["tools/mailzone.mjs", "sandbox", "try"], { cwd: root, env });
    const victim = START_VICTIMS[(first + i) % START_VICTIMS.length] as Victim;
    const records = upTo(120);
    while (!run.hasEnded && run.text.split(/Record \S+ created/).length <= records) await sleep(10);
    await sleep(upTo(200));
    if (!run.hasEnded && run.kill(victim)) hits++;
    await run.end;
    const what = `kill ${i} of ${victim.join(" by ")} after ${records} records, seed ${SEED}`;
    const second = start(home);
    const end = await second.end;
    const said = `${what}\n${run.text}\nthen\n${second.said()}`;
    expect([said, end]).toEqual([expect.stringContaining(AS_WANTED), [0, null]]);
    expect([what, await run.left(20_000)]).toEqual([what, []]);
    expect([what, globSync("state/.pulumi/locks/**/*.json", { cwd: home })]).toEqual([what, []]);
  }
  expect(hits).toBeGreaterThanOrEqual(KILLS / 2);
});
