/** `npm run bench -- [check] [octodns] [start] [presets] [preview] [verify] [reports] [scale] [fleet] [first-hour]`: measures, and prints the figures; README.md explains them. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkFigures, presetsFigures, scaleFigures, startFigures } from "./check.ts";
import { firstHourFigures } from "./first-hour.ts";
import { fleetFigures, pullRequestFigures } from "./fleet.ts";
import { octodnsFigures } from "./octodns.ts";
import { previewFigures } from "./preview.ts";
import { reportsFigures } from "./reports.ts";
import { type Figures, printFigures } from "./table.ts";
import { verifyFigures } from "./verify.ts";

const CASES: Readonly<Record<string, (folder: string) => AsyncIterable<Figures>>> = {
  async *check(folder) {
    yield await checkFigures(folder, 1_000, 9);
    yield await checkFigures(folder, 10_000, 5);
  },
  async *octodns(folder) {
    yield* await octodnsFigures(folder, 1_000, 3_000, 3);
  },
  async *start(folder) {
    yield await startFigures(folder, 15);
  },
  async *presets(folder) {
    yield await presetsFigures(folder, 10_000, 5);
  },
  async *preview(folder) {
    yield await previewFigures(folder, 5);
  },
  async *verify(folder) {
    yield await verifyFigures(folder, 100, 5);
    yield await verifyFigures(folder, 1_000, 5);
  },
  async *reports(folder) {
    yield await reportsFigures(folder, 100_000, 3);
  },
  async *scale(folder) {
    yield await scaleFigures(folder, 10_000, 3);
  },
  async *fleet(folder) {
    yield* fleetFigures(join(folder, "many"), 1_000);
    yield* pullRequestFigures(join(folder, "request"), 10_000);
  },
  async *"first-hour"(folder) {
    yield* firstHourFigures(folder);
  },
};
/** Too slow to run by default. */
const ON_REQUEST = ["scale", "fleet", "first-hour"];

const asked = process.argv.slice(2);
const unknown = asked.find((name) => !Object.hasOwn(CASES, name));
if (unknown !== undefined) {
  console.error(`unknown measurement ${unknown}; the measurements are ${Object.keys(CASES).join(", ")}`);
  process.exit(2);
}

console.log("Medians of interleaved runs; x is relative to the first line of each table.\n");
for (const [name, measure] of Object.entries(CASES)) {
  if (asked.length > 0 ? !asked.includes(name) : ON_REQUEST.includes(name)) continue;
  const folder = mkdtempSync(join(tmpdir(), "mailzone-bench-"));
  try {
    for await (const figures of measure(folder)) console.log(printFigures(figures));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
