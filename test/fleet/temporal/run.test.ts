/** What a run is called: queues that no other fleet, account or version has, and workers that say which version they are. */
import { expect, test } from "@jest/globals";
import {
  runId,
  runQueue,
  shardQueue,
  versionOfWorker,
  workerIdentity,
} from "../../../src/fleet/temporal/run.ts";

test("each account of a fleet has a queue for each version", () => {
  const queues = [
    runQueue("acme", "prod"),
    runQueue("acme", "test"),
    shardQueue("acme", "prod", "1.0.0", ["route53"]),
    shardQueue("acme", "prod", "1.0.1", ["route53"]),
    shardQueue("acme", "prod", "1.0.0", ["route53.shop"]),
    shardQueue("acme", "prod", "1.0.0", ["cloudflare", "route53"]),
  ];
  expect(new Set(queues).size).toBe(queues.length);
});

test("a run is named after its project, fleet and work", () => {
  expect(runId("acme", "prod", "up")).toBe("mailzone/acme/prod/up");
});

test.each([
  [workerIdentity("1.2.3-beta.1", "a host", 7), "1.2.3-beta.1"],
  ["temporal-cli:root@host", undefined],
  ["", undefined],
])("%s has version %s", (identity, version) => {
  expect(versionOfWorker(identity)).toBe(version);
});
