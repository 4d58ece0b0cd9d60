/** The Pulumi engine: from PATH, or from the cache, which npm or Go fills. */
import { mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { cacheFolder } from "./cache.mjs";
import { isExecutable, stoppable } from "./child.mjs";
import { fillFromGo, goKey } from "./engine-from-go.mjs";
import { fillFromNpm, NPM_ENGINE } from "./engine-from-npm.mjs";
import { engineOnPath, engineVersion } from "./engine-on-path.mjs";
import { withLock } from "./lock.mjs";

/**
 * @typedef {{bin: string, version: string, source: "path" | "npm" | "go", pulumi: string}} Engine
 * @typedef {(folder: string, options: object) => Promise<string | undefined>} Fill
 * @typedef {Readonly<Record<string, string | undefined>>} Environment
 */

/**
 * Yields the engine, installing it first if necessary: `{bin, version, source, pulumi}`, where `bin` is the folder to put
 * first on PATH, `source` is "path", "npm" or "go", and `pulumi` is the executable. Throws an error with the fix on failure.
 *
 * `fills` is for tests: functions that put an engine from a source into an empty folder, and yield why they cannot.
 *
 * @param {{log?: (line: string) => void, env?: Environment, fills?: {npm: Fill, go: Fill}}} options
 * @returns {Promise<Engine>}
 */
export async function ensureEngine({
  log = () => {},
  env = process.env,
  fills = { npm: fillFromNpm, go: fillFromGo },
} = {}) {
  const found = await findEngine({ env });
  if (found.engine !== undefined) {
    return found.engine;
  }
  for (const reason of found.passedOver) {
    log(reason);
  }
  const cache = cacheFolder(env);
  mkdirSync(cache, { recursive: true });
  return await stoppable(() =>
    withLock(
      path.join(cache, "engine.lock"),
      async () => (await engineInCache(cache, env)) ?? (await obtain(cache, { log, env, fills })),
      { log, what: "installing the Pulumi engine" },
    ),
  );
}

/**
 * The engine that is already installed, and why others were skipped. Installs nothing.
 *
 * @param {{env?: Environment}} options
 * @returns {Promise<{engine: Engine | undefined, passedOver: readonly string[]}>}
 */
export async function findEngine({ env = process.env } = {}) {
  const cache = cacheFolder(env);
  const { engine, passedOver } = await engineOnPath({ env, ignore: cache });
  return { engine: engine ?? (await engineInCache(cache, env)), passedOver };
}

/**
 * The environment for commands that use the engine; `node` is the project's own Node.
 *
 * @param {{bin: string}} engine
 * @param {string} node
 * @param {Environment} env
 * @returns {Record<string, string | undefined>}
 */
export function engineEnvironment(engine, node, env = process.env) {
  return {
    ...env,
    PATH: [engine.bin, path.dirname(node), env.PATH].filter(Boolean).join(path.delimiter),
    MAILZONE_ENGINE_BIN: engine.bin,
    PULUMI_SKIP_UPDATE_CHECK: "true",
    // The program and each plugin load the SDK: with a compile cache, a preview takes 1.16 s instead of 1.49 s.
    NODE_COMPILE_CACHE: env.NODE_COMPILE_CACHE ?? path.join(cacheFolder(env), "compiled"),
  };
}

function keys() {
  return { npm: `npm-${NPM_ENGINE}-${process.platform}-${process.arch}`, go: goKey() };
}

async function engineInCache(cache, env) {
  for (const [source, key] of Object.entries(keys())) {
    const bin = path.join(cache, key, "bin");
    const pulumi = path.join(bin, "pulumi");
    if (isExecutable(pulumi) && isExecutable(path.join(bin, "pulumi-language-nodejs"))) {
      const version = await engineVersion(pulumi, env);
      if (version !== undefined) {
        return { bin, version, source, pulumi };
      }
    }
  }
  return undefined;
}

async function obtain(cache, { log, env, fills }) {
  const leave = () => clear(cache);
  process.prependListener("exit", leave);
  try {
    for (const [source, key] of Object.entries(keys())) {
      const folder = path.join(cache, key);
      const workshop = `${folder}.tmp-${process.pid}`;
      clear(cache);
      mkdirSync(workshop);
      const problem = await fills[source](workshop, { log, env, cache });
      if (problem !== undefined) {
        log(problem);
        continue;
      }
      rmSync(folder, { recursive: true, force: true });
      renameSync(workshop, folder);
      const engine = await engineInCache(cache, env);
      if (engine !== undefined) {
        log(`the Pulumi engine ${engine.version} is ready`);
        return engine;
      }
    }
    throw new Error(
      `the Pulumi engine was installed in ${cache}, but does not run there; set MAILZONE_CACHE to another folder`,
    );
  } finally {
    process.removeListener("exit", leave);
    clear(cache);
  }
}

/** Removes what killed runs left behind; only under the lock, when no other process is at work. */
function clear(cache) {
  for (const name of readdirSync(cache)) {
    if (name.includes(".tmp-")) {
      rmSync(path.join(cache, name), { recursive: true, force: true });
    }
  }
}
