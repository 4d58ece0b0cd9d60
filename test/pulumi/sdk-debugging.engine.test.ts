/** What the SDK does for those who debug it stays away, unless it is asked for. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { TestStack } from "./test-stack.ts";

jest.setTimeout(240_000);

let stack: TestStack;
beforeAll(async () => {
  stack = await TestStack.make();
  stack.write({ "a.yaml": "domain: example.com\ndns: cloudflare\nmode: parked\n" });
});
afterAll(() => stack.remove());

interface InState {
  readonly type: string;
  readonly sourcePosition?: string;
  readonly stackTrace?: readonly unknown[];
}

/** What of the program's resources says where in the program they come from; the stack itself is the SDK's. */
function positions(): InState[] {
  const file = join(stack.home, "state/.pulumi/stacks/mailzone/test.json");
  const resources: InState[] = JSON.parse(readFileSync(file, "utf8")).checkpoint.latest.resources;
  expect(resources.length).toBeGreaterThan(3);
  return resources.filter(
    ({ type, sourcePosition, stackTrace }) =>
      type !== "pulumi:pulumi:Stack" && (sourcePosition !== undefined || stackTrace !== undefined),
  );
}

/** In the SDK's words. The stack itself is registered before the program runs. */
const MESSAGE = /Registering resource: t=cloudflare:/;

test("the state holds no lines of the program, and no debug messages are sent", async () => {
  const up = await stack.up("--debug");
  expect(up).toMatchObject({ code: 0 });
  expect(up.text).not.toMatch(MESSAGE);
  expect(positions()).toEqual([]);
});

test("MAILZONE_DEBUG keeps both", async () => {
  stack.setEnvironment({ MAILZONE_DEBUG: "1" });
  const up = await stack.up("--debug");
  expect(up).toMatchObject({ code: 0 });
  expect(up.text).toMatch(MESSAGE);
  expect(positions()).not.toEqual([]);
});
