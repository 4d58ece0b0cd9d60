/**
 * kill -9 at random points of `up`, over and over on one stack: after the recovery and one `up` everything is as wanted.
 * MAILZONE_KILLS says how many points (4; the night has 20), MAILZONE_SEED which.
 */
import { afterAll, describe, expect, jest, test } from "@jest/globals";
import { callsMade, crash } from "./recover-crash.ts";
import { makeStack, recovers, spec } from "./recover-stack.ts";
import { allClouds, type TestStack } from "./test-stack.ts";

jest.setTimeout(1_800_000);

const KILLS = Number(process.env["MAILZONE_KILLS"] ?? 4);
const SEED = Number(process.env["MAILZONE_SEED"] ?? 20_261_122);

/** Numbers from 0 to below 1, the same for a seed everywhere (mulberry32). */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What the domain holds in turn: records come and go, change in place, and flip between CNAME and data. */
const WANTED: readonly (readonly string[])[] = [
  [
    "{name: one, type: A, value: 192.0.2.1}",
    "{name: one, type: AAAA, value: '2001:db8::1'}",
    "{name: one, type: TXT, value: a text}",
    "{name: two, type: CNAME, value: host.example.net}",
    "{name: three, type: A, values: [192.0.2.1, 192.0.2.2]}",
  ],
  [
    "{name: one, type: CNAME, value: host.example.net}",
    "{name: two, type: A, value: 192.0.2.2}",
    "{name: two, type: AAAA, value: '2001:db8::2'}",
    "{name: three, type: A, values: [192.0.2.2, 192.0.2.3], ttl: 900}",
  ],
  [
    "{name: one, type: CNAME, value: other.example.net}",
    "{name: two, type: TXT, value: another text}",
    "{name: four, type: A, values: [192.0.2.1, 192.0.2.2, 192.0.2.3]}",
  ],
];

describe.each(allClouds)("on %s", (cloud) => {
  let stack: TestStack | undefined;
  afterAll(() => stack?.remove());

  // each cloud has its share of the points
  const points = Math.ceil((KILLS - allClouds.indexOf(cloud)) / allClouds.length);

  test(`${points} kills, each recovered`, async () => {
    const next = random(SEED + allClouds.indexOf(cloud));
    const made = await makeStack(cloud);
    stack = made;
    for (
      let i = 0, at = 0;
      i < points;
      i++, at = (at + 1 + Math.floor(next() * (WANTED.length - 1))) % WANTED.length
    ) {
      made.write({ "a.yaml": spec(cloud, ...(WANTED[at] ?? [])) });
      const calls = callsMade(made) + Math.floor(next() * 16);
      const pause = next() * 120;
      let since: number | undefined;
      await crash(made, () => {
        if (since === undefined && callsMade(made) > calls) since = performance.now();
        return since !== undefined && performance.now() - since >= pause;
      });
      await recovers(made, cloud);
    }
    expect(made.stored()).toBeGreaterThan(1);
  });
});
