/**
 * The Node language host: what the Pulumi engine starts to run a program written for Node.
 *
 * It is used only where the released engine, which brings its own, cannot be had. Measured against the last one whose
 * Go module is served (sdk v3.60.0), `preview` and `up` of one resource, medians of 9, interleaved: that one 1.56 and
 * 1.51 s, that one with ts-node switched off by a wrapper 1.44 and 1.52 s, this one 1.49 and 1.48 s. Beyond that it
 * runs policy packs and PulumiPlugin.yaml plugins, heeds `typescript: false`, and needs no second Go build of half a
 * minute. It speaks gRPC by itself because the SDK's generated protocol files take 40 ms to load at each start, and
 * because it then needs nothing from the project but the SDK's `cmd/run`.
 */
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { serve } from "./grpc-server.mjs";

/** How the SDK says "the user has been told what is wrong already" (cmd/run/index.js in @pulumi/pulumi). */
const USER_HAS_BEEN_TOLD = 32;

const engineAddress = process.argv.slice(2).find((argument) => !argument.startsWith("-")) ?? "";
const children = new Set();

const VALUE = { 2: ["number", "double"], 3: ["string", "string"], 4: ["bool", "bool"] };
const STRUCT = { 1: ["fields", { map: VALUE }] };
const PROGRAM = {
  1: ["rootDirectory", "string"],
  2: ["programDirectory", "string"],
  3: ["entryPoint", "string"],
  4: ["options", STRUCT],
};
const EMPTY = {};

const methods = {
  Handshake: { request: EMPTY, response: EMPTY, handle: () => ({}) },
  // Plugins are asked for by the resources that need them; naming every installed package here would make the
  // engine fetch plugins that a program does not use, on machines that cannot fetch any.
  GetRequiredPlugins: { request: EMPTY, response: EMPTY, handle: () => ({}) },
  GetRequiredPackages: { request: EMPTY, response: EMPTY, handle: () => ({}) },
  RuntimeOptionsPrompts: { request: EMPTY, response: EMPTY, handle: () => ({}) },
  GetPluginInfo: { request: EMPTY, response: { 1: ["version", "string"] }, handle: () => ({}) },
  Run: {
    request: {
      1: ["project", "string"],
      2: ["stack", "string"],
      3: ["pwd", "string"],
      4: ["program", "string"],
      5: ["args", { repeated: "string" }],
      6: ["config", { map: "string" }],
      7: ["dryRun", "bool"],
      8: ["parallel", "int"],
      9: ["monitorAddress", "string"],
      11: ["configSecretKeys", { repeated: "string" }],
      12: ["organization", "string"],
      14: ["info", PROGRAM],
      16: ["attachDebugger", "bool"],
    },
    response: { 1: ["error", "string"], 2: ["bail", "bool"] },
    handle: run,
  },
  RunPlugin: {
    request: {
      1: ["pwd", "string"],
      2: ["program", "string"],
      3: ["args", { repeated: "string" }],
      4: ["env", { repeated: "string" }],
      5: ["info", PROGRAM],
      6: ["kind", "string"],
    },
    response: { 1: ["stdout", "bytes"], 2: ["stderr", "bytes"], 3: ["exitcode", "int"] },
    handle: runPlugin,
  },
  InstallDependencies: {
    request: { 1: ["directory", "string"], 3: ["info", PROGRAM] },
    response: { 1: ["stdout", "bytes"], 2: ["stderr", "bytes"] },
    handle: installDependencies,
  },
  About: {
    request: { 1: ["info", PROGRAM] },
    response: {
      1: ["executable", "string"],
      2: ["version", "string"],
      3: ["metadata", { map: "string" }],
    },
    handle: ({ info }) => ({
      executable: nodeFor(info?.programDirectory || process.cwd()),
      version: process.version,
    }),
  },
  GetProgramDependencies: {
    request: { 2: ["pwd", "string"], 4: ["transitive", "bool"], 5: ["info", PROGRAM] },
    response: { 1: ["dependencies", { repeated: { 1: ["name", "string"], 2: ["version", "string"] } }] },
    handle: ({ pwd, info }) => ({ dependencies: directDependencies(info?.programDirectory || pwd) }),
  },
  Cancel: { request: EMPTY, response: EMPTY, handle: cancel },
};

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, leave);
}
// The engine holds the other end of standard input: when it dies, even by SIGKILL, this ends too.
process.stdin.on("end", leave).on("error", leave).resume();

const service = Object.entries(methods).map(([name, method]) => [
  `/pulumirpc.LanguageRuntime/${name}`,
  method,
]);
const port = await serve(Object.fromEntries(service));
// The engine reads the port from the first line; whatever the program prints follows on the same stream.
process.stdout.write(`${port}\n`);

