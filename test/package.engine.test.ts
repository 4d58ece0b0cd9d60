/**
 * What is published, used as its users do: built and packed from a copy of the sources, so that nothing is written into
 * the clone, and installed in an empty folder, where Node refuses to strip types and only `dependencies` are there.
 */
import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { ensureSandboxHome, sandboxEnvironment } from "../sandbox/home.ts";
import { Store } from "../sandbox/store.ts";
import { ensureZones, zoneId } from "../sandbox/zones.ts";
import { npm } from "../tools/child.mjs";

jest.setTimeout(600_000);

const repository = join(import.meta.dirname, "..");
const workshop = mkdtempSync(join(tmpdir(), "mailzone-package-"));
const sources = join(workshop, "sources");
const consumer = join(workshop, "consumer");

interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function run(cwd: string, [command, ...words]: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Run> {
  const path = `${dirname(process.execPath)}:${process.env["PATH"]}`;
  const options = { cwd, env: { ...process.env, PATH: path, NODE_OPTIONS: "", ...env }, maxBuffer: 1 << 26 };
  return new Promise((resolve) => {
    execFile(command as string, words, options, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === "number" ? error.code : 255;
      resolve({ code, stdout, stderr });
    });
  });
}

/** Runs npm without a word of its own on stderr: what is there then comes from mailzone. */
const runNpm = (cwd: string, ...words: string[]): Promise<Run> =>
  run(cwd, [...npm(), ...words], { npm_config_loglevel: "silent" });

async function succeed(running: Promise<Run>): Promise<Run> {
  const done = await running;
  if (done.code !== 0) throw new Error(`exit code ${done.code}\n${done.stdout}${done.stderr}`);
  return done;
}

const write = (name: string, text: string): void => writeFileSync(join(consumer, name), text);
const mailzone = (...words: string[]): Promise<Run> =>
  runNpm(consumer, "exec", "--no", "--", "mailzone", ...words);

let packed: readonly { readonly path: string; readonly mode: number }[] = [];

beforeAll(async () => {
  const built = ["src", "sandbox", "tools", "providers", "schema"];
  const settings = ["package.json", "package-lock.json", "tsconfig.json", "tsconfig.build.json"];
  for (const name of [...built, ...settings]) {
    cpSync(join(repository, name), join(sources, name), { recursive: true });
  }
  symlinkSync(join(repository, "node_modules"), join(sources, "node_modules"));
  // What work on a clone leaves in it.
  for (const left of [
    ".mailzone/sandbox/state/a.json",
    ".env",
    "stacks/Pulumi.prod.yaml",
    "dist/left-behind.js",
  ]) {
    mkdirSync(dirname(join(sources, left)), { recursive: true });
    writeFileSync(join(sources, left), "left");
  }
  // No build before it: npm pack builds by itself, as in a fresh clone.
  const [tarball] = JSON.parse((await succeed(runNpm(sources, "pack", "--json"))).stdout);
  packed = tarball.files;

  mkdirSync(consumer);
  write("package.json", '{"private": true, "type": "module"}');
  const flags = ["--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts"];
  await succeed(runNpm(consumer, "install", ...flags, join(sources, tarball.filename)));
});
afterAll(() => rmSync(workshop, { recursive: true, force: true }));

/** Every file of the package matches one of these, and each of them matches a file. */
const CONTENTS = [
  /^(package\.json|README\.md|CHANGELOG\.md|LICENSE)$/,
  /^dist\/src\/([\w-]+\/)*[\w-]+\.js$/,
  /^dist\/src\/([\w-]+\/)*[\w-]+\.d\.ts$/,
  /^dist\/sandbox\/([\w-]+\/)*[\w-]+\.js$/,
  /^dist\/sandbox\/([\w-]+\/)*[\w-]+\.d\.ts$/,
  /^dist\/providers\/[\w.-]+\.(yaml|json)$/,
  /^dist\/schema\/[\w-]+\.schema\.json$/,
  /^dist\/tools\/[\w-]+\.mjs$/,
  /^dist\/tools\/[\w-]+\.d\.mts$/,
  /^dist\/tools\/engine\/go\.(mod|sum)$/,
  /^dist\/tools\/language-host\/[\w-]+\.mjs$/,
  /^dist\/tools\/language-host\/pulumi-language-nodejs$/,
];

/** What only the tools of a clone run, or may hold what is private. */
const FORBIDDEN = /(^|\/)(test|bench|stacks|node_modules|\.[^/]+)\/|\.env|\.test\.|Pulumi\.|left-behind/;

test("the package holds what runs, and nothing else that a clone has", () => {
  const paths = packed.map(({ path }) => path);
  expect(paths.filter((name) => !CONTENTS.some((pattern) => pattern.test(name)))).toEqual([]);
  expect(CONTENTS.filter((pattern) => !paths.some((name) => pattern.test(name)))).toEqual([]);
  expect(paths.filter((name) => FORBIDDEN.test(name))).toEqual([]);
});

