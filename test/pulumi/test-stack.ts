/** A stack of its own: a project folder, a sandbox and specs that live only as long as one test file. */
import { execFile } from "node:child_process";
import { Resolver } from "node:dns/promises";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { type Cloud, clouds } from "../../sandbox/clouds/cloud-id.ts";
import { type DnsServer, startDnsServer } from "../../sandbox/dns-server.ts";
import { type Fault, injectFault } from "../../sandbox/faults.ts";
import { ensureSandboxHome, sandboxEnvironment } from "../../sandbox/home.ts";
import { Store } from "../../sandbox/store.ts";
import { ensureZones, wantedZones } from "../../sandbox/zones.ts";
import { observe } from "../../src/live/observe.ts";
import { loadPaths } from "../../src/pipeline.ts";
import { ownCommand } from "../../src/words/own-command.ts";
import { withoutDot } from "../../src/zone/name.ts";
import { printRdata } from "../../src/zone/rdata.ts";
import { program } from "../built.ts";

const repository = join(import.meta.dirname, "../..");

export interface Run {
  readonly code: number;
  /** stdout and stderr together. */
  readonly text: string;
  readonly stdout: string;
  readonly stderr: string;
}

export class TestStack {
  readonly folder = mkdtempSync(join(tmpdir(), "mailzone-stack-"));
  readonly home = ensureSandboxHome(join(this.folder, "sandbox"), program("sandbox/plugin-main.ts"));
  readonly specs = join(this.folder, "stacks/test");
  #environment = sandboxEnvironment(this.home, process.env["MAILZONE_ENGINE_BIN"] ?? "");
  /** Those that are up, or starting: several who ask at once share one. */
  readonly #servers = new Map<Cloud, Promise<DnsServer>>();

  /** A stack `test` in a project of its own that runs mailzone's program as it stands in the repository. */
  static async make(
    config: Record<string, unknown> = {},
    environment: Readonly<Record<string, string>> = {},
  ): Promise<TestStack> {
    const stack = new TestStack();
    stack.setEnvironment(environment);
    const write = (name: string, text: string): void => writeFileSync(join(stack.folder, name), text);
    const source = program("src/pulumi/main.ts");
    const main = basename(source);
    write(
      "Pulumi.yaml",
      `name: mailzone\nruntime: {name: nodejs, options: {typescript: false}}\nmain: ${main}\nstackConfigDir: stacks\n`,
    );
    write("package.json", '{"type": "module"}');
    write(main, `export { default } from ${JSON.stringify(source)};\n`);
    symlinkSync(join(repository, "node_modules"), join(stack.folder, "node_modules"));
    mkdirSync(stack.specs, { recursive: true });
    stack.configure(config);
    const made = await stack.pulumi("stack", "init", "test");
    if (made.code !== 0) throw new Error(made.text);
    return stack;
  }

  /** Writes the config of a stack anew. */
  configure(config: Record<string, unknown>, stack = "test"): void {
    const values = { "mailzone:sandbox": true, ...config };
    const lines = Object.entries(values).map(([key, value]) => `  ${key}: ${JSON.stringify(value)}\n`);
    const file = join(this.folder, `stacks/Pulumi.${stack}.yaml`);
    // the engine would make a new one, which takes it a quarter of a second of the processor
    const [salt = ""] = (existsSync(file) && /^encryptionsalt: .*\n/m.exec(readFileSync(file, "utf8"))) || [];
    writeFileSync(file, `config:\n${lines.join("")}${salt}`);
  }

