/** 100,000 rows in one report are read within 10 seconds. */
import { expect, jest, test } from "@jest/globals";
import { cpuSeconds } from "../cpu-time.ts";
import { sums, tallied } from "./dmarc/tallied.ts";
import { aggregate, gzip } from "./written.ts";

jest.setTimeout(60_000);

const ROWS = 100_000;

test("100,000 rows of as many addresses", async () => {
  const rows = Array.from({ length: ROWS }, (_, i) => ({
    ip: `10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`,
    count: 2,
    dkim: i % 10 === 0 ? "fail" : "pass",
    signed: [i % 10 === 0 ? "vendor.example k pass" : "example.com s1 pass"],
  }));
  const report = gzip(aggregate({ rows }));
  const spec = "domain: example.com\ndns: cloudflare\nmailbox: google-workspace\n";
  const seconds = await cpuSeconds(async () => {
    const { tallies, collected } = await tallied([report], spec);
    expect(collected.findings).toEqual([]);
    expect(sums(tallies)).toEqual({ messages: 2 * ROWS, passing: 1.8 * ROWS, lost: 0.2 * ROWS });
  });
  expect(seconds).toBeLessThan(10);
});
