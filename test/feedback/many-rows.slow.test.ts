/** 100,000 rows in one report are read within 10 seconds, on a machine that does other things too. */
import { expect, jest, test } from "@jest/globals";
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
  const begun = performance.now();
  const { tallies, collected } = await tallied(
    [report],
    "domain: example.com\ndns: cloudflare\nmailbox: google-workspace\n",
  );
  expect(performance.now() - begun).toBeLessThan(10_000);
  expect(collected.findings).toEqual([]);
  expect(sums(tallies)).toEqual({ messages: 2 * ROWS, passing: 1.8 * ROWS, lost: 0.2 * ROWS });
});
