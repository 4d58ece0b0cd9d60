/** Several processes keep one rate together, and each keeps it by itself once nobody answers. */
import { createConnection } from "node:net";
import { afterEach, expect, test } from "@jest/globals";
import { RateLimit } from "../../src/inventory/rate-limit.ts";
import { rateKeeper, type ServedRates, serveRates } from "../../src/inventory/shared-rates.ts";
import { FakeClock } from "./fake-clock.ts";

const RATE = { calls: 2, seconds: 10 };

let served: ServedRates | undefined;
afterEach(() => served?.end());

/** Resolves once what was sent over sockets has arrived. */
const settled = async (): Promise<void> => {
  for (let i = 0; i < 20; i++) await new Promise((later) => setTimeout(later, 5));
};

test("what one takes the other has not", async () => {
  const clock = new FakeClock();
  served = await serveRates(clock);
  const keepers = [rateKeeper(served.env), rateKeeper(served.env)];
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
  served = await serveRates(clock);
  const keep = rateKeeper(served.env);
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
  served = await serveRates(clock);
  const turns = rateKeeper(served.env)("cloudflare:", RATE, clock);
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

test("nobody is asked where none is said to answer, and nobody answers to what is no question", async () => {
  expect(rateKeeper({})("a", RATE, new FakeClock())).toBeInstanceOf(RateLimit);
  served = await serveRates();
  for (const line of ["no JSON\n", '{"take":"x"}\n']) {
    const socket = createConnection(Object.values(served.env)[0] ?? "");
    const closed = new Promise((resolve) => socket.on("close", resolve));
    socket.write(line);
    await closed;
  }
});
