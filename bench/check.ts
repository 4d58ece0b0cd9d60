/** `mailzone check` of many domains, against the parser alone; and what its start costs. */
import { join } from "node:path";
import { writeCorpus } from "./corpus.ts";
import { interleave, node } from "./measure.ts";
import type { Figures } from "./table.ts";

const CLI = join(import.meta.dirname, "../src/cli/main.ts");
const PARSE_ONLY = join(import.meta.dirname, "parse-only.ts");
/** `check` of 10,000 domains may take this many times the parse alone. */
const MOST = 3;

export async function checkFigures(folder: string, domains: number, rounds: number): Promise<Figures> {
  const specs = join(folder, `${domains}`);
  writeCorpus(specs, domains);
  const samples = await interleave(
    { "yaml.parseDocument alone": node(PARSE_ONLY, specs), "mailzone check": node(CLI, "check", specs) },
    rounds,
  );
  const ratio = samples["mailzone check"].seconds / samples["yaml.parseDocument alone"].seconds;
  return {
    title: `check of ${domains.toLocaleString("en")} domains, one file each`,
    samples,
    ...(domains >= 10_000 && {
      target: { text: `at most ${MOST} times the parse alone`, reached: ratio <= MOST },
    }),
  };
}

export async function startFigures(folder: string, rounds: number): Promise<Figures> {
  const specs = join(folder, "one");
  writeCorpus(specs, 1);
  const samples = await interleave(
    { "node -e 0": node("-e", "0"), "mailzone check": node(CLI, "check", specs) },
    rounds,
  );
  return { title: "check of one spec", samples };
}
