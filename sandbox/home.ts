/** The sandbox's folder: its plugins, and the environment that leads Pulumi to them. */
import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { shellWord } from "../tools/shell-word.mjs";
import { writeWhole } from "../tools/write-file.mjs";
import { clouds } from "./clouds/cloud-id.ts";
import { standInOf } from "./clouds/clouds.ts";

const HERE = import.meta.dirname;
/** `.ts` when it runs from source, `.js` from `dist`. */
const EXTENSION = import.meta.url.slice(import.meta.url.lastIndexOf("."));
const packageRequire = createRequire(import.meta.url);

/**
 * Where the sandbox lives: $MAILZONE_SANDBOX_HOME, else `.mailzone/sandbox` in the repository, or in the working
 * directory for an installed mailzone, whose own folder is not for keeping things.
 */
export function sandboxHome(): string {
  const root = packageRoot();
  const folder = root.split(sep).includes("node_modules") ? process.cwd() : root;
  return resolve(process.env["MAILZONE_SANDBOX_HOME"] || join(folder, ".mailzone", "sandbox"));
}

/**
 * Makes the sandbox's folders and plugin wrappers, or brings them up to date: the wrappers hold absolute paths, so a
 * moved clone or another Node needs new ones. Quick when nothing changed, and safe for two processes at once.
 * `program` is what the wrappers start.
 */
export function ensureSandboxHome(
  home: string = sandboxHome(),
  program: string = join(HERE, `plugin-main${EXTENSION}`),
): string {
  for (const folder of ["pulumi", "state"]) mkdirSync(join(home, folder), { recursive: true });
  const pluginsFolder = join(home, "pulumi", "plugins");
  const wanted = new Set<string>();
  for (const { package: name } of clouds.map(standInOf)) {
    const version = installedVersion(name);
    if (version === undefined) continue;
    const folder = `resource-${name}-v${version}`;
    wanted.add(folder);
    mkdirSync(join(pluginsFolder, folder), { recursive: true });
    writeExecutable(join(pluginsFolder, folder, `pulumi-resource-${name}`), wrapper(name, program));
  }
  for (const folder of readdirSync(pluginsFolder)) {
    // an older version would only sit there: the engine wants exactly the version that the SDK names
    if (!wanted.has(folder)) rmSync(join(pluginsFolder, folder), { recursive: true, force: true });
  }
  return home;
}

/**
 * The environment in which plain `pulumi` commands work against the sandbox and against nothing else: its own
 * PULUMI_HOME and state, no downloads, and dummies in place of every real credential of the clouds.
 * `engineBin` is the folder of the `pulumi` executable.
 */
export function sandboxEnvironment(home: string, engineBin: string): Record<string, string> {
  // the Node that runs this is new enough, which another one on PATH may not be
  const path = [engineBin, dirname(process.execPath), ...ownPath()].filter(Boolean);
  return {
    PATH: [...new Set(path)].join(delimiter),
    MAILZONE_SANDBOX: home,
    PULUMI_HOME: join(home, "pulumi"),
    PULUMI_BACKEND_URL: pathToFileURL(join(home, "state")).href,
    PULUMI_CONFIG_PASSPHRASE: "sandbox",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    ...noAmbientPlugins(engineBin),
    PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS: "true",
    // the program and the language host then start a quarter faster (tools/language-host/language-host.mjs)
    NODE_COMPILE_CACHE: process.env["NODE_COMPILE_CACHE"] ?? join(home, "pulumi", "compile-cache"),
    // a stand-in reads none of these; they are set so that nothing in the sandbox can reach for the real ones
    ...Object.fromEntries(clouds.flatMap((cloud) => Object.entries(standInOf(cloud).credentials))),
  };
}

/**
 * A provider plugin that happens to be on PATH would go before the stand-ins. But then a language host is not looked
 * for on PATH either, so where it is not beside the engine, the dummies must do.
 */
function noAmbientPlugins(engineBin: string): Record<string, string> {
  const engine = join(engineBin, "pulumi");
  const beside =
    existsSync(engine) && existsSync(join(dirname(realpathSync(engine)), "pulumi-language-nodejs"));
  return beside ? { PULUMI_IGNORE_AMBIENT_PLUGINS: "true" } : {};
}

function wrapper(name: string, program: string): string {
  // Node keeps what it compiled of the protocol library, where the engine's environment has it or beside the plugins
  return [
    "#!/bin/sh",
    `NODE_COMPILE_CACHE="\${NODE_COMPILE_CACHE:-\${PULUMI_HOME:-/nonexistent}/compile-cache}" exec ${shellWord(process.execPath)} \\`,
    `  --disable-warning=ExperimentalWarning ${shellWord(program)} ${name} "$@"`,
    "",
  ].join("\n");
}

/** As a whole, so that an engine that starts a plugin meanwhile finds the old one or the new one. */
function writeExecutable(file: string, text: string): void {
  if (existsSync(file) && readFileSync(file, "utf8") === text) return;
  writeWhole(file, text, { mode: 0o755 });
}

/** Of a cloud's SDK, which whoever does not use that cloud need not have. */
function installedVersion(name: string): string | undefined {
  try {
    return packageRequire(`@pulumi/${name}/package.json`).version;
  } catch {
    return undefined;
  }
}

/** The PATH of the person, without what `npm run` puts before it: the .bin of every folder above, and its own. */
function ownPath(): string[] {
  const path = (process.env["PATH"] ?? "").split(delimiter);
  if (process.env["npm_lifecycle_event"] === undefined) return path;
  return path.filter((folder) => !/[\\/](?:node_modules[\\/]\.bin|node-gyp-bin)$/.test(folder));
}

/** The folder of mailzone's own package.json, from source as from `dist`. */
function packageRoot(): string {
  let folder = HERE;
  while (!existsSync(join(folder, "package.json"))) folder = dirname(folder);
  return folder;
}
