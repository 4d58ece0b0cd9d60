/** Keys are published as a whole: where one half cannot be kept or written, the other one is taken back. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { KeyEdits } from "../../src/cli/dkim/key-edits.ts";
import type { Keep } from "../../src/cli/dkim/private-key.ts";
import { publishKeys } from "../../src/cli/dkim/publish-keys.ts";
import { CannotRun } from "../../src/cli/print.ts";
import { loadPaths } from "../../src/pipeline.ts";

let folder: string;
let before: string;
beforeEach(() => {
  before = process.cwd();
  folder = mkdtempSync(join(tmpdir(), "mailzone-publish-"));
  mkdirSync(join(folder, "stacks/prod"), { recursive: true });
  for (const name of ["a", "b"]) writeFileSync(file(name), textOf(name));
  process.chdir(folder);
});
afterEach(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true, force: true });
});

const file = (name: string): string => join(folder, `stacks/prod/${name}.yaml`);
const textOf = (name: string): string => `domain: ${name}.example.com\ndns: cloudflare\nmode: send-only\n`;

/** Publishes a key for each domain; `keep` is asked for the nth. Yields what was kept and not taken back. */
async function published(keep: (nth: number) => void) {
  const wanted = loadPaths(["stacks"], folder).domains.map(
    ({ spec }) => ({ spec, selector: "s1", algorithm: "ed25519" }) as const,
  );
  const kept = new Set<string>();
  let nth = 0;
  const keeping: Keep = async ({ domain }) => {
    keep(++nth);
    kept.add(domain);
    return { where: "", advice: "", file: "", undo: async () => void kept.delete(domain) };
  };
  const work = publishKeys(wanted, { keep: keeping, now: new Date(), edits: new KeyEdits() });
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return { kept: [...kept], error };
}

test("all of them", async () => {
  expect(await published(() => {})).toEqual({ kept: ["a.example.com.", "b.example.com."], error: undefined });
  for (const name of ["a", "b"])
    expect(readFileSync(file(name), "utf8")).toContain("selector: s1, state: next");
});

test("none, where a private key cannot be kept", async () => {
  const { kept, error } = await published((nth) => {
    if (nth === 2) throw new CannotRun("no room");
  });
  expect([kept, error]).toEqual([[], new CannotRun("no room")]);
  for (const name of ["a", "b"]) expect(readFileSync(file(name), "utf8")).toBe(textOf(name));
});

test("none, where a spec cannot be written", async () => {
  const { kept, error } = await published((nth) => {
    // a folder in the place of the second file
    if (nth === 2) rmSync(file("b"));
    if (nth === 2) mkdirSync(file("b"));
  });
  expect(kept).toEqual([]);
  expect(error).toBeInstanceOf(CannotRun);
  expect(readFileSync(file("a"), "utf8")).toBe(textOf("a"));
});
