/** What this machine has of what a clone or an installed mailzone needs, and the fix for what is missing. Changes nothing. */
import { accessSync, constants, existsSync } from "node:fs";
import path from "node:path";
import { cacheFolder } from "./cache.mjs";
import { ask, findAll, npm } from "./child.mjs";
import { isClone, projectNode, REBUILD_NODE } from "./dependencies.mjs";
import { findEngine } from "./engine.mjs";
import { findGo, GO_MINIMUM } from "./engine-from-go.mjs";
import { languageHost } from "./engine-on-path.mjs";
import { outdated } from "./outdated.mjs";
import { root } from "./project.mjs";
import { atLeast, NODE_MINIMUM } from "./version.mjs";

/** The oldest Node that these tools run on. */
const STARTER_MINIMUM = "20.0.0";

/** What runs in a clone once all is there. */
export const CLONE_JOB = "npm start";

/**
 * @typedef {{name: string, ok: boolean | "optional", found: string, where?: string, fix?: string}} Examined
 */

/**
 * Yields one item per line: `{name, ok, found, where, fix}`. `ok` is true, false (the job cannot run until it is fixed)
 * or "optional" (missing or imperfect, but the job runs anyway). `fix` is set whenever `ok` is not true, `where` if the
 * item has a path. The job is the command that tries specs on the sandbox: `npm start` in a clone.
 *
 * @param {{env?: Readonly<Record<string, string | undefined>>, folder?: string, job?: string}} options
 * @returns {Promise<readonly Examined[]>}
 */
export async function examine({ env = process.env, folder = root, job = CLONE_JOB } = {}) {
  const clone = isClone(folder);
  const packages = clone ? outdated(folder) : undefined;
  const [node, npmFound, go, engine] = await Promise.all([
    shellNode(env),
    npmVersion(env),
    findGo(env),
    findEngine({ env }),
  ]);
  const parts = await Promise.all([
    machineNode(node, clone ? STARTER_MINIMUM : NODE_MINIMUM),
    npmLine(npmFound),
    ...(clone
      ? [ownNode(folder), dependencies(packages, npmFound), installScripts(env, folder, npmFound)]
      : []),
    engineLines(engine, go, { env, job }),
    goLine(go, engine.engine),
    cache(env),
    network(env, npmFound, packages === undefined && engine.engine !== undefined),
    // what runs in an installed mailzone is the machine's Node, and its tests are not there
    ...(clone
      ? [bareNode(node), program("dig", "dnsutils", env), program("named-checkzone", "bind9-utils", env)]
      : []),
  ]);
  return parts.flat();
}

function machineNode({ node, version }, minimum) {
  const name = "this machine's node";
  return atLeast(version, minimum)
    ? good(name, version, node)
    : bad(name, version, `install Node ${minimum} or newer`);
}

async function ownNode(folder) {
  const name = "the project's node";
  if (!existsSync(path.join(folder, "node_modules"))) {
    return optional(name, "not installed", `${CLONE_JOB} installs it with the dependencies`);
  }
  const { node, version } = await projectNode(folder);
  return version !== undefined && atLeast(version, NODE_MINIMUM)
    ? good(name, version, node)
    : bad(name, version ?? "does not run", `allow its install script once: ${REBUILD_NODE}`);
}

async function npmVersion(env) {
  const [command, ...words] = npm(env);
  const { code, stdout } = await ask(command, [...words, "--version"], { env, timeoutSeconds: 30 });
  return code === 0 ? stdout.trim() : undefined;
}

function npmLine(version) {
  return version === undefined
    ? bad("npm", "not found", "install npm, which comes with Node")
    : good("npm", version);
}

function dependencies(reason, npmFound) {
  const name = "dependencies";
  if (reason === undefined) {
    return good(name, "installed, matching package-lock.json");
  }
  return npmFound === undefined
    ? bad(name, reason, "install npm, then: npm install")
    : optional(name, reason, `${CLONE_JOB} installs them, as does npm install`);
}

