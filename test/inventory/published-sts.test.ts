/** What the state remembers of MTA-STS policies, through the life of one (RFC 8461 §8.3). */
import { describe, expect, test } from "@jest/globals";
import {
  isForgotten,
  type PublishedSts,
  readPublishedSts,
  stsToPublish,
} from "../../src/inventory/published-sts.ts";
import { loadText } from "../../src/pipeline.ts";

const DAY = 86_400_000;
const START = Date.parse("2026-12-01T12:00:00Z");
const day = (n: number): Date => new Date(START + n * DAY);
const iso = (n: number): string => day(n).toISOString().replace(".000", "");

function domainOf(fields: string) {
  const text = `domain: example.com\ndns: cloudflare\nmailbox: tencent-exmail\n${fields}\n`;
  const [domain] = loadText("a.yaml", text).domains;
  if (domain === undefined) throw new Error(text);
  return domain;
}

/** The states after a policy of each mode and age (in days) was applied on the day. */
function life(...steps: readonly (readonly [day: number, mode: string, age: number])[]): PublishedSts[] {
  const states: PublishedSts[] = [];
  for (const [on, mode, age] of steps) {
    const domain = domainOf(`mtaSts: {mode: ${mode}, host: external, maxAge: ${age * 86_400}}`);
    const next = stsToPublish(domain, states.at(-1));
    states.push((typeof next === "function" ? next(day(on)) : next) as PublishedSts);
  }
  return states;
}

describe("a policy in the state", () => {
  test("stays as it is while the spec has the same one", () => {
    const [first, second] = life([0, "enforce", 7], [3, "enforce", 7]);
    expect(second).toBe(first);
    expect(first).toMatchObject({ mode: "enforce", maxAge: 604_800, since: iso(0) });
    expect(first?.keptUntil).toBeUndefined();
  });

  test("that ends is kept by senders for its max_age from the time on at which it is replaced", () => {
    const ended = life([0, "enforce", 7], [30, "none", 1]).at(-1) as PublishedSts;
    expect(ended).toMatchObject({ mode: "none", since: iso(30), keptUntil: iso(37) });
    expect([36.9, 37, 40].map((n) => isForgotten(ended, day(n)))).toEqual([false, true, true]);
  });

  test("does not make senders forget an older one with a longer age", () => {
    const states = life([0, "enforce", 90], [1, "testing", 1], [10, "none", 1]);
    expect(states.map(({ keptUntil }) => keptUntil)).toEqual([undefined, iso(91), iso(91)]);
    expect(isForgotten(states[1] as PublishedSts, day(200))).toBe(false);
  });

  test("of mode none leaves nothing behind", () => {
    expect(life([0, "none", 1], [1, "none", 2]).at(-1)?.keptUntil).toBeUndefined();
  });

  test("is none without mtaSts", () => {
    expect(stsToPublish(domainOf("ttl: 600"), undefined)).toBeUndefined();
  });

  test("is read back as it was written, through JSON, and anything else is none", () => {
    for (const state of life([0, "enforce", 7], [30, "none", 1]))
      expect(readPublishedSts(JSON.parse(JSON.stringify(state)))).toEqual(state);
    const sound = { id: "a", mode: "none", maxAge: 1, since: iso(0) };
    const odd = [
      undefined,
      null,
      1,
      [],
      {},
      { ...sound, mode: "x" },
      { ...sound, maxAge: "1" },
      { ...sound, since: "x" },
    ];
    expect(odd.map(readPublishedSts)).toEqual(odd.map(() => undefined));
    expect(readPublishedSts({ ...sound, keptUntil: 7 })).toEqual(sound);
  });
});
