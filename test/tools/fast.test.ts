/** `npm test -- --fast` leaves tests out by the names of their files, so the names must be right. */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "@jest/globals";

const root = join(import.meta.dirname, "../..");
/** Helpers by which tests start the engine. */
const STARTERS = ["test/pulumi/test-stack.ts", "test/sandbox/engine.ts"];

/** A test file and all that it imports of the tests, and they of each other. */
function reached(file: string, found = new Set<string>()): ReadonlySet<string> {
  found.add(file);
  for (const [, path = ""] of readFileSync(join(root, file), "utf8").matchAll(/ from "(\.[^"]+)"/g)) {
    const target = join(dirname(file), path);
    if (target.startsWith("test/") && !found.has(target)) reached(target, found);
  }
  return found;
}

test("every test that reaches what starts the engine is named *.engine.test.ts", () => {
  for (const starter of STARTERS) expect([starter, existsSync(join(root, starter))]).toEqual([starter, true]);
  const files = readdirSync(join(root, "test"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".test.ts") && !name.endsWith(".engine.test.ts"))
    .map((name) => join("test", name));
  const starting = files.filter((file) => STARTERS.some((starter) => reached(file).has(starter)));
  expect(starting).toEqual([]);
});

test("one that starts it in another way fails in a fast run, and is told why", () => {
  const run = spawnSync("pulumi", ["up"], { env: { PATH: join(root, "tools/no-engine") }, encoding: "utf8" });
  expect(run.status).toBe(1);
  expect(run.stderr).toMatch(/^a fast test started the engine \(pulumi up\): .*\*\.engine\.test\.ts\n$/);
});
