/** The stack's configuration, without an engine. */
import { expect, test } from "@jest/globals";
import { Config } from "@pulumi/pulumi/config.js";
import { setAllConfig } from "@pulumi/pulumi/runtime/config.js";
import { readStackConfig } from "../../src/pulumi/stack-config.ts";
import { forEachCloud } from "../../src/spec/cloud-id.ts";

const read = (config: Readonly<Record<string, string>>) => {
  setAllConfig({ ...config });
  return readStackConfig(new Config("mailzone"));
};

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
