/**
 * Reads many YAML files while earlier ones are being worked on: parsing is a third of all work and needs no other file.
 * Nothing here is asynchronous: the threads share a `Batches` counter that says who reads which files, so the thread
 * that needs a file reads it itself if no other has begun to.
 */
import { availableParallelism } from "node:os";
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from "node:worker_threads";
import { type FilePath, readYamlFile } from "../file.ts";
import type { YamlFile } from "../read.ts";
import { Batches } from "./batches.ts";

/** Below this, a thread takes longer to start than it saves (bench/README.md). */
export const MANY_FILES = 400;

/** More threads would only wait: everything after parsing runs in one. */
const MOST_THREADS = 2;

/** How long to wait for a reading thread before its files are read here, in milliseconds; it may have run out of memory. */
const PATIENCE = 5_000;

/** Memory for a thread's short-lived objects, in MiB; with the default of 16, clearing it takes a tenth of the time. */
const YOUNG_GENERATION = 64;

/** What a reading thread gets, and what it sends back. */
export interface ReadingTask {
  readonly files: readonly FilePath[];
  readonly counters: SharedArrayBuffer;
  readonly port: MessagePort;
}
export interface ReadBatch {
  readonly batch: number;
  readonly files: readonly YamlFile[];
}

/** Each file's content, in the order of the files. The threads start at once, even if the first file is asked for later. */
export function readYamlFiles(files: readonly FilePath[]): IterableIterator<YamlFile> {
  const threads = files.length < MANY_FILES ? 0 : Math.min(availableParallelism() - 1, MOST_THREADS);
  if (threads === 0) return readHere(files);
  const batches = new Batches(files);
  return gather(
    batches,
    Array.from({ length: threads }, () => startReader(batches)),
  );
}

function* readHere(files: readonly FilePath[]): Generator<YamlFile> {
  for (const file of files) yield readYamlFile(file);
}

function* gather(batches: Batches, readers: readonly Reader[]): Generator<YamlFile> {
  const read = new Map<number, readonly YamlFile[]>();
  try {
    for (let batch = 0; batch < batches.count; batch++) {
      yield* awaitBatch(batch, batches, readers, read);
      read.delete(batch);
    }
  } finally {
    for (const { worker } of readers) void worker.terminate();
  }
}

interface Reader {
  readonly worker: Worker;
  readonly port: MessagePort;
}

function startReader({ files, counters }: Batches): Reader {
  const { port1, port2 } = new MessageChannel();
  const own = import.meta.url;
  const worker = new Worker(new URL(own.endsWith(".ts") ? "./worker.ts" : "./worker.js", own), {
    workerData: { files, counters, port: port2 } satisfies ReadingTask,
    transferList: [port2],
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION },
  });
  worker.unref();
  // its files are then read here, where a bug in mailzone shows its stack
  worker.on("error", () => {});
  return { worker, port: port1 };
}

function awaitBatch(
  batch: number,
  batches: Batches,
  readers: readonly Reader[],
  read: Map<number, readonly YamlFile[]>,
): readonly YamlFile[] {
  for (;;) {
    const finished = batches.finished();
    for (const { port } of readers) receive(port, read);
    const ready = read.get(batch);
    if (ready !== undefined) return ready;
    const mine = batches.claim() ?? (batches.await(finished, PATIENCE) ? undefined : batch);
    if (mine !== undefined) read.set(mine, batches.filesOf(mine).map(readYamlFile));
  }
}

function receive(port: MessagePort, read: Map<number, readonly YamlFile[]>): void {
  for (let got = receiveMessageOnPort(port); got !== undefined; got = receiveMessageOnPort(port)) {
    const { batch, files } = got.message as ReadBatch;
    read.set(batch, files);
  }
}
