/** What a reading thread runs (pool.ts). */
import { workerData } from "node:worker_threads";
import { readYamlFile } from "../file.ts";
import { Batches } from "./batches.ts";
import type { ReadBatch, ReadingTask } from "./pool.ts";

const { files, counters, port } = workerData as ReadingTask;
const batches = new Batches(files, counters);
for (let batch = batches.claim(); batch !== undefined; batch = batches.claim()) {
  const read = batches.filesOf(batch).map(readYamlFile);
  port.postMessage(
    { batch, files: read } satisfies ReadBatch,
    read.flatMap(({ documents }) => documents.map(({ offsets }) => offsets.buffer as ArrayBuffer)),
  );
  batches.finish();
}
