/** What npm installs into the clone: the packages of package-lock.json, including the project's own Node. */
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from "node:fs";
import path from "node:path";
import { ask, askGuarded, duration, npm, stoppable } from "./child.mjs";
import { withLock } from "./lock.mjs";
import { outdated } from "./outdated.mjs";
import { root } from "./project.mjs";
import { atLeast, NODE_MINIMUM } from "./version.mjs";

export const REBUILD_NODE = "npm rebuild node --ignore-scripts=false";

/** Whether `folder` is a clone, with its own node_modules, rather than the published package. */
export function isClone(folder = root) {
  return existsSync(path.join(folder, "package-lock.json"));
}

/** The project's own Node: its path and version; the version is undefined if it does not run. */
export async function projectNode(folder = root) {
  const node = path.join(folder, "node_modules/.bin/node");
  const { code, stdout } = await ask(node, ["--version"], { timeoutSeconds: 20 });
  return { node, version: code === 0 ? stdout.trim() : undefined };
}

/** Installs what is missing and yields the Node to run the project with; throws an error with the fix if there is none. */
export async function ensureDependencies({ log, folder = root }) {
  if (outdated(folder) !== undefined) {
    await locked(folder, log, () => install(log, folder));
  }
  let { node, version } = await projectNode(folder);
  if (version === undefined || !atLeast(version, NODE_MINIMUM)) {
    log(`the project's own Node is missing, as after an install without scripts: ${REBUILD_NODE}`);
    await locked(folder, log, () => runAllowedScripts(folder, log));
    ({ node, version } = await projectNode(folder));
  }
  if (version !== undefined && atLeast(version, NODE_MINIMUM)) {
    return node;
  }
  if (atLeast(process.version, NODE_MINIMUM)) {
    log(`the project's own Node does not run; using this machine's ${process.version}`);
    return process.execPath;
  }
  throw new Error(
    `Node ${NODE_MINIMUM} or newer is needed, but node_modules/.bin/node does not run. ` +
      `Allow its install script once (${REBUILD_NODE}), or put such a Node on PATH.`,
  );
}

/** Runs work on the clone's packages, which a signal stops, while no other process does. */
function locked(folder, log, work) {
  const what = "installing the dependencies of this clone";
  return stoppable(() => withLock(path.join(folder, ".mailzone/install.lock"), work, { log, what }));
}

/** Installs beside the clone's node_modules and moves the result into place, so that an interrupted run leaves what was there. */
async function install(log, folder) {
  const reason = outdated(folder);
  if (reason === undefined) {
    return;
  }
  log(`installing the dependencies (${reason})`);
  const workshop = newWorkshop(path.join(folder, ".mailzone"));
  for (const name of ["package.json", "package-lock.json", ".npmrc"]) {
    if (existsSync(path.join(folder, name))) {
      copyFileSync(path.join(folder, name), path.join(workshop, name));
    }
  }
  const { code, stderr } = await askNpm(["ci", "--ignore-scripts"], workshop, {
    every: (seconds) => log(`installing the dependencies: ${duration(seconds)} so far, usually 1 minute`),
  });
  if (code !== 0) {
    const told = stderr.trim().split("\n").slice(0, 12).join("\n");
    throw new Error(
      `npm ci failed with exit code ${code}; "npm run doctor" reports what is missing.\n${told}`,
    );
  }
  await runAllowedScripts(workshop, log);
  putInPlace(workshop, folder);
}

/** A folder that no npm of a killed run still writes into; what such runs left is removed. */
function newWorkshop(home) {
  for (const name of readdirSync(home).filter((one) => one.startsWith("install-"))) {
    try {
      rmSync(path.join(home, name), { recursive: true, force: true });
    } catch {
      // Something still writes there: the next run removes it.
    }
  }
  return mkdtempSync(path.join(home, "install-"));
}

/** Runs the install scripts that `allowScripts` in package.json allows, and no other. Whether Node came is checked later. */
async function runAllowedScripts(folder, log) {
  const { allowScripts = {} } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
  const allowed = Object.keys(allowScripts).filter((name) => allowScripts[name]);
  if (allowed.length > 0) {
    await askNpm(["rebuild", ...allowed, "--ignore-scripts=false"], folder, {
      timeoutSeconds: 300,
      every: (seconds) => log(`downloading Node: ${duration(seconds)} so far`),
    });
  }
}

function putInPlace(workshop, folder) {
  const place = path.join(folder, "node_modules");
  try {
    if (existsSync(place)) {
      renameSync(place, path.join(workshop, "replaced"));
    }
    renameSync(path.join(workshop, "node_modules"), place);
  } catch (error) {
    // A mount point cannot be renamed.
    throw new Error(`${place} cannot be replaced (${error.code}); run: npm ci`);
  }
  rmSync(workshop, { recursive: true, force: true });
}

/** Runs npm in `folder`. What a surrounding npm was told (`npm pack --dry-run`, `--omit=dev`) does not count here. */
function askNpm(words, folder, options) {
  const [command, ...first] = npm();
  const own = ["--prefix", folder, "--no-global", "--no-dry-run", "--include=dev", "--include=optional"];
  const flags = ["--no-audit", "--no-fund", "--loglevel=error"];
  return askGuarded(command, [...first, ...words, ...own, ...flags], { cwd: folder, ...options });
}
