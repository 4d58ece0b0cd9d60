/** Installs the judge of the Workers that mailzone publishes: workerd, Cloudflare's own runtime, once for every clone, into the cache. */
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { cacheFolder } from "./cache.mjs";
import { askGuarded, npm, stoppable } from "./child.mjs";
import { withLock } from "./lock.mjs";

/** https://www.npmjs.com/package/workerd (Apache-2.0), read 2026-12-01. */
const VERSION = "1.20261117.1";

/** What the package has a binary for, by platform and processor as Node names them. */
const BINARIES = {
  "linux x64": "linux-64",
  "linux arm64": "linux-arm64",
  "darwin x64": "darwin-64",
  "darwin arm64": "darwin-arm64",
};

/**
 * Yields the program, installing it first if necessary: 160 MB in the cache, which take some seconds. Throws an error that says why
 * it cannot be there.
 *
 * @param {{log?: (line: string) => void, env?: Readonly<Record<string, string | undefined>>}} [options]
 * @returns {Promise<string>}
 */
export async function ensureWorkerd({ log = () => {}, env = process.env } = {}) {
  const binary = BINARIES[`${process.platform} ${process.arch}`];
  if (binary === undefined) throw new Error(`workerd is not made for ${process.platform} ${process.arch}`);
  const name = `@cloudflare/workerd-${binary}`;
  const folder = path.join(cacheFolder(env), "workerd");
  const ready = path.join(folder, `${VERSION}-${binary}`);
  mkdirSync(folder, { recursive: true });
  const install = async () => {
    if (!existsSync(ready)) await fill(ready, name, { log, env });
    return path.join(ready, "node_modules", name, "bin/workerd");
  };
  return await stoppable(() =>
    withLock(path.join(folder, "lock"), install, { log, what: "installing workerd" }),
  );
}

/** It counts once it is where it belongs. The package of a platform has the binary in it, and nothing to run at installation. */
async function fill(ready, name, { log, env }) {
  const workshop = `${ready}.new`;
  rmSync(workshop, { recursive: true, force: true });
  mkdirSync(workshop);
  log(`installing workerd ${VERSION}, once`);
  const [command, ...words] = npm(env);
  const flags = ["--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"];
  const { code, stderr } = await askGuarded(
    command,
    [...words, "install", "--prefix", workshop, ...flags, `${name}@${VERSION}`],
    { env, timeoutSeconds: 300 },
  );
  if (code !== 0) {
    throw new Error(`workerd is not there: npm could not install it:\n${stderr.trim().slice(-1000)}`);
  }
  renameSync(workshop, ready);
}