test("what package.json names is in the package", () => {
  const { bin, exports } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8"));
  const named: readonly string[] = [bin.mailzone, ...Object.values(exports["."]), "package.json"].map(
    (name) => String(name).replace("./", ""),
  );
  const paths = packed.map(({ path }) => path);
  expect(named.filter((name) => !paths.includes(name))).toEqual([]);
});

test("the command is executable in the package, and says its version", async () => {
  const executable = packed.filter(({ mode }) => (mode & 0o111) !== 0).map(({ path }) => path);
  expect(executable.sort()).toEqual([
    "dist/tools/language-host/pulumi-language-nodejs",
    "dist/tools/mailzone.mjs",
  ]);
  const { version } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8"));
  expect(
    await run(consumer, [join(consumer, "node_modules/mailzone/dist/tools/mailzone.mjs"), "--version"]),
  ).toEqual({
    code: 0,
    stdout: `${version}\n`,
    stderr: "",
  });
});

test("`mailzone --help` names the commands", async () => {
  const { code, stdout, stderr } = await mailzone("--help");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(/^Usage: mailzone/);
  for (const command of ["check", "zone", "plan", "providers"]) expect(stdout).toContain(command);
});

test("`mailzone check` exits 0 for a sound spec, 1 for a broken one, 2 for a path that is not there", async () => {
  const spec = "domain: example.com\ndns: cloudflare\nmailbox: tencent-exmail\ndmarc: {policy: none}\n";
  write("sound.yaml", spec);
  write("broken.yaml", `${spec}records: [{name: mail, type: A, value: 192.0.2.1}]\n`);
  expect(await mailzone("check", "sound.yaml")).toMatchObject({ code: 0, stderr: "" });
  const broken = await mailzone("check", "broken.yaml");
  expect(broken).toMatchObject({ code: 1, stderr: "" });
  expect(broken.stdout).toContain("cname-exclusive");
  expect(broken.stdout).toContain("broken.yaml:5");
  expect(await mailzone("check", "absent.yaml")).toEqual({
    code: 2,
    stdout: "",
    stderr: "mailzone: absent.yaml does not exist\n",
  });
});

test("the JSON Schemas can be imported", async () => {
  write(
    "schema.js",
    'import spec from "mailzone/schema/spec.schema.json" with { type: "json" };\nconsole.log(spec.title);\n',
  );
  expect(await run(consumer, [process.execPath, "--no-warnings", "schema.js"])).toMatchObject({
    code: 0,
    stdout: "mailzone spec\n",
  });
});

const program = `import { MailZone } from "mailzone";
new MailZone("example.com", { dns: "cloudflare", mailbox: "tencent-exmail" });
`;

test("the types hold under nodenext and strict, and mark a mistake", async () => {
  write(
    "types.ts",
    `${program}
export const records: number = new MailZone("example.org", { dns: ["route53"], mailbox: "google-workspace" }).records;
// @ts-expect-error there is no such cloud
new MailZone("example.net", { dns: "nowhere", mailbox: "tencent-exmail" });
// @ts-expect-error there is no such key
new MailZone("example.net", { dns: "alidns", mailboxes: "tencent-exmail" });
`,
  );
  const compilerOptions = { module: "nodenext", target: "es2023", strict: true, noEmit: true, types: [] };
  write("tsconfig.json", JSON.stringify({ compilerOptions, files: ["types.ts"] }));
  const tsc = join(repository, "node_modules/typescript/bin/tsc");
  expect(await run(consumer, [process.execPath, tsc, "-p", "."])).toEqual({
    code: 0,
    stdout: "",
    stderr: "",
  });
});

test("a Pulumi program of the user's own publishes through MailZone, from index.js as from index.ts", async () => {
  const home = ensureSandboxHome(join(workshop, "sandbox"));
  ensureZones(home, [{ cloud: "cloudflare", name: "example.com" }]);
  const environment = sandboxEnvironment(home, process.env["MAILZONE_ENGINE_BIN"] ?? "");
  const pulumi = (...words: string[]): Promise<Run> =>
    run(consumer, ["pulumi", ...words, "--stack", "dev", "--non-interactive"], environment);
  const useMain = (main: string): void =>
    write("Pulumi.yaml", `name: own\nruntime: {name: nodejs, options: {typescript: false}}\nmain: ${main}\n`);
  write("index.js", program);
  write("index.ts", program.replace('"example.com"', '"example.com" as string'));

  useMain("index.js");
  await succeed(pulumi("stack", "init"));
  await succeed(pulumi("up", "--yes", "--skip-preview"));
  expect(stored(home)).toEqual(
    expect.arrayContaining(["CNAME mail.example.com", "MX example.com", "TXT example.com"]),
  );
  await succeed(pulumi("preview", "--expect-no-changes"));
  useMain("index.ts");
  await succeed(pulumi("preview", "--expect-no-changes"));
});

/** Type and owner of each record in the sandbox's zone. */
function stored(home: string): string[] {
  const store = new Store(home);
  try {
    const zone = zoneId({ cloud: "cloudflare", name: "example.com" });
    return store.records("cloudflare", zone).map(({ type, owner }) => `${type} ${owner}`);
  } finally {
    store.close();
  }
}
