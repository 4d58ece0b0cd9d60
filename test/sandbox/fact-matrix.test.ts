/** docs/sandbox.md names rows that the tables of facts have. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";

const root = join(import.meta.dirname, "../..");
const tables = join(import.meta.dirname, "clouds");

/** What the tables have as texts, however they are put together. */
const texts = readdirSync(tables)
  .map((name) => readFileSync(join(tables, name), "utf8"))
  .join("\n");

const rows = readFileSync(join(root, "docs/sandbox.md"), "utf8")
  .split("\n")
  .filter((line) => /^\| (?:Cloudflare|Alibaba Cloud DNS|Route 53) \|/.test(line))
  .map((line) => line.split(" | ").at(-1)?.replace(/ \|$/, "") ?? "");

test("there are rows", () => expect(rows.length).toBeGreaterThan(30));

test.each(rows)("%s", (row) => {
  expect([`"${row}"`, `'${row}'`].some((text) => texts.includes(text))).toBe(true);
});
