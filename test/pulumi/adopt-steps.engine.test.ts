/** An adoption that is cut short is taken up where it was left; an update that keeps what is owned deletes nothing. */
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { createRecord } from "../../sandbox/clouds/cloudflare/service.ts";
import { zoneId } from "../../sandbox/zones.ts";
import { fill, stored } from "./prepared-zone.ts";
import { TestStack } from "./test-stack.ts";

jest.setTimeout(240_000);

const SPEC = [
  "domain: example.com",
  "dns: cloudflare",
  "ttl: 600",
  "mode: mail",
  "records:",
  "  - {type: MX, value: 10 mx.example.net}",
  "  - {name: web, type: A, value: 192.0.2.1}",
  "",
].join("\n");

let stack: TestStack;
beforeAll(async () => {
  stack = await TestStack.make();
  stack.write({ "a.yaml": SPEC });
  await fill(stack, "cloudflare", [["web", "CNAME", "old.example.net"]]);
});
afterAll(() => stack.remove());

test("the commands that --file prints adopt as a user types them: the last replaces a CNAME that was imported", async () => {
  const file = join(stack.folder, "import.json");
  const { stdout } = await stack.mailzone("adopt", "test", "--conflicting", "--file", file);
  const commands = [...stdout.matchAll(/^ {2}(?:(MAILZONE_KEEP=true) )?pulumi (.*)$/gm)];
  expect(commands.map(([, keep, words = ""]) => [keep, words.split(" ")[0]])).toEqual([
    ["MAILZONE_KEEP=true", "up"],
    [undefined, "import"],
    [undefined, "up"],
  ]);
  const before = stored(stack, "cloudflare");
  for (const [, keep, words = ""] of commands.slice(0, 2)) {
    stack.setEnvironment({ MAILZONE_KEEP: keep === undefined ? "" : "true" });
    expect(await stack.pulumi(...words.split(" "))).toMatchObject({ code: 0 });
    expect(stored(stack, "cloudflare")).toEqual(before);
  }
  expect(await stack.up()).toMatchObject({ code: 0 });
  expect(await stack.unanswered()).toEqual([]);
});

describe("an update that keeps what is owned", () => {
  test("applies nothing of a changed spec", async () => {
    const before = stored(stack, "cloudflare");
    stack.write({ "a.yaml": SPEC.replace("192.0.2.1", "192.0.2.2").replace("10 mx", "20 mx") });
    stack.setEnvironment({ MAILZONE_KEEP: "true" });
    expect(await stack.up()).toMatchObject({ code: 0 });
    expect(stored(stack, "cloudflare")).toEqual(before);
  });

  test("refuses where a spec went missing, since what it stood for would be deleted", async () => {
    const before = stored(stack, "cloudflare");
    stack.write({ "b.yaml": SPEC.replace("example.com", "example.net") });
    const run = await stack.up();
    expect(run.code).not.toBe(0);
    expect(run.text).toContain("owns resources in zones that no spec has any more: example.com");
    expect(stored(stack, "cloudflare")).toEqual(before);
    stack.setEnvironment({ MAILZONE_KEEP: "" });
  });
});

describe("what cannot be adopted", () => {
  test.each([
    ["a domain that no spec has", ["elsewhere.example"], "elsewhere.example"],
    ["a record that no zone has", ["--record", "nobody"], "nobody"],
  ])("%s: exit code 2", async (_, words, told) => {
    stack.write({ "a.yaml": SPEC });
    const run = await stack.mailzone("adopt", "test", ...words);
    expect(run).toMatchObject({ code: 2, stderr: expect.stringContaining(told) });
  });

  test("a stack that is not there: exit code 2", async () => {
    const run = await stack.mailzone("adopt", "nowhere");
    expect(run).toMatchObject({ code: 2, stderr: expect.stringContaining("stack nowhere does not exist") });
  });
});

test("a spec that cannot be added to keeps the record as it is, and is told what to write", async () => {
  const domains = "domains: [example.org, example.net]\ndns: route53\nttl: 600\nmailbox: tencent-exmail\n";
  stack.write({ "a.yaml": domains.replace("example.org", "example.com") });
  await fill(stack, "route53", [
    ["@", "TXT", "v=spf1 -all"],
    ["@", "TXT", "token=1"],
  ]);
  const run = await stack.mailzone("adopt", "test", "--conflicting");
  expect(run.stdout).toMatch(/stays: add - \{type: TXT, value: "token=1"\} under records:/);
});

test("a record with data is adopted on Cloudflare, though its import has the content that the API makes of it", async () => {
  stack.write({ "a.yaml": `${SPEC}  - {type: CAA, value: 0 issue "ca.example.net"}\n` });
  const zone = zoneId({ cloud: "cloudflare", name: "example.com" });
  await stack.withStore((store) =>
    createRecord({ store, cloud: "cloudflare", account: "" }, zone, {
      name: "example.com",
      type: "CAA",
      data: { flags: 0, tag: "issue", value: "ca.example.net" },
      ttl: 600,
    }),
  );
  const run = await stack.mailzone("adopt", "test", "--yes");
  expect(run).toMatchObject({ code: 0, stdout: expect.stringMatching(/CAA .*adopted unchanged/) });
  expect(await stack.up()).toMatchObject({ code: 0 });
  expect(await stack.preview("--expect-no-changes")).toMatchObject({ code: 0 });
});
