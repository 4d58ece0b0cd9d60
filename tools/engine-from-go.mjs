/** Builds the engine from its Go module, for machines that can reach package registries alone. */
import { createHash } from "node:crypto";
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
} from "node:fs";
import path from "node:path";
import { ask, askGuarded, duration, findAll, isExecutable } from "./child.mjs";
import { root } from "./project.mjs";
import { atLeast } from "./version.mjs";

/** The newest engine whose Go module the module proxy serves; tools/engine/go.mod requires it. */
export const GO_ENGINE = "3.250.0";

/** The version that go.mod requires; an older Go from 1.21 on can download it by itself. */
export const GO_MINIMUM = "1.25.0";

const MODULE = path.join(root, "tools/engine");
const HOST = path.join(root, "tools/language-host");
const COMMAND = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";
const LINK_FLAGS = `-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${GO_ENGINE}`;

/** The name of the cache folder: it changes with everything that changes the binary or the language host beside it. */
export function goKey() {
  return `${binaryKey()}-${digest(
    readdirSync(HOST).map((name) => path.join(HOST, name)),
    "",
  )}`;
}

function binaryKey() {
  const source = digest([path.join(MODULE, "go.mod"), path.join(MODULE, "go.sum")], LINK_FLAGS);
  return `go-${GO_ENGINE}-${process.platform}-${process.arch}-${source}`;
}

function digest(files, text) {
  const hash = createHash("sha256").update(text);
  for (const file of files.sort()) {
    hash.update(path.basename(file)).update(readFileSync(file));
  }
  return hash.digest("hex").slice(0, 8);
}

/** The Go to build with and its version; undefined if there is none. */
export async function findGo(env = process.env) {
  const [go] = findAll("go", env.PATH ?? "");
  if (go === undefined) {
    return undefined;
  }
  // With GOTOOLCHAIN=local, because otherwise a go.mod nearby may make it download and report another Go.
  const { stdout } = await ask(go, ["env", "GOVERSION"], {
    env: { ...env, GOTOOLCHAIN: "local" },
    timeoutSeconds: 30,
  });
  return { go, version: stdout.trim().replace(/^go/, "") };
}

/**
 * Builds the engine from its Go module into `folder`/bin, with our language host beside it; throws if Go fails.
 * If the cache already has the binary with another language host, reuses it instead.
 */
export async function fillFromGo(folder, { log, env = process.env, cache }) {
  const bin = path.join(folder, "bin");
  mkdirSync(bin, { recursive: true });
  for (const name of readdirSync(HOST)) {
    copyFileSync(path.join(HOST, name), path.join(bin, name));
  }
  // Set here because a clone without file modes, for instance from an archive, has lost it.
  chmodSync(path.join(bin, "pulumi-language-nodejs"), 0o755);
  const pulumi = path.join(bin, "pulumi");
  if (!takeOver(pulumi, cache)) {
    await build(pulumi, path.join(folder, "module"), { log, env });
  }
}

function takeOver(pulumi, cache) {
  for (const name of existsSync(cache) ? readdirSync(cache) : []) {
    const built = path.join(cache, name, "bin/pulumi");
    if (name.startsWith(binaryKey()) && !name.includes(".tmp-") && isExecutable(built)) {
      linkSync(built, pulumi);
      return true;
    }
  }
  return false;
}

async function build(pulumi, module, { log, env }) {
  const found = await findGo(env);
  if (found === undefined) {
    throw new Error(
      `Go ${GO_MINIMUM} or newer is needed to build the Pulumi engine, but there is no go on PATH`,
    );
  }
  const wanted = readFileSync(path.join(MODULE, "go.mod"), "utf8").match(/^go (\S+)/m)[1];
  cpSync(MODULE, module, { recursive: true });
  log(
    `building the Pulumi engine ${GO_ENGINE} from source with Go ${found.version}, once: usually 4 minutes`,
  );
  const words = [
    "build",
    "-mod=readonly",
    "-trimpath",
    "-buildvcs=false",
    `-ldflags=${LINK_FLAGS}`,
    "-o",
    pulumi,
    COMMAND,
  ];
  const { code, stderr } = await askGuarded(found.go, words, {
    cwd: module,
    env: goEnvironment(env, atLeast(found.version, wanted)),
    every: (seconds) =>
      log(`building the Pulumi engine from source, once: ${duration(seconds)} so far, usually 4 minutes`),
  });
  if (code !== 0) {
    throw new Error(
      `the Pulumi engine could not be built with Go ${found.version}:\n${stderr.trim().slice(-2000)}`,
    );
  }
  rmSync(module, { recursive: true, force: true });
}

/**
 * The user's Go settings, without those that would change what is built or where it goes.
 * Proxy settings, GOPATH and the caches are kept. Without cgo no C compiler is needed.
 *
 * @param {Readonly<Record<string, string | undefined>>} env
 * @param {boolean} newEnough whether the Go found is at least the version that go.mod requires
 */
export function goEnvironment(env, newEnough) {
  const { GOBIN, GOOS, GOARCH, GO111MODULE, GOEXPERIMENT, ...rest } = env;
  return {
    ...rest,
    GOFLAGS: "",
    GOWORK: "off",
    CGO_ENABLED: "0",
    GOTOOLCHAIN: newEnough ? "local" : "auto",
  };
}
