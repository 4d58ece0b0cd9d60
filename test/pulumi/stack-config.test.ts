/** The stack's configuration, without an engine. */
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { Config } from "@pulumi/pulumi/config.js";
import { RunError } from "@pulumi/pulumi/errors.js";
import { setAllConfig } from "@pulumi/pulumi/runtime/config.js";
import { setMocks } from "@pulumi/pulumi/runtime/mocks.js";
import type { OwnShard } from "../../src/pulumi/own-shard.ts";
import { readStackConfig, usableConfig } from "../../src/pulumi/stack-config.ts";
import { forEachCloud } from "../../src/spec/cloud-id.ts";

const read = (config: Readonly<Record<string, string>>) => {
  setAllConfig({ ...config });
  return readStackConfig(new Config("mailzone"));
};

test("a key with mailzone's name in a project of another name is told, since it has no effect", () => {
  setAllConfig({ "mailzone:existing": "ignore", "acme-mail:specs": "domains" });
  expect(readStackConfig(new Config("acme-mail"))).toEqual({
    problems: [
      "the stack config mailzone:existing has no effect: keys begin with the project's name, so write acme-mail:existing",
    ],
  });
  setAllConfig({ "mailzone:colour": "red", "acme-mail:existing": "maybe" });
  expect(readStackConfig(new Config("acme-mail"))).toEqual({
    problems: [expect.stringMatching(/^invalid stack config acme-mail:existing: /)],
  });
});

test("what is not given has its default; other namespaces are no business of mailzone's", () => {
  expect(read({ "aws:region": "eu-central-1", "mailzone:existing": "ignore" })).toEqual({
    specs: "",
    sandbox: false,
    existing: "ignore",
    zoneIds: forEachCloud(() => ({})),
    accounts: forEachCloud(() => ({})),
    confirm: [],
    deletions: { percent: 30, least: 10 },
  });
});

test.each([
  [
    "a key that is a slip",
    { "mailzone:existng": "ignore" },
    /^unknown stack config key mailzone:existng: did you mean existing\?/,
  ],
  ["a key of nothing", { "mailzone:nothing-known": "x" }, /the keys are specs, .* and deletions$/],
  ["a value that cannot be", { "mailzone:existing": "maybe" }, /invalid stack config mailzone:existing:/],
  [
    "a cloud that is none",
    { "mailzone:zoneIds": '{"cloudfare": {}}' },
    /invalid stack config mailzone:zoneIds:/,
  ],
])("%s is refused, and said", (_, config, problem) => {
  expect(read(config)).toEqual({ problems: [expect.stringMatching(problem)] });
});

const SECRET = "s3cr3t-0123456789";

test("a key cannot command the terminal", () => {
  expect(read({ "mailzone:\u001b[31mx": "1" })).toEqual({
    problems: [expect.stringMatching(/^unknown stack config key mailzone:\\x1b\[31mx: /)],
  });
});

test.each([
  [
    "accounts that are no JSON",
    { "mailzone:accounts": SECRET },
    /mailzone:accounts: it is not JSON; its value is not shown/,
  ],
  [
    "accounts that are cut off",
    { "mailzone:accounts": `{"cloudflare": {"a": {"apiToken": "${SECRET}` },
    /not JSON/,
  ],
  [
    "accounts that are a text",
    { "mailzone:accounts": `"${SECRET}"` },
    /^invalid stack config mailzone:accounts: /,
  ],
  [
    "an account that is a text",
    { "mailzone:accounts": `{"cloudflare": {"${SECRET}": "${SECRET}"}}` },
    /accounts\.cloudflare: /,
  ],
  [
    "a cloud that is a text",
    { "mailzone:accounts": `{"cloudflare": "${SECRET}"}` },
    /accounts\.cloudflare: /,
  ],
  [
    "a secret for a cloud",
    { "mailzone:accounts": `{"${SECRET}": {}}` },
    /accounts: a key in it is not a cloud/,
  ],
  ["confirm that is no JSON", { "mailzone:confirm": SECRET }, /mailzone:confirm: it is not JSON/],
  ["a list that is a map", { "mailzone:confirm": `{"${SECRET}": 1}` }, /mailzone:confirm: /],
  ["deletions that are no JSON", { "mailzone:deletions": SECRET }, /mailzone:deletions: it is not JSON/],
  ["zone ids that are no JSON", { "mailzone:zoneIds": SECRET }, /mailzone:zoneIds: it is not JSON/],
  [
    "a zone id that is none",
    { "mailzone:zoneIds": `{"cloudflare": {"example.com": "${SECRET}"}}` },
    /zoneIds\.cloudflare\.example\.com: it is not the id of a zone: 32 hex/,
  ],
  [
    "an account that is no name",
    { "mailzone:accounts": `{"cloudflare": {"${SECRET}$(id)": {}}}` },
    /accounts\.cloudflare: the name of an account has letters/,
  ],
  ["a switch that is neither", { "mailzone:sandbox": SECRET }, /mailzone:sandbox: it is not true or false/],
  ["a choice that is none", { "mailzone:existing": SECRET }, /mailzone:existing: /],
])("the value of %s is in no message", (_, config, problem) => {
  const { problems } = read(config) as { problems: string[] };
  expect(problems).toEqual([expect.stringMatching(problem)]);
  expect(problems.join("\n")).not.toContain(SECRET);
});

describe("a run", () => {
  const SANDBOX = process.env["MAILZONE_SANDBOX"];
  beforeEach(async () => {
    await setMocks(
      { newResource: ({ name, inputs }) => ({ id: name, state: inputs }), call: () => ({}) },
      "mailzone",
      "test",
    );
  });
  afterEach(() => {
    if (SANDBOX === undefined) delete process.env["MAILZONE_SANDBOX"];
    else process.env["MAILZONE_SANDBOX"] = SANDBOX;
  });

  const use = (config: Readonly<Record<string, string>>, inSandbox: boolean, shard?: OwnShard) => {
    setAllConfig({ ...config });
    if (inSandbox) process.env["MAILZONE_SANDBOX"] = "1";
    else delete process.env["MAILZONE_SANDBOX"];
    return usableConfig(shard);
  };
  const IS_SANDBOX = { "mailzone:sandbox": "true" };

  test("of a stack in a shell of its kind has its configuration", () => {
    expect(use({}, false)).toMatchObject({ sandbox: false });
    expect(use(IS_SANDBOX, true)).toMatchObject({ sandbox: true });
  });

  test.each<[string, Readonly<Record<string, string>>, boolean, RegExp]>([
    [
      "a real stack in a shell of the sandbox",
      {},
      true,
      /^stack test is not a sandbox stack, but this shell/,
    ],
    [
      "a stack of the sandbox in another shell",
      IS_SANDBOX,
      false,
      /^stack test is a sandbox stack, but this shell is not set up for the sandbox: .*, or \S+ sandbox try test$/,
    ],
    [
      "a configuration with mistakes, each on its line",
      { "mailzone:existing": "maybe", "mailzone:confirm": '{"a": 1}' },
      false,
      /^invalid stack config mailzone:existing: .*\ninvalid stack config mailzone:confirm: /,
    ],
  ])("refuses %s", (_, config, inSandbox, message) => {
    const run = () => use(config, inSandbox);
    expect(run).toThrow(RunError);
    expect(run).toThrow(message);
  });
});
