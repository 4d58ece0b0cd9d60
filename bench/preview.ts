/** A no-change `pulumi preview` of 500 records: mailzone's program against a bare one, on the stand-in cloud. */
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ensureSandboxHome, sandboxEnvironment } from "../sandbox/home.ts";
import { ensureZones, zoneId } from "../sandbox/zones.ts";
import { loadPaths } from "../src/pipeline.ts";
import { type PlannedRecord, planZones } from "../src/plan/plan.ts";
import type { Zone } from "../src/plan/zone.ts";
import { withoutDot } from "../src/zone/name.ts";
import { writeCorpus } from "./corpus.ts";
import { type Command, interleave, run } from "./measure.ts";
import type { Figures } from "./table.ts";

const repository = join(import.meta.dirname, "..");
const DOMAINS = 38;
/** mailzone's preview should be at least this many times faster than the plain bare program. */
const LEAST = 1.3;

export async function previewFigures(folder: string, rounds: number): Promise<Figures> {
  const specs = join(folder, "mailzone/stacks/bench");
  writeCorpus(specs, DOMAINS, "cloudflare");
  const { zones } = loadPaths([specs]);
  const records = planZones(zones).filter((resource) => resource.kind === "record");
  const file = join(folder, "records.json");
  writeFileSync(file, JSON.stringify(records.map(writtenOut)));

  const mailzone = await makeStack(join(folder, "mailzone"), "src/pulumi/main.ts", zones);
  const bare = await makeStack(join(folder, "bare"), "bench/bare-program.ts", zones, { BENCH_RECORDS: file });
  const withoutTraces = { ...bare, env: { ...bare.env, BENCH_NO_TRACES: "1" } };
  const samples = await interleave(
    { "bare program": bare, "bare program, Error.stackTraceLimit = 0": withoutTraces, mailzone },
    rounds,
  );
  const faster = samples["bare program"].seconds / samples.mailzone.seconds;
  return {
    title: `preview of ${records.length} records, nothing to change`,
    samples,
    targets: [
      {
        text: `mailzone at least ${LEAST} times faster than the bare program (${faster.toFixed(2)})`,
        reached: faster >= LEAST,
      },
    ],
  };
}

const zoneOf = ({ name }: Zone) => ({ cloud: "cloudflare", name: withoutDot(name) }) as const;

/** A record for the bare program: with the zone's id, so that it looks nothing up. */
function writtenOut({ name, zone, args }: PlannedRecord): object {
  return { name, args: { ...args, zoneId: zoneId(zoneOf(zone)) } };
}

/**
 * A published stack `bench` of that program, in its own sandbox.
 * Yields its preview, which fails if there is something to change.
 */
async function makeStack(
  cwd: string,
  program: string,
  zones: readonly Zone[],
  more: Readonly<Record<string, string>> = {},
): Promise<Command> {
  mkdirSync(join(cwd, "stacks"), { recursive: true });
  const write = (name: string, text: string): void => writeFileSync(join(cwd, name), text);
  write(
    "Pulumi.yaml",
    "name: mailzone\nruntime: {name: nodejs, options: {typescript: false}}\nmain: main.ts\nstackConfigDir: stacks\n",
  );
  write("package.json", '{"type": "module"}');
  write("main.ts", `export * from ${JSON.stringify(join(repository, program))};\n`);
  // the bare program contains the zones' ids, so mailzone gets them too, from its stack's config
  const zoneIds = {
    cloudflare: Object.fromEntries(zones.map((zone) => [withoutDot(zone.name), zoneId(zoneOf(zone))])),
  };
  const config = { "mailzone:sandbox": true, "mailzone:zoneIds": zoneIds };
  write("stacks/Pulumi.bench.yaml", JSON.stringify({ config }));
  symlinkSync(join(repository, "node_modules"), join(cwd, "node_modules"));
  const home = ensureSandboxHome(join(cwd, "sandbox"));
  ensureZones(home, zones.map(zoneOf));
  const env = { ...sandboxEnvironment(home, process.env["MAILZONE_ENGINE_BIN"] ?? ""), ...more };
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
