/** A no-change `pulumi preview` of 500 records: mailzone's program against a bare one, on the stand-in cloud. */
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ensureSandboxHome, sandboxEnvironment } from "../sandbox/home.ts";
import { ensureZones } from "../sandbox/zones.ts";
import { type PlannedRecord, planZones } from "../src/cloud/plan.ts";
import type { Zone } from "../src/cloud/zone.ts";
import { loadPaths } from "../src/load.ts";
import { withoutDot } from "../src/zone/name.ts";
import { writeCorpus } from "./corpus.ts";
import { type Command, interleave, run } from "./measure.ts";
import type { Figures } from "./table.ts";

const repository = join(import.meta.dirname, "..");
const DOMAINS = 38;
/** mailzone's preview is to be at least this many times faster than the bare program as it is. */
const LEAST = 1.3;

export async function previewFigures(folder: string, rounds: number): Promise<Figures> {
  const specs = join(folder, "mailzone/stacks/bench");
  writeCorpus(specs, DOMAINS, "cloudflare");
  const { zones } = loadPaths([specs]);
  const home = ensureSandboxHome(join(folder, "sandbox"));
  const ids = zoneIds(home, zones);
  const records = planZones(zones).filter((resource) => resource.kind === "record");
  const file = join(folder, "records.json");
  writeFileSync(file, JSON.stringify(records.map((record) => bare(record, ids))));

  const environment = sandboxEnvironment(home, process.env["MAILZONE_ENGINE_BIN"] ?? "");
  const bareEnvironment = { ...environment, BENCH_RECORDS: file };
  const mailzone = await makeStack(folder, "mailzone", "src/pulumi/main.ts", environment);
  const byHand = await makeStack(folder, "bare", "bench/bare-program.ts", bareEnvironment);
  const withoutTraces = { ...byHand, env: { ...bareEnvironment, BENCH_NO_TRACES: "1" } };
  const samples = await interleave(
    { "bare program": byHand, "bare program, Error.stackTraceLimit = 0": withoutTraces, mailzone },
    rounds,
  );
  const faster = samples["bare program"].seconds / samples.mailzone.seconds;
  return {
    title: `preview of ${records.length} records, nothing to change`,
    samples,
    target: {
      text: `mailzone at least ${LEAST} times faster than the bare program (${faster.toFixed(2)})`,
      reached: faster >= LEAST,
    },
  };
}

/** Makes the zones at the stand-in; yields their ids by name. */
function zoneIds(home: string, zones: readonly Zone[]): ReadonlyMap<string, string> {
  const made = ensureZones(
    home,
    zones.map(({ name }) => ({ cloud: "cloudflare", name })),
  );
  return new Map(made.map(({ name, id }) => [name, id]));
}

/** A record as the bare program has it: written out, with the zone's id, so that it looks nothing up. */
function bare({ name, zone, args }: PlannedRecord, ids: ReadonlyMap<string, string>): object {
  return { name, args: { ...args, zoneId: ids.get(withoutDot(zone.name)) } };
}

/** A published stack `bench` of that program; yields its preview, which fails when there is something to change. */
async function makeStack(
  folder: string,
  project: string,
  program: string,
  env: NodeJS.ProcessEnv,
): Promise<Command> {
  const cwd = join(folder, project);
  mkdirSync(join(cwd, "stacks"), { recursive: true });
  const write = (name: string, text: string): void => writeFileSync(join(cwd, name), text);
  write(
    "Pulumi.yaml",
    `name: ${project}\nruntime: {name: nodejs, options: {typescript: false}}\nmain: main.ts\nstackConfigDir: stacks\n`,
  );
  write("package.json", '{"type": "module"}');
  write("main.ts", `export * from ${JSON.stringify(join(repository, program))};\n`);
  write("stacks/Pulumi.bench.yaml", "config: {mailzone:sandbox: true}\n");
  symlinkSync(join(repository, "node_modules"), join(cwd, "node_modules"));
  const pulumi = (...words: string[]): Command => ({
    command: "pulumi",
    words: [...words, "--stack", "bench", "--non-interactive"],
    cwd,
    env,
  });
  await run(pulumi("stack", "init"));
  await run(pulumi("up", "--yes", "--skip-preview"));
  return pulumi("preview", "--expect-no-changes");
}
