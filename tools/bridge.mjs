/** Builds the judge of the sandbox's stand-ins, bridged providers on the real bridge, once for every clone (docs/sandbox.md). */
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { cacheFolder } from "./cache.mjs";
import { askGuarded, duration, isExecutable, stoppable } from "./child.mjs";
import { findGo, goEnvironment } from "./engine-from-go.mjs";
import { withLock } from "./lock.mjs";
import { root } from "./project.mjs";
import { atLeast } from "./version.mjs";

const MODULE = path.join(root, "test/bridge/plugin");
const USUALLY = "usually 4 minutes";

/**
 * Yields the program's path, building it first if necessary. It is kept beside the engine, keyed by its sources, its modules
 * and the version of Go. Throws an error that says what is missing.
 *
 * @param {{log?: (line: string) => void, env?: Readonly<Record<string, string | undefined>>}} options
 * @returns {Promise<string>}
 */
export async function ensureBridge({ log = () => {}, env = process.env } = {}) {
  const wanted = readFileSync(path.join(MODULE, "go.mod"), "utf8").match(/^go (\S+)/m)[1];
  const found = await findGo(env);
  if (found === undefined) {
    throw new Error(
      `the stand-ins cannot be compared with Pulumi's bridge: that needs Go ${wanted} or newer, and there is no go on PATH`,
    );
  }
  const folder = path.join(cacheFolder(env), "bridge");
  const program = path.join(folder, keyOf(found.version), "bridge");
  mkdirSync(folder, { recursive: true });
  const ready = async () => {
    if (!isExecutable(program)) {
      await build(program, found, atLeast(found.version, wanted), { log, env });
    }
    return program;
  };
  return await stoppable(() =>
    withLock(path.join(folder, "lock"), ready, { log, what: "building Pulumi's bridge" }),
  );
}

function keyOf(goVersion) {
  const hash = createHash("sha256").update(goVersion);
  for (const name of readdirSync(MODULE, { recursive: true }).sort()) {
    if (/\.go$|^go\.(mod|sum)$|\/go\.mod$/.test(name)) {
      hash.update(name).update(readFileSync(path.join(MODULE, name)));
    }
  }
  return `go-${goVersion}-${process.platform}-${process.arch}-${hash.digest("hex").slice(0, 12)}`;
}

async function build(program, { go, version }, newEnough, { log, env }) {
  const workshop = `${path.dirname(program)}.new-${process.pid}`;
  clear(path.dirname(path.dirname(program)));
  log(`building providers on Pulumi's bridge with Go ${version}, once: ${USUALLY}`);
  try {
    const { code, stderr } = await askGuarded(
      go,
      [
        "build",
        "-mod=readonly",
        "-trimpath",
        "-buildvcs=false",
        "-ldflags=-s -w",
        "-o",
        `${workshop}/bridge`,
        ".",
      ],
      {
        cwd: MODULE,
        env: goEnvironment(env, newEnough),
        every: (seconds) => log(`building Pulumi's bridge: ${duration(seconds)} so far, ${USUALLY}`),
      },
    );
    if (code !== 0) {
      throw new Error(
        `Pulumi's bridge could not be built with Go ${version}:\n${stderr.trim().slice(-2000)}`,
      );
    }
    renameSync(workshop, path.dirname(program));
  } finally {
    clear(path.dirname(path.dirname(program)));
  }
}

/** Removes what is half built, also by killed runs; only under the lock. */
function clear(folder) {
  for (const name of readdirSync(folder)) {
    if (name.includes(".new-")) {
      rmSync(path.join(folder, name), { recursive: true, force: true });
    }
  }
}
