/**
 * The minimum for any program that reads the files with this YAML library: like parse-only.ts, but spread over all cores, and
 * without environment variables, one of which the library reads at every token (src/source/read.ts).
 */
import { readdirSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { isMainThread, Worker, workerData } from "node:worker_threads";
import { parseDocument } from "yaml";

const cores = availableParallelism();
const [folder = "."] = process.argv.slice(2);
if (isMainThread) {
  for (let core = 1; core < cores; core++)
    new Worker(import.meta.filename, { argv: [folder], workerData: core });
}
process.env = {};
const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
for (let i = isMainThread ? 0 : workerData; i < files.length; i += cores) {
  const { parentPath, name } = files[i] as (typeof files)[number];
  parseDocument(readFileSync(join(parentPath, name), "utf8"));
}
