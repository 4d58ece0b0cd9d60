/** Moves from each of five providers to each of five others, on each cloud, with the real engine. */
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { moves, mxOf } from "./migrate-matrix.ts";
import { age, mxInDns, outputsOf, specsOf, spfInDns, upWatched } from "./migrate-stack.ts";
import { allClouds, TestStack } from "./test-stack.ts";

jest.setTimeout(400_000);

const domains = moves.map(({ domain }) => domain);
const DAY = 86_400;

describe.each(allClouds)("on %s", (cloud) => {
  let stack: TestStack;
  beforeAll(async () => {
    stack = await TestStack.make();
    stack.write(specsOf(moves, cloud, "before"));
    expect(await stack.up()).toMatchObject({ code: 0 });
  });
  afterAll(() => stack.remove());

  /** Whose MX each domain has, and what SPF says of both providers. */
  const seen = async () =>
    Promise.all(
      moves.map(async ({ domain, from, to }) => ({
        domain,
        mx: await mxInDns(stack, cloud, domain),
        old: await spfInDns(stack, cloud, domain, from.address),
        fresh: await spfInDns(stack, cloud, domain, to.address),
      })),
    );
  const wanted = (whose: "from" | "to", old: unknown, fresh: unknown) =>
    moves.map((move) => ({ domain: move.domain, mx: mxOf(move[whose], move.domain), old, fresh }));

  test("prepare: the mail stays, both may send, and nothing has to be confirmed", async () => {
    stack.write(specsOf(moves, cloud, "prepare"));
    const { run, lacking, rounds } = await upWatched(stack, cloud, domains);
    expect(run).toMatchObject({ code: 0 });
    expect([...lacking]).toEqual([]);
    expect(rounds).toBeGreaterThan(1);
    expect(await seen()).toEqual(wanted("from", "pass", "pass"));
    const { migrations = {} } = await outputsOf(stack);
    expect(Object.keys(migrations).sort()).toEqual([...domains].sort());
    for (const { phase, ttl } of Object.values(migrations)) expect([phase, ttl]).toEqual(["prepare", 3600]);
  });

  test("switch, when the old TTL has run out: the mail moves, both may send, nothing has to be confirmed", async () => {
    stack.write(specsOf(moves, cloud, "switch"));
    await age(stack, 3601);
    const { run, lacking } = await upWatched(stack, cloud, domains);
    expect(run).toMatchObject({ code: 0 });
    expect([...lacking]).toEqual([]);
    expect(await seen()).toEqual(wanted("to", "pass", "pass"));
  });

  test("finish, five days later: only the new provider may send", async () => {
    stack.write(specsOf(moves, cloud, "finish"));
    await age(stack, 5 * DAY + 1);
    const { run, lacking } = await upWatched(stack, cloud, domains);
    expect(run).toMatchObject({ code: 0 });
    expect([...lacking]).toEqual([]);
    expect(await seen()).toEqual(wanted("to", expect.stringMatching(/^(?:fail|softfail|neutral)$/), "pass"));
    expect(await stack.unanswered()).toEqual([]);
  });
});
