/**
 * A fleet's first run, which keeps no checkpoints, and a later one, which does, are ended at random points: `--resume` ends with
 * every zone as wanted, no record twice, and what is not the fleet's as it was.
 * MAILZONE_KILLS says how many points of each run (1), MAILZONE_SEED which.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, jest, test } from "@jest/globals";
import { clouds } from "../../sandbox/clouds/cloud-id.ts";
import { parked } from "../fleet/project.ts";
import { Console } from "./console.ts";
import { FLEET_VICTIMS, random, type Victim } from "./killing.ts";
import { type Ran, SandboxFleet } from "./sandbox-fleet.ts";

jest.setTimeout(7_200_000);

const KILLS = Number(process.env["MAILZONE_KILLS"] ?? 1);
const SEED = Number(process.env["MAILZONE_SEED"] ?? 20_261_130);

const domainOf = (cloud: string): string => `${cloud}.example`;
const specOf = (cloud: string, ...records: readonly string[]): string =>
  `${parked(domainOf(cloud), cloud)}records:\n${records.map((record) => `  - ${record}\n`).join("")}`;
const hosts = (count: number, address: string): readonly string[] =>
  [...Array(count).keys()].map((i) => `{name: h${i}, type: A, value: ${address}}`);

/** A shard on each cloud. */
const specs = (...records: readonly string[]): Record<string, string> =>
  Object.fromEntries(clouds.map((cloud) => [`stacks/prod/${cloud}/a.yaml`, specOf(cloud, ...records)]));

const FIRST = specs(...hosts(12, "192.0.2.1"), "{name: flips, type: CNAME, value: host.example.net}");
/** Some change, one turns into another type, some go, some come. */
const LATER = specs(
  ...hosts(6, "192.0.2.2"),
  "{name: flips, type: A, value: 192.0.2.3}",
  "{name: new, type: TXT, value: new}",
);

const FOREIGN = { owner: "www", type: "A", value: "192.0.2.99", ttl: 600 };

async function fleetWithForeignRecords(): Promise<SandboxFleet> {
  const project = new SandboxFleet({
    "stacks/prod/fleet.yaml": "shards: {by: folder}\nconfig: {sandbox: true, deletions: {percent: 100}}\n",
    ...FIRST,
  });
  project.haveZones();
  for (const cloud of clouds) await new Console(project.home, cloud, domainOf(cloud)).add(FOREIGN);
  return project;
}

/** With their ids, and the times at which they were changed. */
const foreign = (project: SandboxFleet): unknown =>
  clouds.map((cloud) => project.recordsAt(cloud, domainOf(cloud), FOREIGN.owner));

/** Ends one process of `fleet up` once so many records have come or gone. Whether there was one to end. */
async function interrupt(project: SandboxFleet, victim: Victim, at: number): Promise<boolean> {
  const calls = project.calls();
  const run = project.begin("up", "--yes", "--concurrency", "3");
  const end = project.endOf(run);
  while (!run.hasEnded && project.calls() < calls + at) await sleep(10);
  const wasKilled = !run.hasEnded && run.kill(victim);
  await end;
  return wasKilled;
}

/** @throws with what was said */
function succeeded({ code, stdout, stderr }: Ran): void {
  if (code !== 0) throw new Error(`exit code ${code}\n${stdout}${stderr}`);
}

/** @throws with what was said, where the fleet is not as wanted */
async function resume(project: SandboxFleet): Promise<void> {
  const last = project.journals().at(-1) ?? "";
  const isDone = last.includes('"entry":"done"') && !last.includes('"outcome":"failed"');
  succeeded(await project.fleet("up", "--yes", ...(isDone ? [] : ["--resume"])));
  expect(await project.fleet("drift")).toMatchObject({ code: 0, stdout: "prod: 3 shards: 3 as published\n" });
}

/** What the zones hold when nobody ends anything, after the first run and after the later one. */
async function undisturbed(): Promise<readonly (readonly string[])[]> {
  const project = await fleetWithForeignRecords();
  try {
    const texts: (readonly string[])[] = [];
    for (const files of [FIRST, LATER]) {
      project.write(files);
      succeeded(await project.fleet("up", "--yes"));
      texts.push(project.zoneTexts());
    }
    return texts;
  } finally {
    project.end();
  }
}

describe("killed", () => {
  test(`${KILLS} times in the first run, and ${KILLS} in a later one`, async () => {
    const [first = [], later = []] = await undisturbed();
    expect(first.length).toBeGreaterThan(3 * 13);
    const next = random(SEED);
    let hits = 0;
    for (let i = 0; i < KILLS; i++) {
      const project = await fleetWithForeignRecords();
      const before = foreign(project);
      const victim = FLEET_VICTIMS[(SEED + i) % FLEET_VICTIMS.length] as Victim;
      let said = `kill ${i} of ${victim.join(" by ")}, seed ${SEED}, first run`;
      try {
        if (await interrupt(project, victim, Math.floor(next() * 60))) hits++;
        await resume(project);
        expect([said, project.zoneTexts()]).toEqual([said, first]);
        said = `${said}, later run`;
        project.write(LATER);
        if (await interrupt(project, victim, Math.floor(next() * 40))) hits++;
        await resume(project);
        expect([said, project.zoneTexts()]).toEqual([said, later]);
        expect(foreign(project)).toEqual(before);
      } catch (error) {
        throw new Error(`${said}\n${error}`, { cause: error });
      } finally {
        project.end();
      }
    }
    expect(hits).toBeGreaterThanOrEqual(KILLS);
  });
});
