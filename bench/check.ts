/** `mailzone check` of many domains, against the parser alone; and what its start costs. */
import { join } from "node:path";
import { CLI, writeCorpus } from "./corpus.ts";
import { type Command, interleave, node } from "./measure.ts";
import { atMost, type Figures } from "./table.ts";

const PARSE_ONLY = join(import.meta.dirname, "parse-only.ts");
/** What `check` of 10,000 domains may take: times the parse alone, seconds on a quiet machine, memory. */
const MOST = { timesTheParse: 1.5, seconds: 2, megabytes: 600 };
/** `check` of ten times the domains may take this many times as long. */
const MOST_TENFOLD = 11;

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

/** That no step of `check` is quadratic: so many domains, and ten times as many. */
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

export async function startFigures(folder: string, rounds: number): Promise<Figures> {
  const specs = join(folder, "one");
  writeCorpus(specs, 1);
  const samples = await interleave(
    { "node -e 0": node("-e", "0"), "mailzone check": node(CLI, "check", specs) },
    rounds,
  );
  return { title: "check of one spec", samples };
}
