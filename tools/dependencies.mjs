/** What npm installs into the clone: the packages of package-lock.json, including the project's own Node. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { ask, duration, npm } from "./child.mjs";
import { withLock } from "./lock.mjs";
import { root } from "./project.mjs";
import { atLeast } from "./version.mjs";

/** The first Node that runs TypeScript without a flag or a warning. */
export const NODE_MINIMUM = "22.18.0";

export const REBUILD_NODE = "npm rebuild node --ignore-scripts=false";

/** Whether `folder` is a clone, with its own node_modules, rather than the published package. */
export function isClone(folder = root) {
  return existsSync(path.join(folder, "package-lock.json"));
}

/** Why node_modules does not match package-lock.json; undefined if it does. */
export function outdated(folder = root) {
  const installedFile = path.join(folder, "node_modules/.package-lock.json");
  if (!existsSync(installedFile)) {
    return "not installed";
  }
  const installed = readPackages(installedFile);
  const wanted = readPackages(path.join(folder, "package-lock.json"));
  for (const [place, { version, optional, link }] of Object.entries(wanted)) {
    if (place === "" || link || (optional && installed[place] === undefined)) {
      continue;
    }
    if (installed[place]?.version !== version) {
      return `${place.replace(/^.*node_modules\//, "")} is not ${version}`;
    }
  }
  return undefined;
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
    await withLock(
      path.join(folder, ".mailzone/install.lock"),
      () => install(log, folder),
      () => log("waiting for another process that is installing the dependencies of this clone"),
    );
  }
  let { node, version } = await projectNode(folder);
  if (version === undefined || !atLeast(version, NODE_MINIMUM)) {
    log(
      `the project's own Node is missing, because npm's install scripts are disabled here: ${REBUILD_NODE}`,
    );
    const [command, ...words] = npm();
    await ask(command, [...words, "rebuild", "node", "--ignore-scripts=false"], {
      cwd: folder,
      timeoutSeconds: 300,
      every: (seconds) => log(`still downloading Node: ${duration(seconds)} so far`),
    });
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

async function install(log, folder) {
  const reason = outdated(folder);
  if (reason === undefined) {
    return;
  }
  log(`installing the dependencies (${reason})`);
  const [command, ...words] = npm();
  // Not "npm ci": it empties node_modules first, so a broken connection would leave nothing. With --no-save, the lock file
  // is respected and stays unchanged.
  const flags = ["install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error"];
  const { code, stderr } = await ask(command, [...words, ...flags], {
    cwd: folder,
    every: (seconds) => log(`installing the dependencies: ${duration(seconds)} so far, usually 1 minute`),
  });
  if (code !== 0) {
    const told = stderr.trim().split("\n").slice(0, 12).join("\n");
    throw new Error(
      `npm install failed with exit code ${code}; "npm run doctor" reports what is missing.\n${told}`,
    );
  }
}

function readPackages(file) {
  return JSON.parse(readFileSync(file, "utf8")).packages ?? {};
}
