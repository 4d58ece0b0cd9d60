/** Installs a judge of the tests that is written in Python, once for every clone, into a virtual environment in the cache. */
import { existsSync, mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { cacheFolder } from "./cache.mjs";
import { askGuarded, stoppable } from "./child.mjs";
import { withLock } from "./lock.mjs";

/**
 * Yields the Python that has the packages, the first of which is the judge, installing them first if necessary. Throws an error
 * that says what is missing. `alone`: without the packages that these ask for.
 *
 * @param {readonly string[]} packages each with its version, as pip takes them
 * @param {{log?: (line: string) => void, env?: Readonly<Record<string, string | undefined>>, alone?: boolean}} options
 * @returns {Promise<string>}
 */
export async function ensurePythonJudge(packages, { log = () => {}, env = process.env, alone = false } = {}) {
  const [name] = packages[0].split("==");
  const folder = path.join(cacheFolder(env), name);
  const ready = path.join(folder, packages.join("+").replaceAll("==", "-"));
  const python = path.join(ready, "bin/python");
  mkdirSync(folder, { recursive: true });
  const install = async () => {
    if (!existsSync(path.join(ready, "installed"))) {
      await fill(ready, { name, packages, log, env, alone });
    }
    return python;
  };
  return await stoppable(() =>
    withLock(path.join(folder, "lock"), install, { log, what: `installing ${name}` }),
  );
}

/** A virtual environment knows its own path, so it is made where it stays, and counts once `installed` is there. */
async function fill(folder, { name, packages, log, env, alone }) {
  rmSync(folder, { recursive: true, force: true });
  log(`installing ${packages[0]}, once`);
  const python = path.join(folder, "bin/python");
  await run(name, "python3", ["-m", "venv", folder], env, "python3 and its module venv are needed");
  const pip = [
    "-m",
    "pip",
    "install",
    "--quiet",
    "--disable-pip-version-check",
    ...(alone ? ["--no-deps"] : []),
  ];
  await run(
    name,
    python,
    [...pip, ...packages],
    env,
    "it could not be installed from the Python package index",
  );
  mkdirSync(path.join(folder, "installed"));
}

async function run(name, command, words, env, why) {
  const { code, stderr } = await askGuarded(command, words, { env, timeoutSeconds: 300 });
  if (code !== 0) {
    throw new Error(`${name} is not there: ${why}:\n${stderr.trim().slice(-1000)}`);
  }
}
