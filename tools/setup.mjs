/** Sets up what a clone lacks before the tools run: packages and the engine. */
import path from "node:path";
import { ensureBridge } from "./bridge.mjs";
import { cacheFolder } from "./cache.mjs";
import { ensureDependencies } from "./dependencies.mjs";
import { engineEnvironment, ensureEngine } from "./engine.mjs";
import { root } from "./project.mjs";

/** Progress goes to stderr, so that stdout has only the result. */
export function log(line) {
  process.stderr.write(`${line}\n`);
}

/** Installs everything that a fresh clone lacks; yields the Node to use and the environment for commands that use the engine. */
export async function setUp() {
  const node = await ensureDependencies({ log });
  const engine = await ensureEngine({ log });
  return { node, engine, env: engineEnvironment(engine, node) };
}

/**
 * The same for what must start no engine. In an engine's place on PATH is a `pulumi` that fails and says so: one that is
 * installed on this machine would let a test pass here that fails elsewhere.
 */
export async function setUpWithoutEngine() {
  const node = await ensureDependencies({ log });
  return { node, env: engineEnvironment({ bin: path.join(root, "tools/no-engine") }, node) };
}

/** Builds Pulumi's bridge before other tests need the processor; without it, the tests that want it fail and say why. */
export async function setUpBridge() {
  try {
    await ensureBridge({ log });
  } catch (error) {
    log(error.message);
  }
}

/** Runs a tool's main function: its exit code becomes the process's, and errors of set-up are shown without a stack trace. */
export async function main(work) {
  try {
    process.exitCode = await work();
  } catch (error) {
    const isCache = error.path?.startsWith(cacheFolder());
    log(isCache ? `${error.message}; set MAILZONE_CACHE to a writable folder` : error.message);
    process.exitCode = 1;
  }
}
