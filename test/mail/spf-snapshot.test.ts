/** The snapshot as it lies in the repository, and how it is written. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { z } from "zod";
import { evaluatedTerms, parseSpf } from "../../src/mail/spf.ts";
import {
  printSnapshot,
  readSnapshot,
  SNAPSHOT_FILE,
  snapshotLookup,
  writeSnapshot,
} from "../../src/mail/spf-snapshot.ts";
import { isSpf } from "../../src/mail/text-kind.ts";
import { openLibrary } from "../../src/preset/library.ts";

const snapshot = readSnapshot();
const names = Object.entries(snapshot.names);

const word = z.string().regex(/^\S(.*\S)?$/);
const source = { seen: z.string().regex(/^20\d\d(-\d\d(-\d\d)?)?$/), source: word, doubt: word.optional() };
const service = word.optional();
const entry = z.union([
  z.strictObject({ service, text: z.string().refine(isSpf), ...source }),
  z.strictObject({ service, terms: z.string(), ...source }),
  z.strictObject({ service, lookups: z.int().min(1), ...source }),
  z.strictObject({ service, none: word, ...source }),
  z.strictObject({ service }),
]);

describe("the snapshot", () => {
  test.each(names)("%s has a record with day and source, or nothing yet", (name, one) => {
    expect(name).toMatch(/^([a-z0-9_-]+\.)+[a-z]+$/);
    expect(() => entry.parse(one)).not.toThrow();
  });

  test.each(names)("the record of %s is sound SPF", (_, { text, terms }) => {
    const record = text ?? `v=spf1 ${terms ?? ""}`;
    expect(parseSpf(record).problems).toEqual([]);
  });

  test("has every name that its records include", () => {
    const missing = names.flatMap(([, { text, terms }]) =>
      evaluatedTerms(parseSpf(text ?? `v=spf1 ${terms ?? ""}`)).flatMap((term) =>
        (term.name === "include" || term.name === "redirect") && !Object.hasOwn(snapshot.names, term.domain)
          ? [term.domain]
          : [],
      ),
    );
    expect(missing).toEqual([]);
  });

  test("has every name that a preset includes, as a service", () => {
    const included = openLibrary()
      .presets()
      .flatMap(({ records }) => records.flatMap((record) => (record.type === "SPF" ? record.terms : [])))
      .flatMap((term) => /^include:([^{}]+)$/.exec(term)?.[1] ?? []);
    expect(included.length).toBeGreaterThan(8);
    for (const name of included) expect(snapshot.names[name]).toMatchObject({ service: expect.any(String) });
  });

  test("is written as it lies there", () => {
    expect(readFileSync(SNAPSHOT_FILE, "utf8")).toBe(printSnapshot(snapshot));
  });
});

describe("looking up", () => {
  test("reads nothing before the first name, and once for all", () => {
    let reads = 0;
    const find = snapshotLookup(() => {
      reads++;
      return { version: 1, names: { "b.test": { text: "v=spf1 a -all", seen: "2026" }, "c.test": {} } };
    });
    expect(reads).toBe(0);
    expect(find("b.test.")).toMatchObject({ seen: "2026" });
    expect(find("b.test.")).toBe(find("b.test."));
    expect([find("c.test."), find("d.test."), find("constructor.")]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(reads).toBe(1);
  });
});

describe("writing", () => {
  const folder = mkdtempSync(join(tmpdir(), "mailzone-snapshot-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("sorts, replaces the file whole and leaves nothing beside it", () => {
    const file = join(folder, "a.json");
    writeSnapshot({ version: 1, names: { b: { seen: "2026", text: "v=spf1", service: "B" }, a: {} } }, file);
    writeSnapshot({ version: 1, names: { b: { seen: "2026", text: "v=spf1", service: "B" }, a: {} } }, file);
    expect(readFileSync(file, "utf8")).toBe(
      `${JSON.stringify({ version: 1, names: { a: {}, b: { service: "B", text: "v=spf1", seen: "2026" } } }, undefined, 2)}\n`,
    );
    expect(readdirSync(folder)).toEqual(["a.json"]);
  });

  test("leaves nothing behind where it fails", () => {
    expect(() => writeSnapshot({ version: 1, names: {} }, join(folder, "none/a.json"))).toThrow(/ENOENT/);
    expect(readdirSync(folder)).toEqual(["a.json"]);
  });
});
