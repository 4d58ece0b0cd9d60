/** A spec that takes another domain's name over: refused at check and at up, in the same stack and from another one. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { TestStack } from "./test-stack.ts";

jest.setTimeout(240_000);

const OWNER = "domain: corp.example\ndns: cloudflare\nmailbox: tencent-exmail\n";
/** An MX before the owner's, and waivers of all that was ever found about it. */
const GUEST = [
  "domain: promo.corp.example",
  "zone: corp.example",
  "dns: cloudflare",
  "mode: send-only",
  "spf: {ip4: [192.0.2.1]}",
  "records:",
  "  - {name: corp.example., type: MX, value: 0 mx.evil.net}",
  "waive:",
  "  - {check: name-not-yours, reason: none of your business}",
  "  - {check: mx-mixed-presets, reason: none of your business}",
  "",
].join("\n");

let stack: TestStack;
beforeAll(async () => {
  stack = await TestStack.make();
  stack.write({ "owner.yaml": OWNER });
});
afterAll(() => stack.remove());

test("in the same stack", async () => {
  stack.write({ "owner.yaml": OWNER, "promo.yaml": GUEST });
  for (const run of [await stack.mailzone("check"), await stack.up()]) {
    expect(run.code).not.toBe(0);
    expect(run.text).toMatch(/stacks\/test\/promo\.yaml:7:12: error name-not-yours/);
    expect(run.text).toContain("error waiver-refused");
  }
  expect(stack.stored()).toBe(0);
});

test("from a stack of its own, whose run has no other spec", async () => {
  const other = join(stack.folder, "stacks/other");
  rmSync(join(stack.specs, "promo.yaml"));
  mkdirSync(other);
  writeFileSync(join(other, "promo.yaml"), GUEST.replace(/waive:[\s\S]*/, ""));
  expect(await stack.pulumi("stack", "init", "other")).toMatchObject({ code: 0 });
  writeFileSync(
    join(stack.folder, "stacks/Pulumi.other.yaml"),
    readFileSync(join(stack.folder, "stacks/Pulumi.test.yaml")),
  );
  const run = await stack.pulumi("up", "--yes", "--skip-preview", "--stack", "other");
  expect(run.code).not.toBe(0);
  expect(run.text).toMatch(/stacks\/other\/promo\.yaml:7:12: error name-not-yours/);
  expect(run.text).toContain("stacks/test/owner.yaml:1:9: speaks for corp.example");
  expect(stack.stored()).toBe(0);

  // the spec of the name's own domain may allow it
  stack.write({ "owner.yaml": `${OWNER}accepts: [promo.corp.example]\n` });
  expect(await stack.pulumi("up", "--yes", "--skip-preview", "--stack", "other")).toMatchObject({ code: 0 });
  expect((await stack.mailzone("check")).text).toContain("info name-accepted");
});
