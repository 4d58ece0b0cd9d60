/**
 * A change of a fleet's rule moves domains between states: no call changes anything at a cloud, whatever dies meanwhile.
 * MAILZONE_KILLS says how many kills (1).
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { parked } from "../fleet/project.ts";
import { SandboxFleet } from "./sandbox-fleet.ts";

jest.setTimeout(600_000);

const KILLS = Number(process.env["MAILZONE_KILLS"] ?? 1);

const CONFIG = "config: {sandbox: true}\n";
const BY_FOLDER = `shards: {by: folder}\n${CONFIG}`;
const BY_COUNT = `shards: {count: 2}\n${CONFIG}`;

const project = new SandboxFleet({
  "stacks/prod/fleet.yaml": BY_FOLDER,
  "stacks/prod/eu/a.yaml": parked("a.example.com"),
  "stacks/prod/eu/b.yaml": parked("b.example.com", "route53"),
  "stacks/prod/us/c.yaml": parked("c.example.com", "alidns"),
  "stacks/prod/us/d.yaml": parked("d.example.com"),
});
afterAll(() => project.end());
beforeAll(async () => {
  project.haveZones();
  expect(await project.fleet("up", "--yes")).toMatchObject({ code: 0 });
});

/** Every shard has its domains: an update of none has anything to do, and nothing was asked of a cloud meanwhile. */
async function isSettled(calls: number): Promise<void> {
  const { code, stdout } = await project.fleet("up", "--yes", "--format", "json");
  const results = JSON.parse(stdout).shards.map(({ result }: { result: string }) => result);
  expect([code, new Set(results)]).toEqual([0, new Set(["unchanged"])]);
  expect(project.calls()).toBe(calls);
}

test("nothing to move says so", async () => {
  expect(await project.fleet("reshard")).toMatchObject({
    code: 0,
    stdout: "Nothing to move: every domain is in the state of its shard.\n",
  });
});

test("a spec that went to another folder: up refuses and names reshard, which moves it", async () => {
  const calls = project.calls();
  project.remove("stacks/prod/eu/a.yaml");
  project.write({ "stacks/prod/us/a.yaml": parked("a.example.com") });
  const refused = await project.fleet("up", "--yes");
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringMatching(/fleet reshard prod/) });
  const asked = await project.fleet("reshard");
  expect([asked.code, asked.stdout]).toEqual([
    0,
    "1 domain in the state of another stack than their shard's. No record is changed.\n  prod-eu to prod-us: 1 domain: a.example.com\nNothing was changed. To move them, run again with --yes\n",
  ]);
  expect(await project.fleet("reshard", "--yes")).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^Moved\. /m),
  });
  await isSettled(calls);
});

test("another rule: stacks are made, all domains move, and the emptied stacks are named", async () => {
  const calls = project.calls();
  project.write({ "stacks/prod/fleet.yaml": BY_COUNT });
  const { code, stdout, stderr } = await project.fleet("reshard", "--yes");
  expect({ code, stdout, stderr }).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/No spec is in prod-eu and prod-us any more/),
  });
  await isSettled(calls);
});

test("killed at any moment, the next one ends it", async () => {
  const calls = project.calls();
  for (let i = 0; i < KILLS; i++) {
    project.write({ "stacks/prod/fleet.yaml": i % 2 === 0 ? BY_FOLDER : BY_COUNT });
    const run = project.begin("reshard", "--yes");
    const end = project.endOf(run);
    // 0: while a state is being moved, else some time later
    while (!run.hasEnded && !readMark().includes('"atWork"')) await sleep(5);
    await sleep(400 * (i % 20));
    run.kill(["terminal", "SIGKILL"]);
    await end;
    const { code, stdout, stderr } = await project.fleet("reshard", "--yes");
    expect({ code, stdout, stderr }).toMatchObject({ code: 0 });
    await isSettled(calls);
  }
});

const folder = join(project.root, ".mailzone/fleet/prod");
const readMark = (): string =>
  readdirSync(folder).includes("reshard.json") ? readFileSync(join(folder, "reshard.json"), "utf8") : "";

test("a preview that would change something puts all states back", async () => {
  const calls = project.calls();
  // whose specs have another TTL
  const [before, other] = KILLS % 2 === 0 ? [BY_COUNT, BY_FOLDER] : [BY_FOLDER, BY_COUNT];
  project.write({ "stacks/prod/fleet.yaml": other });
  writeFileSync(join(project.root, "stacks/prod/us/defaults.yaml"), "ttl: 900\n");
  const { code, stderr } = await project.fleet("reshard", "--yes");
  expect(code).toBe(2);
  expect(stderr).toMatch(/would change what was moved: .*; the states were put back/);
  project.remove("stacks/prod/us/defaults.yaml");
  project.write({ "stacks/prod/fleet.yaml": before });
  await isSettled(calls);
});