async function installScripts(env, folder, npmFound) {
  if (npmFound === undefined) {
    return [];
  }
  const name = "npm install scripts";
  const [command, ...words] = npm(env);
  const { stdout } = await ask(command, [...words, "config", "get", "ignore-scripts"], {
    cwd: folder,
    env,
    timeoutSeconds: 30,
  });
  return stdout.trim() === "true"
    ? optional(name, "disabled (ignore-scripts)", `run the one of the package node once: ${REBUILD_NODE}`)
    : good(name, "enabled");
}

function engineLines({ engine, passedOver }, go, { env, job }) {
  const name = "Pulumi engine";
  if (engine !== undefined) {
    const sources = {
      path: "from PATH",
      npm: "from the npm package pulumi",
      go: "built from its Go module",
    };
    return [
      good(name, `${engine.version}, ${sources[engine.source]}`, engine.pulumi),
      good("language host", "pulumi-language-nodejs", languageHost(engine.pulumi, env)),
    ];
  }
  const found = passedOver.length === 0 ? "not found" : passedOver.join("; ");
  return go !== undefined && atLeast(go.version, GO_MINIMUM)
    ? optional(name, found, `${job} installs it once; if it has to be built, that takes about 4 minutes`)
    : bad(
        name,
        found,
        `put a Pulumi CLI on PATH, or install Go ${GO_MINIMUM} or newer so that ${job} can build it`,
      );
}

function goLine(go, engine) {
  const need = engine === undefined ? `install Go ${GO_MINIMUM} or newer to build the engine` : undefined;
  if (go === undefined) {
    return optional("go", "not found", need ?? "not needed: an engine is installed");
  }
  return atLeast(go.version, GO_MINIMUM)
    ? good("go", go.version, go.go)
    : optional("go", go.version, need ?? "not needed: an engine is installed");
}

function cache(env) {
  const folder = cacheFolder(env);
  let existing = folder;
  while (!existsSync(existing)) {
    existing = path.dirname(existing);
  }
  try {
    accessSync(existing, constants.W_OK);
    return good("cache folder", "writable", folder);
  } catch {
    return bad("cache folder", "not writable", "set MAILZONE_CACHE to a writable folder", folder);
  }
}

/** Whether the package registry answers; needed only as long as something has to be installed. */
async function network(env, npmFound, complete) {
  if (npmFound === undefined) {
    return [];
  }
  const [command, ...words] = npm(env);
  const flags = ["--fetch-retries=0", "--fetch-timeout=5000", "--prefer-online", "--loglevel=silent"];
  const { code } = await ask(command, [...words, "view", "node@22", "version", ...flags], {
    env,
    timeoutSeconds: 8,
  });
  if (code === 0) {
    return good("package registry", "answers");
  }
  const fix = "check the network, the proxy and npm's registry setting";
  return complete
    ? optional(
        "package registry",
        "does not answer",
        `not needed now, since everything is installed; otherwise ${fix}`,
      )
    : bad("package registry", "does not answer", fix);
}

/** The `node` that a shell would run: npm scripts and this process may have the project's own first on PATH. */
async function shellNode(env) {
  const search = (env.PATH ?? "").split(path.delimiter).filter((entry) => !entry.includes("/node_modules/"));
  const [node] = findAll("node", search.join(path.delimiter));
  if (node === undefined) {
    return { version: "not found" };
  }
  const { stdout } = await ask(node, ["--version"], { timeoutSeconds: 20 });
  return { node, version: stdout.trim() || "does not run" };
}

/** `pulumi up` typed by hand runs the `node` on PATH, not the project's. */
function bareNode({ node, version }) {
  const name = "node for a bare pulumi up";
  return atLeast(version, NODE_MINIMUM)
    ? good(name, version, node)
    : optional(name, version, `put the project's node first on PATH: PATH="$PWD/node_modules/.bin:$PATH"`);
}

function program(name, debianPackage, env) {
  const [found] = findAll(name, `${env.PATH ?? ""}${path.delimiter}/usr/sbin${path.delimiter}/sbin`);
  return found === undefined
    ? optional(name, "not found", `some tests need it: apt-get install ${debianPackage}`)
    : good(name, "found", found);
}

function good(name, found, where) {
  return { name, ok: true, found, where };
}

function optional(name, found, fix) {
  return { name, ok: "optional", found, fix };
}

function bad(name, found, fix, where) {
  return { name, ok: false, found, where, fix };
}
