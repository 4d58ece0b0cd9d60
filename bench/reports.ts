/** `mailzone dmarc report` of one report with many rows, against parsedmarc, which reads the same file and adds up the same figures. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { ensureParsedmarc } from "../tools/parsedmarc.mjs";
import { CLI } from "./corpus.ts";
import { manyRows } from "./many-rows.ts";
import { interleave, node } from "./measure.ts";
import { atMost, type Figures } from "./table.ts";

const JUDGE = join(import.meta.dirname, "../test/feedback/judged/judge.py");
/** Limit for 100,000 rows, in seconds. */
const MOST = 10;

export async function reportsFigures(folder: string, rows: number, rounds: number): Promise<Figures> {
  const python = await ensureParsedmarc({ log: console.error });
  const specs = join(folder, "specs");
  mkdirSync(specs);
  writeFileSync(
    join(specs, "example.com.yaml"),
    "domain: example.com\ndns: cloudflare\nmailbox: google-workspace\ndmarc: {policy: none}\n",
  );
  const report = join(folder, "report.xml.gz");
  writeFileSync(report, gzipSync(manyRows(rows)));
  const samples = await interleave(
    {
      parsedmarc: { command: python, words: [JUDGE, report] },
      "mailzone dmarc report": node(CLI, "dmarc", "report", report, "--specs", specs),
    },
    rounds,
  );
  return {
    title: `a DMARC report of ${rows.toLocaleString("en")} rows`,
    samples,
    targets: [atMost(MOST, "s", samples["mailzone dmarc report"].seconds)],
  };
}
