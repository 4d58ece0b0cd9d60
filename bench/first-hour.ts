/**
 * The first hour, step by step in empty folders: mailzone from its package, and octoDNS as its README's "Getting started" has it
 * (github.com/octodns/octodns, read 2026-11-30), with BIND zone files as target since that needs no account. Both publish the same domain.
 * A step is timed once: npm and pip ask their registries, so the figures are for the order of size.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { npm } from "../tools/child.mjs";
import { type Command, run, type Sample } from "./measure.ts";
import type { Figures } from "./table.ts";

const REPOSITORY = join(import.meta.dirname, "..");
/** The newest on PyPI on 2026-11-30. */
const OCTODNS = ["octodns==1.22.0", "octodns-bind==1.1.0"];

const OCTODNS_FILES = {
  "config/production.yaml": `---
providers:
  config:
    class: octodns.provider.yaml.YamlProvider
    directory: ./config
    default_ttl: 3600
    enforce_order: True
  bind:
    class: octodns_bind.ZoneFileProvider
    directory: ./zones
zones:
  example.com.:
    sources:
      - config
    targets:
      - bind
`,
  "config/example.com.yaml": `---
'':
- type: MX
  values:
  - exchange: mxbiz1.qq.com.
    preference: 5
  - exchange: mxbiz2.qq.com.
    preference: 10
- type: NS
  values:
  - ns1.example.net.
  - ns2.example.net.
- type: TXT
  value: v=spf1 include:spf.mail.qq.com ~all
_dmarc:
  type: TXT
  value: v=DMARC1\\; p=none\\; rua=mailto:dmarc@example.com
imap:
  type: CNAME
  value: imap.exmail.qq.com.
mail:
  type: CNAME
  value: exmail.qq.com.
pop3:
  type: CNAME
  value: pop.exmail.qq.com.
smtp:
  type: CNAME
  value: smtp.exmail.qq.com.
`,
};

const INIT = [
  ...["mailzone", "init", "acme-mail", "--yes", "--cloud", "cloudflare", "--domain", "example.com"],
  ...["--mailbox", "tencent-exmail", "--dmarc", "none", "--rua", "mailto:dmarc@example.com"],
];

export async function* firstHourFigures(folder: string): AsyncIterable<Figures> {
  yield await mailzoneHour(folder);
  yield await octodnsHour(join(folder, "octodns"));
}

async function mailzoneHour(folder: string): Promise<Figures> {
  // an npm cache of its own: a new user has none
  const env = {
    PATH: `${dirname(process.execPath)}:${process.env["PATH"]}`,
    npm_config_cache: join(folder, "npm"),
  };
  const [program = "npm", ...first] = npm();
  const ask = (cwd: string, ...words: string[]): Command => ({
    command: program,
    words: [...first, ...words],
    cwd,
    env,
  });
  const packing = spawnSync(program, [...first, "pack", "--json", "--pack-destination", folder], {
    cwd: REPOSITORY,
    encoding: "utf8",
  });
  if (packing.status !== 0) throw new Error(packing.stderr);
  const file = join(folder, JSON.parse(packing.stdout)[0].filename);
  const project = join(folder, "acme-mail");
  const steps = await inTurn({
    "npx --package FILE mailzone init": ask(folder, "exec", "--yes", `--package=${file}`, "--", ...INIT),
    "npm install": ask(project, "install"),
    "npm run check": ask(project, "run", "check"),
    "npm run try: published on the sandbox, each record asked for": ask(project, "run", "try"),
    "npm run try, again": ask(project, "run", "try"),
  });
  const specs = join(project, "stacks/prod");
  const written = readdirSync(specs).map((name) => readFileSync(join(specs, name), "utf8"));
  return {
    title: `first hour with mailzone, a Pulumi engine there; ${linesOf(written)} lines of YAML, all written by init`,
    samples: steps,
  };
}

async function octodnsHour(folder: string): Promise<Figures> {
  for (const [name, text] of Object.entries(OCTODNS_FILES)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  mkdirSync(join(folder, "zones"));
  const own = (program: string, ...words: string[]): Command => ({
    command: join(folder, "env/bin", program),
    words,
    cwd: folder,
    env: { PIP_NO_CACHE_DIR: "1" },
  });
  const config = "--config-file=./config/production.yaml";
  const steps = await inTurn({
    "python3 -m venv env": { command: "python3", words: ["-m", "venv", "env"], cwd: folder },
    "pip install": own("pip", "install", "--quiet", "--disable-pip-version-check", ...OCTODNS),
    "octodns-validate": own("octodns-validate", config),
    "octodns-sync: the plan": own("octodns-sync", config),
    "octodns-sync --doit: zone files written": own("octodns-sync", config, "--doit"),
    "octodns-sync --doit, again": own("octodns-sync", config, "--doit"),
  });
  return {
    title: `first hour with octoDNS; ${linesOf(Object.values(OCTODNS_FILES))} lines of YAML, written by hand`,
    samples: steps,
  };
}

const linesOf = (texts: readonly string[]): number =>
  texts.reduce((sum, text) => sum + text.split("\n").filter((line) => /^\s*[^\s#]/.test(line)).length, 0);

/** Each step once, and their sum first. */
async function inTurn(steps: Readonly<Record<string, Command>>): Promise<Record<string, Sample>> {
  const samples: Record<string, Sample> = {};
  for (const [name, command] of Object.entries(steps)) samples[name] = await run(command);
  const seconds = Object.values(samples).reduce((sum, sample) => sum + sample.seconds, 0);
  return { together: { seconds, cpuSeconds: 0, megabytes: 0 }, ...samples };
}
