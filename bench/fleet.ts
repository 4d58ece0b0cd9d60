/** A fleet of many stacks on the sandbox: from nothing, again, beside one stack, and a pull request on one domain of many. */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ensureSandboxHome, sandboxEnvironment } from "../sandbox/home.ts";
import { Store } from "../sandbox/store.ts";
import { ensureZones, wantedZones } from "../sandbox/zones.ts";
import { loadPaths } from "../src/pipeline.ts";
import { CLI, writeCorpus } from "./corpus.ts";
import { type Command, run, type Sample } from "./measure.ts";
import { atMost, type Figures } from "./table.ts";

const repository = join(import.meta.dirname, "..");

/** Five accounts on three clouds. */
const HOSTS = [
  "cloudflare",
  "route53",
  "alidns",
  "{cloud: cloudflare, account: two}",
  "{cloud: route53, account: two}",
] as const;
const ACCOUNTS = "accounts: {cloudflare: {two: {apiToken: two}}, route53: {two: {profile: two}}}";

/** So many domains are about 450 records. */
const DOMAINS_A_SHARD = 35;
const ONE_STACK = 500;

export async function* fleetFigures(folder: string, domains: number): AsyncIterable<Figures> {
  const project = new Project(join(folder, "fleet"));
  project.writeFleet(domains);
  const up = project.mailzone("fleet", "up", "--yes", "--quiet");
  const samples: Record<string, Sample> = {};
  samples["fleet up, from nothing"] = await run(up);
  const records = project.stored();
  samples["fleet up, nothing to do"] = await run(up);
  const first = samples["fleet up, from nothing"] as Sample;
  const second = samples["fleet up, nothing to do"] as Sample;
  const one = new Project(join(folder, "one"));
  one.writeStack(ONE_STACK);
  await run(one.pulumi("stack", "init"));
  const stopAfter = Math.ceil(2 * first.seconds);
  samples[`pulumi up of one stack of ${ONE_STACK} domains, stopped`] = await run({
    ...one.pulumi("up", "--yes", "--skip-preview"),
    stopAfter,
  });
  yield {
    title: `fleet of ${domains} domains, ${records} records, in ${shardsOf(domains)} stacks; the one stack had ${one.stored()} records when it was stopped`,
    samples,
    targets: [
      atMost(240, "s", first.seconds),
      atMost(90, "s", second.seconds),
      atMost(4096, "MB", first.megabytes),
    ],
  };
}

export async function* pullRequestFigures(folder: string, domains: number): AsyncIterable<Figures> {
  const project = new Project(folder);
  project.writeFleet(domains);
  const git = (...words: string[]): void => {
    const { status, stderr } = spawnSync("git", words, { cwd: folder, encoding: "utf8" });
    if (status !== 0) throw new Error(stderr);
  };
  writeFileSync(join(folder, ".gitignore"), "node_modules\nsandbox\n.mailzone\n");
  git("init", "--quiet", "--initial-branch=main");
  git("add", "--all");
  git("-c", "user.name=bench", "-c", "user.email=bench@example.com", "commit", "--quiet", "--message=all");
  const spec = join(folder, "stacks/prod/0/company00007.example.com.yaml");
  await run(project.mailzone("fleet", "up", "--yes", "--quiet", "--only", "company00007.example.com"));
  git("add", "--all");
  git("-c", "user.name=bench", "-c", "user.email=bench@example.com", "commit", "--quiet", "--message=up");
  writeFileSync(spec, readFileSync(spec, "utf8").replace("192.0.2.80", "192.0.2.81"));
  const since = ["--quiet", "--changed-since", "main"];
  const check = await run(project.mailzone("fleet", "check", ...since));
  const preview = await run(project.mailzone("fleet", "preview", ...since));
  yield {
    title: `a pull request on 1 of ${domains} domains`,
    samples: { "fleet check --changed-since": check, "fleet preview --changed-since": preview },
    // a preview checks as well
    targets: [atMost(15, "s", preview.seconds)],
  };
}

const shardsOf = (domains: number): number => Math.ceil(domains / DOMAINS_A_SHARD);

class Project {
  readonly #folder: string;
  readonly #home: string;
  readonly #env: NodeJS.ProcessEnv;

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(join(folder, "stacks"), { recursive: true });
    this.#write(
      "Pulumi.yaml",
      "name: acme-mail\nruntime: {name: nodejs, options: {typescript: false}}\nmain: main.js\nstackConfigDir: stacks\n",
    );
    this.#write("package.json", '{"type": "module"}');
    const program = join(repository, "dist/src/pulumi/main.js");
    this.#write("main.js", `export { default } from ${JSON.stringify(program)};\n`);
    symlinkSync(join(repository, "node_modules"), join(folder, "node_modules"));
    // the plugins as a published package has them: built
    this.#home = ensureSandboxHome(join(folder, "sandbox"), join(repository, "dist/sandbox/plugin-main.js"));
    this.#env = sandboxEnvironment(this.#home, process.env["MAILZONE_ENGINE_BIN"] ?? "");
  }

  writeFleet(domains: number): void {
    writeCorpus(join(this.#folder, "stacks/prod"), domains, ...HOSTS);
    this.#write(
      "stacks/prod/fleet.yaml",
      `shards: {count: ${shardsOf(domains)}}\nconfig: {sandbox: true, ${ACCOUNTS}}\n`,
    );
    this.#haveZones();
  }

  writeStack(domains: number): void {
    writeCorpus(join(this.#folder, "stacks/one"), domains);
    this.#write("stacks/Pulumi.one.yaml", "config:\n  acme-mail:sandbox: true\n");
    this.#haveZones();
  }

  mailzone(...words: string[]): Command {
    const command = { command: process.execPath, words: [CLI, ...words] };
    return { ...command, cwd: this.#folder, env: this.#env, withChildren: true };
  }

  pulumi(...words: string[]): Command {
    const command = { command: "pulumi", words: [...words, "--stack", "one", "--non-interactive"] };
    return { ...command, cwd: this.#folder, env: this.#env, withChildren: true };
  }

  /** How many records the zones have, without what a zone is born with. */
  stored(): number {
    const store = new Store(this.#home);
    const zones = store.zones();
    const all = zones.reduce((sum, { cloud, id }) => sum + store.countRecords(cloud, id), 0);
    store.close();
    return all - 2 * zones.filter(({ cloud }) => cloud === "route53").length;
  }

  #haveZones(): void {
    ensureZones(this.#home, wantedZones(loadPaths(["stacks"], this.#folder).zones));
  }

  #write(file: string, text: string): void {
    writeFileSync(join(this.#folder, file), text);
  }
}
