/**
 * One process of `up` is ended at random points, over and over on one stack: after the commands that the screen then names,
 * and one `up`, everything is as wanted, no process is left and no lock.
 * MAILZONE_KILLS says how many points (4; `npm run fuzz` has 50), MAILZONE_SEED which.
 */
import { globSync } from "node:fs";

import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, jest, test } from "@jest/globals";
import { random, VICTIMS, type Victim } from "./killing.ts";
import { callsMade, startUp } from "./recover-crash.ts";
import { foreign, makeStack, settled, spec } from "./recover-stack.ts";
import { allClouds, type Run, type TestStack } from "./test-stack.ts";
import { succeeded } from "./three-clouds.ts";

jest.setTimeout(1_800_000);

const KILLS = Number(process.env["MAILZONE_KILLS"] ?? 4);
const SEED = Number(process.env["MAILZONE_SEED"] ?? 20_261_129);

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

/** What an interrupted run has to end its plugins in. */
const LEAVES_WITHIN = 20_000;

/** Ends one process of an `up` once so many calls have reached the clouds. Yields what was said and what is left. */
async function interrupt(stack: TestStack, victim: Victim, at: { calls: number; pause: number }) {
  const run = startUp(stack);
  const until = callsMade(stack) + at.calls;
  while (!run.hasEnded && callsMade(stack) < until) await sleep(10);
  await sleep(at.pause);
  const wasKilled = !run.hasEnded && run.kill(victim);
  await run.end;
  return { wasKilled, text: run.text, left: await run.left(LEAVES_WITHIN) };
}

/** What asks for a recovery: our own words, and those of the engine's that docs/live.md lists among the symptoms. */
const ASKS_FOR_RECOVERY =
  /mailzone recover|failed to load checkpoint: EOF|with \d+ pending operations from previous deployment/;

/** What the screen tells the operator to do, in the order in which it is told. */
async function asTheScreenSays(stack: TestStack): Promise<Run> {
  let run = await stack.up();
  if (run.text.includes("the stack is currently locked")) {
    await stack.pulumi("cancel", "--yes", "--stack", "test");
    run = await stack.up();
  }
  if (!ASKS_FOR_RECOVERY.test(run.text)) return succeeded(run);
  succeeded(await stack.mailzone("recover", "test", "--yes"));
  return succeeded(await stack.up());
}

describe.each(allClouds)("on %s", (cloud) => {
  let stack: TestStack | undefined;
  afterAll(() => stack?.remove());

  // each cloud has its share of the points
  const points = Math.ceil((KILLS - allClouds.indexOf(cloud)) / allClouds.length);

  test(`${points} kills, each recovered`, async () => {
    const next = random(SEED + allClouds.indexOf(cloud));
    const upTo = (most: number): number => Math.floor(next() * most);
    const first = upTo(VICTIMS.length);
    let hits = 0;
    const made = await makeStack(cloud);
    stack = made;
    for (let i = 0, at = 0; i < points; i++, at = (at + 1 + upTo(WANTED.length - 1)) % WANTED.length) {
      made.write({ [`${cloud}.yaml`]: spec(cloud, ...(WANTED[at] ?? [])) });
      const before = foreign(made);
      const victim = VICTIMS[(first + i) % VICTIMS.length] as Victim;
      const { left, text, wasKilled } = await interrupt(made, victim, { calls: upTo(9), pause: upTo(120) });
      const what = `kill ${i} of ${victim.join(" by ")}, seed ${SEED}`;
      expect([what, left]).toEqual([what, []]);
      try {
        await asTheScreenSays(made);
        await settled(made);
      } catch (error) {
        throw new Error(`${what}\n${error}\nThe run that was interrupted said:\n${text}`, { cause: error });
      }
      expect(foreign(made)).toEqual(before);
      if (wasKilled) hits++;
      expect(globSync("state/.pulumi/locks/**/*.json", { cwd: made.home })).toEqual([]);
    }
    // some runs have ended before their time comes
    expect(hits).toBeGreaterThanOrEqual(points / 2);
    expect(made.stored()).toBeGreaterThan(1);
  });
});
