/** A Domain Connect template in a stack: published by the real program, and refused whole when it is malformed. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { TestStack } from "./test-stack.ts";

jest.setTimeout(240_000);

const template = (name: string): string =>
  readFileSync(join(import.meta.dirname, `../preset/fixtures/domain-connect/${name}.json`), "utf8");

let stack: TestStack;
beforeAll(async () => {
  stack = await TestStack.make();
});
afterAll(() => stack.remove());

const specs = (json: string): Record<string, string> => ({
  "templates/service.json": json,
  "defaults.yaml": "dns: route53\nsenders: [{template: templates/service.json, with: {token: abc}}]\n",
  "team/example.com.yaml": "domain: example.com\n",
});

test("the program publishes what a template of the defaults says, and then has nothing to do", async () => {
  stack.write(specs(template("once")));
  expect(await stack.up()).toMatchObject({ code: 0 });
  expect(stack.stored()).toBe(1);
  expect(await stack.unanswered()).toEqual([]);
  expect(await stack.preview("--expect-no-changes")).toMatchObject({ code: 0 });
});

test("a malformed template ends the run with its finding, and nothing is changed", async () => {
  stack.write(specs(template("once").replace('"data"', '"dta"')), { zones: false });
  const { code, text } = await stack.up();
  expect(code).not.toBe(0);
  expect(text).toMatch(/stacks\/test\/templates\/service\.json:7:5: error spec-missing/);
  expect(text).not.toMatch(/unhandled|\n\s+at /i);
  expect(stack.stored()).toBe(1);
});
