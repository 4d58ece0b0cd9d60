/** The time that a report takes grows with its rows, not with their square; how long 100,000 take is in bench/. */
import { expect, jest, test } from "@jest/globals";
import { manyRows } from "../../bench/many-rows.ts";
import { growth } from "../cpu-time.ts";
import { sums, tallied } from "./dmarc/tallied.ts";
import { gzip } from "./written.ts";

jest.setTimeout(120_000);

test("5,000 and 40,000 rows of as many addresses", async () => {
  const spec = "domain: example.com\ndns: cloudflare\nmailbox: google-workspace\n";
  const times = await growth(
    async (rows) => {
      const { tallies, collected } = await tallied([gzip(manyRows(rows))], spec);
      expect(collected.findings).toEqual([]);
      expect(sums(tallies)).toEqual({ messages: 2 * rows, passing: 1.8 * rows, lost: 0.2 * rows });
    },
    5_000,
    40_000,
  );
  // a square would take 64 times as long
  expect(times).toBeLessThan(32);
});
