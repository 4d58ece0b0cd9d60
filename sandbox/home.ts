import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** Pulumi's names for the packages of the three clouds. */
const plugins = ["aws", "cloudflare", "alicloud"] as const;

const here = dirname(fileURLToPath(import.meta.url));
/** `.ts` when it runs from source, `.js` from `dist`. */
const extension = import.meta.url.slice(import.meta.url.lastIndexOf("."));
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
 */
export function ensureSandboxHome(home: string = sandboxHome()): string {
  for (const folder of ["pulumi", "state"]) mkdirSync(join(home, folder), { recursive: true });
  const pluginsFolder = join(home, "pulumi", "plugins");
  const wanted = new Set<string>();
  for (const name of plugins) {
    const folder = `resource-${name}-v${packageVersion(name)}`;
    wanted.add(folder);
    mkdirSync(join(pluginsFolder, folder), { recursive: true });
    writeExecutable(join(pluginsFolder, folder, `pulumi-resource-${name}`), wrapper(name));
  }
  for (const folder of readdirSync(pluginsFolder)) {
    // An older version would only sit there: the engine wants exactly the version that the SDK names.
    if (!wanted.has(folder)) rmSync(join(pluginsFolder, folder), { recursive: true, force: true });
  }
  return home;
}

/**
 * The environment in which plain `pulumi` commands work against the sandbox and against nothing else: its own
 * PULUMI_HOME and state, no downloads, and dummies in place of every real credential of the three clouds.
 * `engineBin` is the folder of the `pulumi` executable.
 */
export function sandboxEnvironment(home: string, engineBin: string): Record<string, string> {
  const path = [engineBin, nodeModulesBin(), ...ownPath()].filter(Boolean);
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
    ...dummies,
  };
}

/**
 * A provider plugin that happens to be on PATH would go before the stand-ins. But then a language host is not looked
 * for on PATH either, so where it is not beside the engine, the dummies below must do.
 */
function noAmbientPlugins(engineBin: string): Record<string, string> {
  const engine = join(engineBin, "pulumi");
  const beside =
    existsSync(engine) && existsSync(join(dirname(realpathSync(engine)), "pulumi-language-nodejs"));
  return beside ? { PULUMI_IGNORE_AMBIENT_PLUGINS: "true" } : {};
}

/** A stand-in reads none of these; they are set so that nothing in the sandbox can reach for the real ones. */
const dummies: Record<string, string> = {
  AWS_ACCESS_KEY_ID: "sandbox",
  AWS_SECRET_ACCESS_KEY: "sandbox",
  AWS_SESSION_TOKEN: "",
  AWS_PROFILE: "",
  AWS_CONFIG_FILE: "/dev/null",
  AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
  AWS_EC2_METADATA_DISABLED: "true",
  AWS_REGION: "us-east-1",
  CLOUDFLARE_API_TOKEN: "sandbox",
  CLOUDFLARE_ACCOUNT_ID: "sandbox",
  CLOUDFLARE_API_KEY: "",
  CLOUDFLARE_EMAIL: "",
  ALICLOUD_ACCESS_KEY: "sandbox",
  ALICLOUD_SECRET_KEY: "sandbox",
  ALICLOUD_SECURITY_TOKEN: "",
  ALICLOUD_PROFILE: "",
  ALICLOUD_REGION: "cn-hangzhou",
};

function wrapper(name: string): string {
  const program = join(here, `plugin-main${extension}`);
  // Node keeps what it compiled of the protocol library beside the plugins.
  return [
    "#!/bin/sh",
    `NODE_COMPILE_CACHE="\${PULUMI_HOME:-/nonexistent}/compile-cache" exec ${quoted(process.execPath)} \\`,
    `  --disable-warning=ExperimentalWarning ${quoted(program)} ${name} "$@"`,
    "",
  ].join("\n");
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Writes beside and renames, so that an engine that starts a plugin meanwhile finds the old one or the new one. */
function writeExecutable(file: string, text: string): void {
  if (existsSync(file) && readFileSync(file, "utf8") === text) return;
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, text);
  chmodSync(draft, 0o755);
  renameSync(draft, file);
}

function packageVersion(name: string): string {
  return packageRequire(`@pulumi/${name}/package.json`).version;
}

/** The PATH of the person, without what `npm run` puts before it: the .bin of every folder above, and its own. */
function ownPath(): string[] {
  const path = (process.env["PATH"] ?? "").split(delimiter);
  if (process.env["npm_lifecycle_event"] === undefined) return path;
  return path.filter((folder) => !/[\\/](?:node_modules[\\/]\.bin|node-gyp-bin)$/.test(folder));
}

function nodeModulesBin(): string {
  const folder = dirname(packageRequire.resolve("@pulumi/pulumi/package.json"));
  return join(dirname(dirname(folder)), ".bin");
}

/** The folder of mailzone's own package.json, from source as from `dist`. */
function packageRoot(): string {
  let folder = here;
  while (!existsSync(join(folder, "package.json"))) folder = dirname(folder);
  return folder;
}
