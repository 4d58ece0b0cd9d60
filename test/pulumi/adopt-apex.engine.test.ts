/** The apex of a Cloudflare zone, where a CNAME is flattened: only addresses clash with it, and MX stay throughout. */
import { afterEach, expect, jest, test } from "@jest/globals";
import { fill, type Row, stored } from "./prepared-zone.ts";
import { TestStack } from "./test-stack.ts";

jest.setTimeout(240_000);

let stack: TestStack;
afterEach(() => stack.remove());

const spec = (...lines: string[]): string =>
  [
    "domain: example.com",
    "dns: cloudflare",
    "ttl: 600",
    "mode: mail",
    "records:",
    "  - {type: MX, value: 10 mx.example.net}",
    ...lines,
    "",
  ].join("\n");

const MX: Row = ["@", "MX", "10 mx.example.net"];

test.each<[string, readonly Row[], string, readonly string[]]>([
  [
    "a CNAME goes where an address is wanted",
    [MX, ["@", "CNAME", "site.example.net"]],
    spec("  - {type: A, value: 192.0.2.80}"),
    ["--conflicting", "--apex-cname"],
  ],
  [
    "addresses go where a CNAME is wanted",
    [MX, ["@", "A", "198.51.100.1"], ["@", "AAAA", "2001:db8::1"]],
    spec("  - {type: CNAME, value: site.example.net}", "cloudflare: {apexCname: flatten}"),
    ["--conflicting"],
  ],
])("%s: one up, the MX untouched", async (_, rows, text, flags) => {
  stack = await TestStack.make();
  stack.write({ "a.yaml": text });
  await fill(stack, "cloudflare", rows);
  const mx = [...stored(stack, "cloudflare")].filter(([, record]) => record.includes(" MX "));
  const adopted = await stack.mailzone("adopt", "test", ...flags, "--yes");
  expect(adopted).toMatchObject({ code: 0 });
  expect(await stack.up()).toMatchObject({ code: 0 });
  const now = stored(stack, "cloudflare");
  expect(mx.map(([id]) => now.get(id))).toEqual(mx.map(([, record]) => record));
  expect([...now.values()].map((record) => record.split(" ")[1]).sort()).toEqual(
    text.includes("CNAME") ? ["CNAME", "MX"] : ["A", "MX"],
  );
});