  /** Replaces all specs; makes the zones they are in, as a user would have at each cloud. */
  write(specs: Readonly<Record<string, string>>, { zones = true } = {}): void {
    rmSync(this.specs, { recursive: true, force: true });
    mkdirSync(this.specs, { recursive: true });
    for (const [name, text] of Object.entries(specs)) {
      mkdirSync(dirname(join(this.specs, name)), { recursive: true });
      writeFileSync(join(this.specs, name), text);
    }
    if (zones) {
      ensureZones(this.home, wantedZones(this.#wanted()));
    }
  }

  #wanted() {
    return loadPaths([this.specs], this.folder).zones;
  }

  /** What the stack's commands run with, besides this process's own. */
  get environment(): Readonly<Record<string, string>> {
    return { ...this.#environment, NODE_OPTIONS: "" };
  }

  setEnvironment(change: Record<string, string>): void {
    this.#environment = { ...this.#environment, ...change };
  }

  /** Runs a Pulumi command on the stack. */
  pulumi(...words: string[]): Promise<Run> {
    return this.#run("pulumi", [...words, "--non-interactive", "--color", "never"]);
  }

  /** Runs a command of mailzone in the stack's project and shell. */
  mailzone(...words: string[]): Promise<Run> {
    return this.#run(process.execPath, [program("src/cli/main.ts"), ...words]);
  }

  /** How mailzone says in the stack's project that a command of its own is to be typed. */
  ownCommand(words: string): string {
    return ownCommand(words, repository, this.folder);
  }

  #run(command: string, words: readonly string[]): Promise<Run> {
    return new Promise((resolve) => {
      const options = {
        cwd: this.folder,
        env: { ...process.env, ...this.#environment, NODE_OPTIONS: "" },
        maxBuffer: 64 * 1024 * 1024,
      };
      execFile(command, words, options, (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === "number" ? error.code : 255;
        resolve({ code, text: stdout + stderr || String(error), stdout, stderr });
      });
    });
  }

  /** Confirms every change that the guards would stop, as somebody does who means all of it. */
  async confirmAll(): Promise<void> {
    // so that nothing passes that is confirmed already
    this.configure({});
    const { text } = await this.preview();
    this.configure({ "mailzone:confirm": changeIds(text) });
  }

  up(...words: string[]): Promise<Run> {
    return this.pulumi("up", "--yes", "--skip-preview", "--stack", "test", ...words);
  }

  preview(...words: string[]): Promise<Run> {
    return this.pulumi("preview", "--stack", "test", ...words);
  }

  refresh(...words: string[]): Promise<Run> {
    return this.pulumi("refresh", "--yes", "--stack", "test", ...words);
  }

  destroy(): Promise<Run> {
    return this.pulumi("destroy", "--yes", "--stack", "test");
  }

  /** Number of records in the cloud's zones, what a zone is born with left out. */
  stored(cloud?: Cloud): number {
    return this.withStore((store) =>
      store
        .zones(cloud)
        .reduce(
          (sum, zone) => sum + store.countRecords(zone.cloud, zone.id) - (zone.cloud === "route53" ? 2 : 0),
          0,
        ),
    );
  }

  /** Makes a call to a cloud go wrong. */
  spoil(fault: Fault): void {
    this.withStore((store) => injectFault(store, fault));
  }

  /** Works on what the clouds' stand-ins hold. */
  withStore<T>(work: (store: Store) => T): T {
    const store = new Store(this.home);
    try {
      return work(store);
    } finally {
      store.close();
    }
  }

  /** Every RRset that the specs want, as DNS answers it: `[cloud, name, type, wanted, answered]`, only where they differ. */
  async unanswered(): Promise<unknown[]> {
    const wrong: unknown[] = [];
    for (const zone of this.#wanted()) {
      const resolver = await this.resolver(zone.cloud.id);
      for (const { name, type, records } of zone.rrsets) {
        const wanted = records.map(({ data }) => printRdata(data)).sort();
        const answered = await observe(resolver, name, type);
        if (JSON.stringify(wanted) !== JSON.stringify(answered)) {
          wrong.push([zone.cloud.id, withoutDot(name), type, wanted, answered]);
        }
      }
    }
    return wrong;
  }

  /** A resolver that asks one cloud's stand-in. */
  async resolver(cloud: Cloud): Promise<Resolver> {
    const starting = this.#servers.get(cloud) ?? startDnsServer({ home: this.home, cloud });
    this.#servers.set(cloud, starting);
    const server = await starting;
    const resolver = new Resolver();
    resolver.setServers([`127.0.0.1:${server.port}`]);
    return resolver;
  }

  async remove(): Promise<void> {
    const servers = await Promise.all(this.#servers.values());
    await Promise.all(servers.map((server) => server.close()));
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The ids of the changes that a run's findings ask to confirm. */
export function changeIds(text: string): string[] {
  return [...text.matchAll(/--path 'confirm\[\d+\]' ([a-z-]+-[0-9a-f]{8}),/g)].map(([, id]) => id as string);
}

export const allClouds = clouds;
