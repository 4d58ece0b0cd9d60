/** The order of the rooms, and which room may use which package. docs/architecture.md says why. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { circles, type Imports, importsOf } from "./imports.ts";

/** A room may import itself and the rooms above it in this table, never one below. */
const ROOMS: readonly (readonly [room: string, files: RegExp])[] = [
  ["tools", /^tools\/.*\.mjs$/],
  ["sandbox", /^sandbox\/(?!rehearsal\.)/],
  ["finding", /^src\/finding\.ts$/],
  ["source", /^src\/source\//],
  ["zone", /^src\/zone\//],
  ["words", /^src\/words\//],
  ["mail", /^src\/mail\//],
  ["spec", /^src\/spec\//],
  ["preset", /^src\/preset\//],
  ["cloud", /^src\/cloud\//],
  ["plan", /^src\/plan\//],
  ["inventory", /^src\/inventory\//],
  ["view", /^src\/view\//],
  ["check", /^src\/check\//],
  ["guard", /^src\/guard\//],
  ["pipeline", /^src\/(?:pipeline|lint-preset)\.ts$/],
  ["import", /^src\/import\//],
  ["feedback", /^src\/feedback\//],
  ["live", /^src\/live\//],
  ["engine", /^src\/engine\//],
  ["fleet", /^src\/fleet\//],
  ["policy", /^src\/policy\//],
  ["report", /^src\/report\//],
  ["pulumi", /^src\/(?:pulumi\/|index\.ts$)/],
  ["codes", /^src\/codes\.ts$/],
  ["rehearsal", /^sandbox\/rehearsal\.ts$/],
  ["cli", /^src\/cli\//],
  ["generators", /^tools\/.*\.ts$/],
  ["bench", /^bench\//],
  ["test", /^test\//],
];

/** Packages of which not every room may know. */
const PACKAGES: readonly (readonly [name: RegExp, rooms: readonly string[]])[] = [
  [/^@pulumi\//, ["tools", "sandbox", "policy", "pulumi", "bench", "test"]],
  [/^yaml$/, ["source", "bench", "test"]],
  [/^commander$/, ["cli", "test"]],
  [/^@clack\/prompts$/, ["cli"]],
  [/^acorn$/, ["import"]],
  [/^(?:postal-mime|yauzl)$/, ["feedback", "test"]],
  [/^saxes$/, ["feedback", "live", "test"]],
  [/^@(?:peculiar|postalsys)\//, ["live", "test"]],
  [/^dns-packet$/, ["sandbox", "live", "bench", "test"]],
  [/^smtp-server$/, ["test"]],
  [/^playwright-core$/, ["test"]],
  [/^@temporalio\//, ["fleet", "cli", "test"]],
];

/** Tests are above everything that they test; among themselves they keep the same order, by their folders. */
const folderOf = (file: string): string => file.split("/")[1] ?? "";
const FOLDERS = [...ROOMS.map(([room]) => room).slice(1), "tools"];

const roomOf = (file: string): number => ROOMS.findIndex(([, files]) => files.test(file));
const nameOf = (file: string): string => ROOMS[roomOf(file)]?.[0] ?? "";

/** Why an import is against the order; undefined for one that is not. */
function fault(file: string, to: string): string | undefined {
  if (roomOf(file) < 0) return `${file} is in no room`;
  if (roomOf(to) < 0) {
    const [, rooms] = PACKAGES.find(([name]) => name.test(to)) ?? [];
    return rooms?.includes(nameOf(file)) === false ? `${file} imports the package ${to}` : undefined;
  }
  if (roomOf(to) > roomOf(file)) return `${file} imports ${to}, which is above it`;
  const isBetweenTests = nameOf(file) === "test" && nameOf(to) === "test";
  const [own, other] = [FOLDERS.indexOf(folderOf(file)), FOLDERS.indexOf(folderOf(to))];
  return isBetweenTests && own >= 0 && other > own
    ? `${file} imports ${to}, a test of a higher room`
    : undefined;
}

const faults = (imports: Imports): string[] =>
  [...imports].flatMap(([file, all]) => all.flatMap((to) => fault(file, to) ?? []));

const root = join(import.meta.dirname, "..");
const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
  cwd: root,
  encoding: "utf8",
})
  .split("\n")
  .filter(
    (file) => /^(?:src|sandbox|tools|bench|test)\/.*\.(?:ts|mjs)$/.test(file) && !file.includes("fixtures/"),
  );
const imports = importsOf(files, root);

test("every import follows the order of the rooms", () => {
  expect(faults(imports)).toEqual([]);
});

test("no files import each other in a circle", () => {
  expect(circles(imports)).toEqual([]);
});

describe("an import that is turned round", () => {
  const own = [...imports].flatMap(([file, all]) =>
    all.filter((to) => imports.has(to) && to !== file).map((to) => [file, to] as const),
  );
  const withImport = (file: string, to: string): Imports =>
    new Map([...imports, [file, [...(imports.get(file) ?? []), to]]]);

  test("is found between any two rooms", () => {
    const across = own.filter(([file, to]) => roomOf(file) !== roomOf(to));
    expect(across.length).toBeGreaterThan(1000);
    for (const [file, to] of across) expect([to, file, fault(to, file)]).not.toEqual([to, file, undefined]);
  });

  test("is found within a room, since it makes a circle", () => {
    const within = own.filter(([file, to]) => roomOf(file) === roomOf(to) && nameOf(file) !== "test");
    const some = within.filter((_, i) => i % 20 === 0);
    expect(some.length).toBeGreaterThan(20);
    for (const [file, to] of some) expect(circles(withImport(to, file))).not.toEqual([]);
  });
});

test("a package that only some rooms may know is found in the others", () => {
  expect(fault("src/check/run.ts", "@pulumi/pulumi/log/index.js")).toMatch(/imports the package/);
  expect(fault("src/spec/read.ts", "yaml")).toMatch(/imports the package/);
  expect(fault("src/pulumi/records.ts", "@pulumi/pulumi/stash.js")).toBeUndefined();
});
