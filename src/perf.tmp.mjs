import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
const { writeCorpus } = await import("/work/main/bench/corpus.ts");
const { parseSpecs } = await import("/work/main/src/spec/read.ts");
const { expand } = await import("/work/main/src/preset/expand.ts");
const { openLibrary } = await import("/work/main/src/preset/library.ts");
const { placeDomains } = await import("/work/main/src/cloud/place.ts");
const { runChecks } = await import("/work/main/src/check/run.ts");
const { checks } = await import("/work/main/src/check/checks.ts");
const old = new Set(readFileSync("/tmp/old37", "utf8").split("\n"));
const dir = mkdtempSync("/tmp/corpus-"); writeCorpus(dir, 10000);
const lib = openLibrary(); const specs = [];
for (const f of readdirSync(dir, { recursive: true })) if (f.endsWith(".yaml")) specs.push(...parseSpecs(f, readFileSync(join(dir, f)), [], undefined).specs);
rmSync(dir, { recursive: true });
const mine = checks.filter((c) => old.has(c.id));
for (const [name, list] of [["37", mine], ["all", checks], ["37", mine], ["all", checks]]) {
  const { zones } = placeDomains(specs.map((s) => expand(s, lib).domain));
  const t0 = process.cpuUsage(); runChecks(zones, list); const t = process.cpuUsage(t0);
  console.log(name, list.length, "CPU ms", ((t.user + t.system) / 1000).toFixed(0));
}
