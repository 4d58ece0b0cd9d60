/** The disk of a worker's clone knows its engines after the worker has died. */
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { machineId } from "../../../src/engine/own-engine.ts";
import { EngineLog } from "../../../src/fleet/temporal/engine-log.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "mailzone-log-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const file = (): string => join(root, ".mailzone/worker/engines.jsonl");

test("another worker reads them, by stack; what was half written counts as nothing", () => {
  new EngineLog(root).started("prod-eu", 7);
  new EngineLog(root).started("prod-us", 8);
  appendFileSync(file(), '{"stack": "prod-eu", "pid": 9');
  expect(new EngineLog(root).enginesOf("prod-eu")).toEqual([
    expect.objectContaining({ pid: 7, machine: machineId() }),
  ]);
});

test("what is older than any shard takes is forgotten when a worker starts", () => {
  const log = new EngineLog(root);
  appendFileSync(
    file(),
    `${JSON.stringify({ stack: "prod-eu", pid: 1, machine: "m", time: "2020-01-01T00:00:00Z" })}\n`,
  );
  log.started("prod-eu", 2);
  expect(new EngineLog(root).enginesOf("prod-eu").map(({ pid }) => pid)).toEqual([2]);
  expect(readFileSync(file(), "utf8").split("\n")).toHaveLength(2);
});
