/** Files that threads read ahead give the same as files read one by one, and no batch is lost or read twice. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Batches } from "../../src/source/ahead/batches.ts";
import { MANY_FILES, readYamlFiles } from "../../src/source/ahead/pool.ts";
import { type FilePath, readYamlFile } from "../../src/source/file.ts";
import { folderProject } from "../../src/source/project.ts";

/** What a file holds, by its number; most are sound. */
const contents: Readonly<Record<number, string | Uint8Array>> = {
  7: "a: [",
  50: Uint8Array.of(0xff, 0xfe),
  120: "a: 1\n---\nb: &x {1: one, c: [2, *x]}\n---\nd: .inf\n",
  200: "",
};

let folder: string;
let files: readonly FilePath[];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "mailzone-read-ahead-"));
  const project = folderProject(folder);
  files = Array.from({ length: MANY_FILES + 50 }, (_, i) => {
    const path = join(folder, `${i}.yaml`);
    // one is gone and one is no file
    if (i === 300) mkdirSync(path);
    else if (i !== 301)
      writeFileSync(path, contents[i] ?? `domain: d${i}.example\nrecords: [{name: a, type: A}]\n`);
    return { path, shown: `${i}.yaml`, project };
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("reading ahead", () => {
  test("gives each file what reading it by itself gives, in the order of the files", () => {
    expect([...readYamlFiles(files)]).toEqual(files.map(readYamlFile));
  });

  test("may end before all was taken", () => {
    expect(readYamlFiles(files).next().value).toEqual(readYamlFile(files[0] as FilePath));
  });
});

describe("batches", () => {
  test("each is claimed once, whoever asks, and together they are all files", () => {
    const here = new Batches(files);
    const there = new Batches(files, here.counters);
    const claimed: (readonly FilePath[])[] = [];
    for (;;) {
      const batch = (claimed.length % 3 === 0 ? there : here).claim();
      if (batch === undefined) break;
      claimed.push(here.filesOf(batch));
    }
    expect(claimed.flat()).toEqual(files);
    expect([here.claim(), there.claim()]).toEqual([undefined, undefined]);
  });

  test("who waits is told of one that was sent since, and not kept waiting for ever", () => {
    const here = new Batches(files);
    expect(here.await(here.finished(), 1)).toBe(false);
    const before = here.finished();
    new Batches(files, here.counters).finish();
    expect(here.await(before, 60_000)).toBe(true);
  });
});
