/** The program starts without what the SDK serializes functions with, which still works where it is needed. */
import { execFileSync } from "node:child_process";
import { expect, test } from "@jest/globals";
import { program } from "../built.ts";

/**
 * The heavy packages that are loaded with the program, and again after a function was serialized. In a process of its own,
 * since jest has its own cache of modules.
 */
function loaded(first: string): { readonly [when: string]: unknown } {
  const code = `
    import { createRequire } from "node:module";
    import { withoutSerialization } from ${JSON.stringify(program("src/pulumi/sdk-loading.ts"))};
    const require = createRequire(${JSON.stringify(program("src/pulumi/main.ts"))});
    const heavy = () => ["@npmcli/arborist", "typescript"].filter((name) => require.cache[require.resolve(name)]);
    ${first};
    await import(${JSON.stringify(program("src/pulumi/program.ts"))});
    const withProgram = heavy();
    const { serializeFunction } = require("@pulumi/pulumi/runtime/index.js");
    const { text } = await serializeFunction(() => 6 * 7);
    console.log(JSON.stringify({ withProgram, afterUse: heavy(), text }));
    process.exit();
  `;
  const words = ["--input-type=module", "--disable-warning=ExperimentalWarning", "--eval", code];
  return JSON.parse(execFileSync(process.execPath, words, { encoding: "utf8", cwd: import.meta.dirname }));
}

test.each([
  ["without", "withoutSerialization()", []],
  ["with, as the SDK has it,", "", ["@npmcli/arborist", "typescript"]],
])("%s the serialization of functions, a function can be serialized", (_how, first, withProgram) => {
  expect(loaded(first)).toEqual({
    withProgram,
    afterUse: expect.arrayContaining(["typescript"]),
    text: expect.stringContaining("6 * 7"),
  });
});
