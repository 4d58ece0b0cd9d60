/** Without Temporal's packages, which few need, each command that is about Temporal says what to install, and all others run. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { FleetProject, parked } from "../fleet/project.ts";
import { MAIN } from "./run.ts";

const project = new FleetProject({
  "stacks/prod/fleet.yaml": "shards: {by: folder}\n",
  "stacks/prod/eu/a.yaml": parked("a.example"),
});
afterAll(() => project.end());

function fleet(...words: string[]) {
  const hook = join(import.meta.dirname, "without-temporal.mjs");
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", "--import", hook, MAIN, "fleet", ...words],
    { cwd: project.root, encoding: "utf8" },
  );
  return { status, stdout, stderr };
}

test.each([["worker"], ["schedule"], ["up", "--yes"], ["preview"], ["drift"]])("fleet %s", (...words) => {
  const [work = ""] = words;
  const engine = ["worker", "schedule"].includes(work) ? [] : ["--engine", "temporal"];
  expect(fleet(...words, ...engine)).toEqual({
    status: 2,
    stdout: "",
    stderr: expect.stringMatching(
      /^mailzone: Temporal's packages are not installed in this project: npm install --save-exact @temporalio\/activity@\d\S+ .*@temporalio\/workflow@\d\S+\n$/,
    ),
  });
});

test("fleet list needs none of them", () => {
  expect(fleet("list")).toMatchObject({
    status: 0,
    stdout: expect.stringContaining("prod: 1 shard, 1 domain"),
  });
});
