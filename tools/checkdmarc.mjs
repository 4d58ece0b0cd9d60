/** Installs the judge beside `mailzone diagnose`, checkdmarc, once for every clone (test/live/judged). */
import { existsSync, mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { cacheFolder } from "./cache.mjs";
import { askGuarded, stoppable } from "./child.mjs";
import { withLock } from "./lock.mjs";

/** https://pypi.org/project/checkdmarc (Apache-2.0), with the library that asks DNS, read 2026-11-29. */
const PACKAGES = ["checkdmarc==6.0.4", "dnspython==2.9.2"];

/**
 * Yields the Python that has it, installing it first if necessary: a virtual environment of about 60 MB in the cache, which
 * takes 15 seconds. Throws an error that says what is missing.
 *
 * @param {{log?: (line: string) => void, env?: Readonly<Record<string, string | undefined>>}} options
 * @returns {Promise<string>}
 */
export async function ensureCheckdmarc({ log = () => {}, env = process.env } = {}) {
  const folder = path.join(cacheFolder(env), "checkdmarc");
  const ready = path.join(folder, PACKAGES.join("+").replaceAll("==", "-"));
  const python = path.join(ready, "bin/python");
  mkdirSync(folder, { recursive: true });
  const install = async () => {
    if (!existsSync(path.join(ready, "installed"))) {
      await fill(ready, { log, env });
    }
    return python;
  };
  return await stoppable(() =>
    withLock(path.join(folder, "lock"), install, { log, what: "installing checkdmarc" }),
  );
}

/** A virtual environment knows its own path, so it is made where it stays, and counts once `installed` is there. */
async function fill(folder, { log, env }) {
  rmSync(folder, { recursive: true, force: true });
  log(`installing ${PACKAGES[0]}, once`);
  const python = path.join(folder, "bin/python");
  await run("python3", ["-m", "venv", folder], env, "python3 and its module venv are needed");
  await run(
    python,
    ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", ...PACKAGES],
    env,
    "it could not be installed from the Python package index",
  );
  mkdirSync(path.join(folder, "installed"));
}

async function run(command, words, env, why) {
  const { code, stderr } = await askGuarded(command, words, { env, timeoutSeconds: 300 });
  if (code !== 0) {
    throw new Error(`checkdmarc is not there: ${why}:\n${stderr.trim().slice(-1000)}`);
  }
}
