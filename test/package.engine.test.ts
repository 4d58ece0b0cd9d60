/**
 * What is published, used as its users do: built and packed from a copy of the sources, so that nothing is written into
 * the clone, and installed in an empty folder, where Node refuses to strip types and only `dependencies` are there.
 */
import { execFile } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { ensureSandboxHome, sandboxEnvironment } from "../sandbox/home.ts";
import { Store } from "../sandbox/store.ts";
import { ensureZones, zoneId } from "../sandbox/zones.ts";
import { npm } from "../tools/child.mjs";
import { copyPackageSources } from "./package-sources.ts";

jest.setTimeout(600_000);

const repository = join(import.meta.dirname, "..");
const workshop = mkdtempSync(join(tmpdir(), "mailzone-package-"));
const sources = join(workshop, "sources");
const consumer = join(workshop, "consumer");
/** The user's own Node, which is in no node_modules. */
const bin = join(workshop, "bin");
mkdirSync(bin);
symlinkSync(process.execPath, join(bin, "node"));

interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function run(cwd: string, [command, ...words]: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Run> {
  const path = `${bin}:${process.env["PATH"]}`;
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

/** The peers of who publishes to Cloudflare alone, in the versions that the clone itself is tested with. */
const PEERS = ["@pulumi/pulumi", "@pulumi/cloudflare"].map((name) => {
  const { devDependencies } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8"));
  return `${name}@${devDependencies[name]}`;
});

let tarball = "";
let packed: readonly { readonly path: string; readonly mode: number }[] = [];

beforeAll(async () => {
  copyPackageSources(sources);
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
  const [made] = JSON.parse((await succeed(runNpm(sources, "pack", "--json"))).stdout);
  packed = made.files;
  tarball = join(sources, made.filename);

  mkdirSync(consumer);
  write("package.json", '{"private": true, "type": "module"}');
  const flags = ["--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts"];
  await succeed(runNpm(consumer, "install", ...flags, tarball, ...PEERS));
});
afterAll(() => rmSync(workshop, { recursive: true, force: true }));

/** Every file of the package matches one of these, and each of them matches a file. */
const CONTENTS = [
  /^(package\.json|action\.yml|README\.md|CHANGELOG\.md|LICENSE)$/,
  /^docs\/([\w-]+\/)?[\w.-]+\.md$/,
  /^docs\/images\/[\w-]+\.png$/,
  /^dist\/src\/([\w-]+\/)*[\w-]+\.js$/,
  /^dist\/src\/([\w-]+\/)*[\w-]+\.d\.ts$/,
  /^dist\/src\/report\/page\/browser\/page\.css$/,
  /^dist\/sandbox\/([\w-]+\/)*[\w-]+\.js$/,
  /^dist\/sandbox\/([\w-]+\/)*[\w-]+\.d\.ts$/,
  /^dist\/providers\/[\w.-]+\.(yaml|json)$/,
  /^dist\/schema\/[\w-]+\.schema\.json$/,
  /^dist\/pipelines\/(github|gitlab)\.yaml$/,
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

test.each([
  ["publint", ["publint/src/cli.js", "run", "TARBALL", "--strict"]],
  // only ESM, which every Node that mailzone runs on can also require
  [
    "are the types wrong",
    ["@arethetypeswrong/cli/dist/index.js", "TARBALL", "--ignore-rules", "cjs-resolves-to-esm"],
  ],
])("%s finds nothing in the package", async (_, [program, ...words]) => {
  const given = words.map((word) => (word === "TARBALL" ? tarball : word));
  const command = [process.execPath, join(repository, "node_modules", String(program)), ...given];
  expect(await run(workshop, command)).toMatchObject({ code: 0 });
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
  expect(await mailzone("report", "sound.yaml")).toMatchObject({
    code: 0,
    stdout: "wrote mailzone-report/index.html\n",
  });
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

test("a company's own repository: init, npm install, check, try, up; and nothing in it that git does not know", async () => {
  const company = join(workshop, "company");
  const command = join(consumer, "node_modules/.bin/mailzone");
  await succeed(run(workshop, [process.execPath, command, "init", "company", "--yes", "--ci", "github"]));
  const { dependencies } = JSON.parse(readFileSync(join(company, "package.json"), "utf8"));
  expect(dependencies["mailzone"]).toBe(`file:${tarball}`);
  const git = (...words: string[]): Promise<Run> => run(company, ["git", ...words]);
  await succeed(git("init", "--quiet"));

  await succeed(runNpm(company, "install", "--prefer-offline", "--no-audit", "--no-fund"));
  expect(readdirSync(join(company, "node_modules/@pulumi")).sort()).toEqual(["cloudflare", "pulumi"]);
  expect(await runNpm(company, "exec", "--no", "--", "mailzone", "check")).toEqual({
    code: 0,
    stdout: "no findings in 1 domain, 9 records\n",
    stderr:
      "Next: npx mailzone plan --stack prod (first, if there is no such stack yet: pulumi stack init prod)\n",
  });
  expect((await succeed(runNpm(company, "run", "try"))).stdout).toContain("9 records answered as wanted.");
  expect((await succeed(runNpm(company, "run", "try"))).stdout).toMatch(/ unchanged$/m);

  const doctor = await succeed(runNpm(company, "exec", "--no", "--", "mailzone", "doctor"));
  expect(doctor.stdout).toMatch(/^ok {6}@pulumi\/cloudflare +\d/m);
  expect(doctor.stdout).toMatch(
    /^note {4}@pulumi\/aws +not installed\n +fix: for specs on Amazon Route 53: npm install /m,
  );
  expect(doctor.stdout).toMatch(/\nnpx mailzone sandbox try can run\.\n$/);
  expect(doctor.stdout).not.toMatch(/npm start|named-checkzone|package-lock/);

  // the stack itself, with plain pulumi in the sandbox's shell
  const home = join(company, ".mailzone/sandbox");
  const environment = sandboxEnvironment(home, process.env["MAILZONE_ENGINE_BIN"] ?? "");
  const pulumi = (...words: string[]): Promise<Run> =>
    run(company, ["pulumi", ...words, "--stack", "sandbox", "--non-interactive"], environment);
  expect((await succeed(pulumi("up", "--yes", "--skip-preview"))).stdout).toMatch(/ unchanged$/m);
  await succeed(pulumi("preview", "--expect-no-changes"));

  const written = (await succeed(git("status", "--porcelain", "--untracked-files=all"))).stdout;
  expect(written.match(/\S+$/gm)?.toSorted()).toEqual([
    ".github/workflows/mailzone.yml",
    ".gitignore",
    ".vscode/settings.json",
    "Pulumi.yaml",
    "README.md",
    "index.js",
    "package-lock.json",
    "package.json",
    "providers/README.md",
    "stacks/Pulumi.prod.yaml",
    "stacks/Pulumi.sandbox.yaml",
    "stacks/prod/defaults.yaml",
    "stacks/prod/example.com.yaml",
  ]);
});

test("npm create mailzone is init, in the same version", async () => {
  const creating = join(consumer, "node_modules/create-mailzone");
  cpSync(join(repository, "create-mailzone"), creating, { recursive: true });
  const { version, dependencies } = JSON.parse(readFileSync(join(creating, "package.json"), "utf8"));
  const own = JSON.parse(readFileSync(join(repository, "package.json"), "utf8"));
  expect([version, dependencies]).toEqual([own.version, { mailzone: own.version }]);
  const words = [join(creating, "create-mailzone.mjs"), "created", "--yes", "--ci", "gitlab"];
  expect((await succeed(run(workshop, [process.execPath, ...words]))).stdout).toContain(
    "12 files written in created.",
  );
  expect(readdirSync(join(workshop, "created"))).toContain(".gitlab-ci.yml");
});

test("a cloud whose SDK is not installed is a finding that says what to install", async () => {
  const company = join(workshop, "company");
  const spec = join(company, "stacks/prod/example.com.yaml");
  writeFileSync(spec, `${readFileSync(spec, "utf8")}dns: route53\n`);
  const { code, stdout, stderr } = await runNpm(company, "run", "try");
  expect(code).not.toBe(0);
  expect(stdout + stderr).toMatch(/dns-sdk[\s\S]*npm install '@pulumi\/aws@/);
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
