/** What was found safe is kept from one run to the next, and nothing else. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { SafeExpressions } from "./safe-expressions.ts";

const folder = mkdtempSync(join(tmpdir(), "mailzone-safe-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("those that were added are known to the next run, and those that nobody asks for any more go", () => {
  const file = join(folder, "new/safe.json");
  const first = new SafeExpressions(file);
  expect(first.has("/a/")).toBe(false);
  for (const one of ["/a/", "/b/"]) first.add(one);
  first.keep();
  const second = new SafeExpressions(file);
  expect(["/a/", "/c/"].map((one) => second.has(one))).toEqual([true, false]);
  second.keep();
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(["/a/"]);
});

test.each(["", "{", "{}", "null"])("a file with %j has none", (content) => {
  const file = join(folder, "broken.json");
  writeFileSync(file, content);
  const safe = new SafeExpressions(file);
  expect(safe.has("/a/")).toBe(false);
  safe.add("/a/");
  safe.keep();
  expect(new SafeExpressions(file).has("/a/")).toBe(true);
});
