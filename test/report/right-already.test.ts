/** What is right already takes one line, however much there is; what is wrong keeps lines of its own. */
import { expect, test } from "@jest/globals";
import type { ZoneVerdict } from "../../src/live/verify/verdict.ts";
import { printVerdicts } from "../../src/report/verify-text.ts";
import { printZoneIds, type ZoneIdLine } from "../../src/report/zone-ids.ts";

const verdict = (name: string, agrees: boolean): ZoneVerdict => {
  const heard = [{ server: { name: "ns1.example.net.", address: "192.0.2.53" }, agrees }];
  return {
    zone: { name },
    state: "delegated",
    servers: ["ns1"],
    sets: [{ heard }],
  } as unknown as ZoneVerdict;
};

const idLine = (name: string, mark: ZoneIdLine["mark"]): ZoneIdLine => ({
  name,
  cloud: "cloudflare",
  mark,
  text: "x",
});

const names = (n: number): string[] => Array.from({ length: n }, (_, i) => `d${i}.example.`);

test.each([
  [20, 21],
  [3000, 2],
])("verify: of %d zones as wanted and one that is not, %d lines", (n, lines) => {
  const text = printVerdicts([
    ...names(n).map((name) => verdict(name, true)),
    verdict("bad.example.", false),
  ]);
  expect(text.match(/\n/g)).toHaveLength(lines);
  expect(text).toMatch(/!! +bad\.example +0 of 1 record set as wanted/);
  expect(text.includes(`ok  ${n} zones, with every record set as wanted`)).toBe(n > 20);
});

test.each([
  [20, 22],
  [3000, 2],
])("zones: of %d right ids and one that is wrong, %d lines with the counts", (n, lines) => {
  const text = printZoneIds([
    ...names(n).map((name) => idLine(name, "right")),
    idLine("bad.example.", "wrong"),
  ]);
  expect(text.match(/\n/g)).toHaveLength(lines);
  expect(text).toContain("wrong  bad.example");
  expect(text).toContain(`${n + 1} zones: ${n} right, 1 wrong\n`);
});
