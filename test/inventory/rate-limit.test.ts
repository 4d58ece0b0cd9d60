/** Look-ups stay within each cloud's stated rate, pages counted, on a clock of the test's own. */
import { describe, expect, jest, test } from "@jest/globals";
import { clouds } from "../../src/cloud/clouds.ts";
import { LookUps } from "../../src/inventory/look-ups.ts";
import { RateLimit } from "../../src/inventory/rate-limit.ts";
import type { Zone } from "../../src/plan/zone.ts";
import { FakeClock } from "./fake-clock.ts";
import { expectWithinRate } from "./within-rate.ts";

/** 18,000 pages take some seconds on a busy machine. */
jest.setTimeout(240_000);

const zoneOf = (cloud: (typeof clouds)[number], i: number): Zone =>
  ({ cloud, name: `z${i}.example.com.`, account: i % 100 === 99 ? "other" : undefined }) as unknown as Zone;

describe.each(clouds.map((cloud) => [cloud.id, cloud] as const))("1,000 zones on %s", (_, cloud) => {
  /** Lists zones of so many pages each; every page takes 100 ms, one after the other, as the providers do it. */
  async function listAll(pages: (i: number) => number): Promise<{ times: number[]; atMost: number }> {
    const clock = new FakeClock();
    const lookUps = new LookUps(clock);
    const times: number[] = [];
    let underWay = 0;
    let atMost = 0;
    const zones = Array.from({ length: 1000 }, (_unused, i) => zoneOf(cloud, i));
    const one = zones.map((zone, i) =>
      lookUps.run(zone, {
        ask: async () => {
          if (zone.account === undefined) underWay += 1;
          atMost = Math.max(atMost, underWay);
          for (let page = 0; page < pages(i); page++) {
            if (zone.account === undefined) times.push(clock.now());
            await clock.sleep(100);
          }
          if (zone.account === undefined) underWay -= 1;
          return pages(i);
        },
        calls: (count) => count,
      }),
    );
    await clock.run(Promise.all(one));
    return { times, atMost };
  }

  test.each([
    ["of one page", () => 1],
    ["of up to 35 pages", (i: number) => 1 + ((i * 7919) % 35)],
    ["every tenth of 35 pages", (i: number) => (i % 10 === 0 ? 35 : 1)],
  ] as const)("%s: never more calls of an account than it is allowed", async (__, pages) => {
    const { times, atMost } = await listAll(pages);
    expectWithinRate(times, cloud.listing.rate);
    expect(atMost).toBe(cloud.listing.rate.atOnce);
  });
});

describe("a rate", () => {
  test("is used up at once, and then waited for to the millisecond", async () => {
    const clock = new FakeClock();
    const rate = new RateLimit({ calls: 3, seconds: 10 }, clock);
    const times: number[] = [];
    const take = async (): Promise<void> => {
      await rate.take();
      times.push(clock.now());
    };
    await clock.run(Promise.all(Array.from({ length: 7 }, take)));
    expect(times).toEqual([0, 0, 0, 10_000, 10_000, 10_000, 20_000]);
  });

  test("counts calls that were made without asking", async () => {
    const clock = new FakeClock();
    const rate = new RateLimit({ calls: 3, seconds: 10 }, clock);
    rate.add(5);
    await clock.run(rate.take());
    expect(clock.now()).toBe(10_000);
  });
});

describe("a look-up that was too fast", () => {
  const alidns = clouds.find(({ id }) => id === "alidns") as (typeof clouds)[number];
  const cloudflare = clouds.find(({ id }) => id === "cloudflare") as (typeof clouds)[number];
  const failing = (times: number, message: string) => {
    let left = times;
    return {
      ask: async () => {
        left -= 1;
        if (left >= 0) throw new Error(message);
        return "answer";
      },
      calls: () => 1,
    };
  };

  test("is made again after a pause where the provider does not", async () => {
    const clock = new FakeClock();
    const asked = new LookUps(clock).run(zoneOf(alidns, 0), failing(2, "Code: Throttling.User"));
    expect(await clock.run(asked)).toBe("answer");
    expect(clock.now()).toBe(3_000);
  });

  test.each([
    ["any other refusal", alidns, "Code: InvalidDomainName.NoExist", 1],
    ["what stays throttled", alidns, "Code: Throttling.User", 5],
    ["what a provider has asked again by itself", cloudflare, "Throttling", 1],
  ])("is given up: %s", async (_, cloud, message, times) => {
    const clock = new FakeClock();
    const asked = new LookUps(clock).run(zoneOf(cloud, 0), failing(times, message));
    await expect(clock.run(asked)).rejects.toThrow(message);
  });
});
