/** What `sandbox try` says after an `up` that failed: whether anything is left depends on how far the program came. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { TestStack } from "../pulumi/test-stack.ts";

jest.setTimeout(240_000);

let stack: TestStack;
beforeAll(async () => {
  stack = await TestStack.make();
  stack.setEnvironment({ MAILZONE_SANDBOX_HOME: stack.home });
  stack.write({ "example.com.yaml": "domain: example.com\ndns: cloudflare\nmailbox: netease-free\n" });
});
afterAll(() => stack.remove());

const tryOut = () => stack.mailzone("sandbox", "try", "test");
const isUnfinished = (): boolean => existsSync(join(stack.home, "unfinished"));

const fixed = (): string =>
  `Nothing was changed. Once what is reported above is fixed, run again: ${stack.ownCommand("sandbox try test")}\n`;
const startOver = (): string => `To start over with an empty sandbox: ${stack.ownCommand("sandbox reset")}\n`;

test("a config that the program refuses left nothing", async () => {
  stack.configure({ "mailzone:existing": "maybe" });
  const { code, text, stderr } = await tryOut();
  expect(code).not.toBe(0);
  expect(text).toContain("invalid stack config mailzone:existing");
  expect(stderr).toContain(fixed());
  expect(stderr).not.toMatch(/did not finish|start over/);
  expect(isUnfinished()).toBe(false);
});

test("a call that fails while records are made may leave some, which the next run finishes", async () => {
  stack.configure({});
  stack.spoil({ cloud: "cloudflare", mode: "refuse", type: "TXT" });
  const failed = await tryOut();
  expect(failed.stderr).toContain("pulumi up did not finish; the reason is above.");
  expect(failed.stderr).not.toContain(fixed());
  expect(isUnfinished()).toBe(true);
  const next = await tryOut();
  expect(next).toMatchObject({ code: 0, stdout: expect.stringContaining("records answered as wanted.") });
  expect(isUnfinished()).toBe(false);
});

test("a change that a guard asks about changed nothing, and an empty sandbox is a way on", async () => {
  stack.write({
    "example.com.yaml":
      "domain: example.com\ndns: cloudflare\nmode: send-only\nsenders: [mailchimp]\ndmarc: {policy: none}\n",
  });
  const { stderr } = await tryOut();
  expect(stderr).toContain(`${fixed()}${startOver()}`);
  expect(isUnfinished()).toBe(false);
});