/** Runs the program to its end; its output is this process's output, which the engine shows. */
async function run({ info, config, configSecretKeys, ...request }, signal) {
  const directory = info?.programDirectory || request.pwd;
  const flags = {
    monitor: request.monitorAddress,
    engine: engineAddress,
    organization: request.organization,
    project: request.project,
    "root-directory": info?.rootDirectory,
    stack: request.stack,
    pwd: request.pwd,
    parallel: String(request.parallel),
  };
  const options = info?.options?.fields ?? {};
  const child = start(
    directory,
    [
      ...(options.nodeargs?.string ?? "").split(" ").filter((word) => word !== ""),
      ...(request.attachDebugger ? ["--inspect-brk"] : []),
      sdkFile(directory, "cmd/run"),
      ...Object.entries(flags).flatMap(([name, value]) => (value ? [`--${name}`, value] : [])),
      ...(request.dryRun ? ["--dry-run"] : []),
      info?.entryPoint || request.program || ".",
      ...request.args,
    ],
    {
      stdio: ["ignore", "inherit", "inherit"],
      env: {
        ...process.env,
        PULUMI_CONFIG: JSON.stringify(config),
        PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(configSecretKeys),
        ...(options.typescript?.bool === false ? {} : { PULUMI_NODEJS_TYPESCRIPT: "true" }),
        ...(options.tsconfig?.string ? { PULUMI_NODEJS_TSCONFIG_PATH: options.tsconfig.string } : {}),
      },
    },
    signal,
  );
  const { code, endedBy } = await end(child);
  if (code === 0) {
    return {};
  }
  if (code === USER_HAS_BEEN_TOLD) {
    return { bail: true };
  }
  return {
    error: endedBy ? `Program was ended by ${endedBy}` : `Program exited with non-zero exit code: ${code}`,
  };
}

/** Runs a plugin or a policy pack written for Node, handing its output on as it comes. */
function runPlugin({ info, pwd, program, args, env, kind }, signal) {
  const directory = info?.programDirectory || program || pwd;
  const isPolicyPack = kind === "analyzer";
  const words = isPolicyPack
    ? [sdkFile(directory, "cmd/run-policy-pack"), args[0] ?? engineAddress, directory, ...args.slice(2)]
    : [sdkFile(directory, "cmd/run-plugin"), directory, ...args];
  const pairs = env.map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]);
  const options = {
    // @pulumi/policy reads the pack's package.json from the working directory.
    cwd: isPolicyPack ? directory : pwd,
    env: Object.fromEntries(pairs),
    stdio: ["ignore", "pipe", "pipe"],
  };
  return output(start(directory, words, options, signal), true);
}

function installDependencies({ info, directory }, signal) {
  const cwd = info?.programDirectory || directory;
  const child = spawn("npm", ["install", "--no-audit", "--no-fund"], {
    cwd,
    stdio: ["ignore", "pipe", "pipe"],
  });
  return output(keep(child, signal), false);
}

/** What `pulumi about` lists: the packages that the program's package.json names, in their installed versions. */
function directDependencies(directory) {
  const manifest = upwards(directory, "package.json");
  if (manifest === undefined) {
    return [];
  }
  const { dependencies = {} } = JSON.parse(readFileSync(manifest, "utf8"));
  return Object.keys(dependencies).flatMap((name) => {
    const file = path.join(path.dirname(manifest), "node_modules", name, "package.json");
    return existsSync(file) ? [{ name, version: JSON.parse(readFileSync(file, "utf8")).version }] : [];
  });
}

/** A file of the `@pulumi/pulumi` that the program itself imports. */
function sdkFile(directory, file) {
  try {
    return createRequire(path.join(directory, "program.js")).resolve(`@pulumi/pulumi/${file}`);
  } catch (error) {
    throw new Error(`@pulumi/pulumi is not installed for ${directory}: run npm install there`, {
      cause: error,
    });
  }
}

/** The project's own Node where it brings one, else the Node that runs this. */
function nodeFor(directory) {
  return upwards(directory, "node_modules/.bin/node") ?? process.execPath;
}

function upwards(directory, name) {
  for (let at = path.resolve(directory); ; at = path.dirname(at)) {
    const candidate = path.join(at, name);
    if (existsSync(candidate)) {
      return candidate;
    }
    if (at === path.dirname(at)) {
      return undefined;
    }
  }
}

function start(directory, words, options, signal) {
  return keep(spawn(nodeFor(directory), words, options), signal);
}

/** Remembers a child, so that it ends with this process or when the engine gives the call up. */
function keep(child, signal) {
  children.add(child);
  child.on("close", () => children.delete(child));
  signal.addEventListener("abort", () => child.kill());
  return child;
}

function end(child) {
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, endedBy) => resolve({ code, endedBy }));
  });
}

/** Yields what a child prints and, where asked, its exit code; a failure without an exit code to tell it throws. */
async function* output(child, tellExitCode) {
  const ended = end(child);
  const chunks = [];
  let wake = () => {};
  const add = (chunk) => {
    chunks.push(chunk);
    wake();
  };
  child.stdout?.on("data", (stdout) => add({ stdout }));
  child.stderr?.on("data", (stderr) => add({ stderr }));
  let result;
  ended.then(
    (value) => {
      result = value;
      wake();
    },
    (error) => {
      result = { error };
      wake();
    },
  );
  while (result === undefined || chunks.length > 0) {
    if (chunks.length === 0) {
      await new Promise((resolve) => {
        wake = resolve;
      });
    }
    yield* chunks.splice(0);
  }
  if (result.error) {
    throw result.error;
  }
  const exitcode = result.code ?? 1;
  if (tellExitCode) {
    yield { exitcode };
  } else if (exitcode !== 0) {
    throw new Error(`npm install ended with exit code ${exitcode}`);
  }
}

function cancel() {
  for (const child of children) {
    child.kill();
  }
  return {};
}

function leave() {
  cancel();
  process.exit(0);
}
