/** `mailzone check` of many domains, against the parser alone; and what its start costs. */
import { cpSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { join, relative } from "node:path";
import { CLI, PRESETS, writeCorpus } from "./corpus.ts";
import { type Command, interleave, node } from "./measure.ts";
import { atMost, type Figures } from "./table.ts";

const PARSE_ONLY = join(import.meta.dirname, "parse-only.ts");
/** Limits for `check` of 10,000 domains: times the parse alone, seconds on a quiet machine, memory. */
const MOST = { timesTheParse: 1.5, seconds: 2, megabytes: 600 };
/** `check` of ten times the domains may take this many times as long. */
const MOST_TENFOLD = 11;
/** Limit for a list of the providers, in seconds. */
const MOST_FOR_A_LIST = 0.1;
/** Limit for all presets compared with the few that are used, times the processor time. */
const MOST_FOR_PRESETS = 1.1;

const ROOT = join(import.meta.dirname, "..");
const SOURCES = join(ROOT, "src/cli/main.ts");

export async function checkFigures(folder: string, domains: number, rounds: number): Promise<Figures> {
  const specs = join(folder, `${domains}`);
  writeCorpus(specs, domains);
  const samples = await interleave(
    { "yaml.parseDocument alone": node(PARSE_ONLY, specs), "mailzone check": node(CLI, "check", specs) },
    rounds,
  );
  const check = samples["mailzone check"];
  const ratio = check.seconds / samples["yaml.parseDocument alone"].seconds;
  return {
    title: `check of ${counted(domains)}, one file each`,
    samples,
    ...(domains === 10_000 && {
      targets: [
        atMost(MOST.timesTheParse, "times the parse alone", ratio),
        atMost(MOST.seconds, "s on a quiet machine", check.seconds),
        atMost(MOST.megabytes, "MB", check.megabytes),
      ],
    }),
  };
}

/** Shows that no step of `check` is quadratic: so many domains, and ten times as many. */
export async function scaleFigures(folder: string, domains: number, rounds: number): Promise<Figures> {
  const [few, many] = [domains, 10 * domains].map((count) => {
    const specs = join(folder, `${count}`);
    writeCorpus(specs, count);
    return node(CLI, "check", specs);
  }) as [Command, Command];
  const samples = await interleave({ few, many }, rounds);
  const times = samples.many.seconds / samples.few.seconds;
  return {
    title: "check of ten times as many domains",
    samples: { [counted(domains)]: samples.few, [counted(10 * domains)]: samples.many },
    targets: [atMost(MOST_TENFOLD, "times as long", times)],
  };
}

const counted = (domains: number): string => `${domains.toLocaleString("en")} domains`;

/** The cost of presets that no spec uses: mailzone with all presets, and with only those that the specs use. */
export async function presetsFigures(folder: string, domains: number, rounds: number): Promise<Figures> {
  const specs = join(folder, `${domains}`);
  writeCorpus(specs, domains);
  const samples = await interleave(
    { few: node(withFewPresets(join(folder, "few")), "check", specs), all: node(CLI, "check", specs) },
    rounds,
  );
  const times = samples.all.cpuSeconds / samples.few.cpuSeconds;
  return {
    title: `check of ${counted(domains)}`,
    samples: { [`with ${PRESETS.length} presets`]: samples.few, "with all presets": samples.all },
    targets: [atMost(MOST_FOR_PRESETS, "times the processor time", times)],
  };
}

/** The command line of a copy without other presets. */
function withFewPresets(folder: string): string {
  for (const part of ["dist", "package.json"])
    cpSync(join(ROOT, part), join(folder, part), { recursive: true });
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  const kept: ReadonlySet<string> = new Set(PRESETS.map((id) => `${id}.yaml`));
  const providers = join(folder, "dist/providers");
  for (const file of readdirSync(providers))
    if (file.endsWith(".yaml") && !kept.has(file)) rmSync(join(providers, file));
  return join(folder, relative(ROOT, CLI));
}

export async function startFigures(folder: string, rounds: number): Promise<Figures> {
  const specs = join(folder, "one");
  writeCorpus(specs, 1);
  const samples = await interleave(
    {
      "node -e 0": node("-e", "0"),
      "mailzone providers": node(CLI, "providers"),
      "mailzone check": node(CLI, "check", specs),
      "mailzone check, from its sources": node(SOURCES, "check", specs),
    },
    rounds,
  );
  return {
    title: "a list of the providers, and check of one spec",
    samples,
    targets: [atMost(MOST_FOR_A_LIST, "s for the list", samples["mailzone providers"].seconds)],
  };
}
