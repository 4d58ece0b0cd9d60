/** Leaves out what the SDK loads and this program does not use. Imported before anything that imports the SDK. */
import Module, { createRequire } from "node:module";

const require = createRequire(import.meta.url);

/**
 * The SDK's serialization of functions, which loads npm's dependency resolver and the TypeScript compiler: a third of the time
 * in which the program loads (docs/architecture.md). No resource of this program is made of a function; only
 * `dynamic` ones and lambdas are (@pulumi/pulumi 3.270.0, runtime/index.js).
 */
const SERIALIZATION = {
  "serializeClosure.js": ["serializeFunctionAsync", "serializeFunction"],
  "codePaths.js": ["computeCodePaths"],
};

/** Has the SDK load its serialization of functions when it is first called. */
export function withoutSerialization(): void {
  for (const [name, functions] of Object.entries(SERIALIZATION)) {
    const file = require.resolve(`@pulumi/pulumi/runtime/closure/${name}`);
    // a program that imported the SDK before has it already
    if (require.cache[file] !== undefined) continue;
    const standIn = new Module(file);
    const load = (): Readonly<Record<string, (...args: unknown[]) => unknown>> => {
      if (require.cache[file] === standIn) delete require.cache[file];
      return require(file);
    };
    standIn.loaded = true;
    standIn.exports = Object.fromEntries(
      functions.map((each) => [each, (...args: unknown[]) => load()[each]?.(...args)]),
    );
    require.cache[file] = standIn;
  }
}
