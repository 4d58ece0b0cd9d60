/** What programs ask the process that runs them: one rate that all keep together, and their files; and what they do once nobody answers. */
import { createConnection } from "node:net";
import { afterEach, expect, test } from "@jest/globals";
import { findRunner, type Runner, type ServedRunner, serveRunner } from "../../src/inventory/runner.ts";
import { FakeClock } from "./fake-clock.ts";

const RATE = { calls: 2, seconds: 10 };

let served: ServedRunner | undefined;
afterEach(() => served?.end());

function runnerOf({ env }: ServedRunner): Runner {
  const runner = findRunner(env);
  if (runner === undefined) throw new Error("no runner");
  return runner;
}

/** Resolves once what was sent over sockets has arrived. */
const settled = async (): Promise<void> => {
  for (let i = 0; i < 20; i++) await new Promise((later) => setTimeout(later, 5));
};

test("what one takes the other has not", async () => {
  const clock = new FakeClock();
  served = await serveRunner(clock);
  const keepers = [runnerOf(served).keepRate, runnerOf(served).keepRate];
  const turns = keepers.map((keep) => keep("cloudflare:", RATE, clock));
  const done: number[] = [];
  const all = Promise.all(turns.flatMap((turn, i) => [0, 1].map(() => turn.take().then(() => done.push(i)))));
  await settled();
  expect(done).toHaveLength(2);
  await clock.run(all);
  expect(done).toHaveLength(4);
  expect(clock.now()).toBe(10_000);
});

test("another account has a rate of its own, and calls made besides are counted", async () => {
  const clock = new FakeClock();
  served = await serveRunner(clock);
  const keep = runnerOf(served).keepRate;
  const [one, other] = ["cloudflare:", "cloudflare:two"].map((key) => keep(key, RATE, clock));
  await one?.take();
  one?.add(1);
  await settled();
  await other?.take();
  expect(clock.now()).toBe(0);
  await clock.run(one?.take() ?? Promise.resolve());
  expect(clock.now()).toBe(10_000);
});

test("if the one that answers is gone, also while it is waited for, the process goes on by itself", async () => {
  const clock = new FakeClock();
  served = await serveRunner(clock);
  const turns = runnerOf(served).keepRate("cloudflare:", RATE, clock);
  await turns.take();
  await turns.take();
  const waiting = turns.take();
  await settled();
  served.end();
  await waiting;
  await turns.take();
  expect(clock.now()).toBe(0);
  await clock.run(turns.take());
  expect(clock.now()).toBe(10_000);
});

test("a program gets its files, told before it asks or after, and only its own", async () => {
  served = await serveRunner();
  const many = Array.from({ length: 20_000 }, (_, i) => `stacks/prod/例え ${i}\n.yaml`);
  served.tellFiles("prod-eu", many);
  const runner = runnerOf(served);
  const us = runner.filesOf("prod-us");
  expect(await runner.filesOf("prod-eu")).toEqual(many);
  let isTold = false;
  void us.then(() => {
    isTold = true;
  });
  await settled();
  expect(isTold).toBe(false);
  served.tellFiles("prod-us", []);
  expect(await us).toEqual([]);
  // a worker's next run is of another commit
  served.tellFiles("prod-us", ["stacks/prod/us/a.yaml"]);
  expect(await runner.filesOf("prod-us")).toEqual(["stacks/prod/us/a.yaml"]);
});

test("a program that waits for its files learns that nobody will tell them", async () => {
  served = await serveRunner();
  const runner = runnerOf(served);
  const waiting = runner.filesOf("prod-eu");
  await settled();
  served.end();
  expect(await waiting).toBeUndefined();
  expect(await runner.filesOf("prod-us")).toBeUndefined();
});

test("without a runner there is none, and nobody answers to what is no question", async () => {
  expect(findRunner({})).toBeUndefined();
  served = await serveRunner();
  for (const line of ["no JSON\n", '{"take":"x"}\n']) {
    const socket = createConnection(Object.values(served.env)[0] ?? "");
    const closed = new Promise((resolve) => socket.on("close", resolve));
    socket.write(line);
    await closed;
  }
});
