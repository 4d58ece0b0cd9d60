/**
 * The Node language host: what the Pulumi engine starts to run a program written for Node.
 *
 * It is used only where the released engine, which brings its own, cannot be had. Measured against the last one whose
 * Go module is served (sdk v3.60.0), `preview` and `up` of one resource, medians of 9, interleaved: that one 1.56 and
 * 1.51 s, that one with ts-node switched off by a wrapper 1.44 and 1.52 s, this one 1.49 and 1.48 s. Beyond that it
 * runs policy packs and PulumiPlugin.yaml plugins, heeds `typescript: false`, and needs no second Go build of half a
 * minute. Since then it takes gRPC and the protocol's files from the SDK, which adds some 50 ms to each start.
 */
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { answer, answers, empty, language, plugin, serve } from "./engine-protocol.mjs";

/** How the SDK says "the user has been told what is wrong already" (cmd/run/index.js in @pulumi/pulumi). */
const USER_HAS_BEEN_TOLD = 32;

const engineAddress = process.argv.slice(2).find((argument) => !argument.startsWith("-")) ?? "";
const children = new Set();

const methods = {
  handshake: answer(() => new language.LanguageHandshakeResponse()),
  // Plugins are asked for by the resources that need them; naming every installed package here would make the
  // engine fetch plugins that a program does not use, on machines that cannot fetch any.
  getRequiredPlugins: answer(() => new language.GetRequiredPluginsResponse()),
  getRequiredPackages: answer(() => new language.GetRequiredPackagesResponse()),
  runtimeOptionsPrompts: answer(() => new language.RuntimeOptionsResponse()),
  getPluginInfo: answer(() => new plugin.PluginInfo()),
  run: answer(run),
  runPlugin: answers(runPlugin),
  installDependencies: answers(installDependencies),
  about: answer((request) =>
    new language.AboutResponse()
      .setExecutable(nodeFor(request.getInfo()?.getProgramDirectory() || process.cwd()))
      .setVersion(process.version),
  ),
  getProgramDependencies: answer((request) =>
    new language.GetProgramDependenciesResponse().setDependenciesList(
      directDependencies(request.getInfo()?.getProgramDirectory() || request.getPwd()),
    ),
  ),
  cancel: answer(() => {
    cancel();
    return empty();
  }),
};

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, leave);
}
// The engine holds the other end of standard input: when it dies, even by SIGKILL, this ends too.
process.stdin.on("end", leave).on("error", leave).resume();

const port = await serve(methods);
// The engine reads the port from the first line; whatever the program prints follows on the same stream.
process.stdout.write(`${port}\n`);

/** Runs the program to its end; its output is this process's output, which the engine shows. */
async function run(request, signal) {
  const info = request.getInfo();
  const directory = info?.getProgramDirectory() || request.getPwd();
  const flags = {
    monitor: request.getMonitorAddress(),
    engine: engineAddress,
    organization: request.getOrganization(),
    project: request.getProject(),
    "root-directory": info?.getRootDirectory(),
    stack: request.getStack(),
    pwd: request.getPwd(),
    parallel: String(request.getParallel()),
  };
  const options = info?.getOptions()?.toJavaScript() ?? {};
  const child = start(
    directory,
    [
      ...textOf(options.nodeargs)
        .split(" ")
        .filter((word) => word !== ""),
      ...(request.getAttachDebugger() ? ["--inspect-brk"] : []),
      sdkFile(directory, "cmd/run"),
      ...Object.entries(flags).flatMap(([name, value]) => (value ? [`--${name}`, value] : [])),
      ...(request.getDryrun() ? ["--dry-run"] : []),
      info?.getEntryPoint() || request.getProgram() || ".",
      ...request.getArgsList(),
    ],
    {
      stdio: ["ignore", "inherit", "inherit"],
      env: {
        ...process.env,
        PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().entries())),
        PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
        ...(options.typescript === false ? {} : { PULUMI_NODEJS_TYPESCRIPT: "true" }),
        ...(textOf(options.tsconfig) === "" ? {} : { PULUMI_NODEJS_TSCONFIG_PATH: options.tsconfig }),
      },
    },
    signal,
  );
  const { code, endedBy } = await end(child);
  const response = new language.RunResponse();
  if (code === 0) {
    return response;
  }
  if (code === USER_HAS_BEEN_TOLD) {
    return response.setBail(true);
  }
  return response.setError(
    endedBy ? `Program was ended by ${endedBy}` : `Program exited with non-zero exit code: ${code}`,
  );
}

/** An option that is a text; empty where it is left out or is none. */
const textOf = (option) => (typeof option === "string" ? option : "");

/** Runs a plugin or a policy pack written for Node, handing its output on as it comes. */
async function* runPlugin(request, signal) {
  const pwd = request.getPwd();
  const args = request.getArgsList();
  const directory = request.getInfo()?.getProgramDirectory() || request.getProgram() || pwd;
  const isPolicyPack = request.getKind() === "analyzer";
  const words = isPolicyPack
    ? [sdkFile(directory, "cmd/run-policy-pack"), args[0] ?? engineAddress, directory, ...args.slice(2)]
    : [sdkFile(directory, "cmd/run-plugin"), directory, ...args];
  const pairs = request
    .getEnvList()
    .map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]);
  const options = {
    // @pulumi/policy reads the pack's package.json from the working directory.
    cwd: isPolicyPack ? directory : pwd,
    env: Object.fromEntries(pairs),
    stdio: ["ignore", "pipe", "pipe"],
  };
  const code = yield* output(start(directory, words, options, signal), language.RunPluginResponse);
  yield new language.RunPluginResponse().setExitcode(code);
}

async function* installDependencies(request, signal) {
  const cwd = request.getInfo()?.getProgramDirectory() || request.getDirectory();
  const child = spawn("npm", ["install", "--no-audit", "--no-fund"], {
    cwd,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const code = yield* output(keep(child, signal), language.InstallDependenciesResponse);
  if (code !== 0) {
    throw new Error(`npm install ended with exit code ${code}`);
  }
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
    if (!existsSync(file)) {
      return [];
    }
    const { version } = JSON.parse(readFileSync(file, "utf8"));
    return [new language.DependencyInfo().setName(name).setVersion(version)];
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

/** Yields what a child prints, each piece in a `Response`, and returns its exit code. */
async function* output(child, Response) {
  const ended = end(child);
  const chunks = [];
  let wake = () => {};
  const add = (chunk) => {
    chunks.push(chunk);
    wake();
  };
  child.stdout?.on("data", (stdout) => add(new Response().setStdout(stdout)));
  child.stderr?.on("data", (stderr) => add(new Response().setStderr(stderr)));
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
  return result.code ?? 1;
}

function cancel() {
  for (const child of children) {
    child.kill();
  }
}

function leave() {
  cancel();
  process.exit(0);
}
