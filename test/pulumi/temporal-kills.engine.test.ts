/**
 * A fleet's runs on Temporal with the states in PostgreSQL, in which something is killed at random points: a worker, the engine of a shard, the
 * Temporal server, PostgreSQL. Once what was killed is back, every zone is as wanted, no record is there twice, and what is not the
 * fleet's is as it was.
 * MAILZONE_KILLS says how often each of them is killed (1), MAILZONE_SEED where.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { expect, jest } from "@jest/globals";
import { clouds } from "../../sandbox/clouds/cloud-id.ts";
import { parked } from "../fleet/project.ts";
import { needs } from "../needs.ts";
import { Console } from "./console.ts";
import { random } from "./killing.ts";
import type { Ran } from "./sandbox-fleet.ts";
import { type Postgres, startPostgres } from "./state-servers.ts";
import { TemporalFleet } from "./temporal-fleet.ts";
import { TemporalServer } from "./temporal-server.ts";

jest.setTimeout(10_800_000);

const { afterAll, beforeAll, describe, test } = needs("go", "initdb");

const KILLS = Number(process.env["MAILZONE_KILLS"] ?? 1);
const SEED = Number(process.env["MAILZONE_SEED"] ?? 20_261_201);

let server: TemporalServer;
let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres();
  await postgres.make("states");
  server = await TemporalServer.start();
});
afterAll(() => Promise.all([server?.end(), postgres?.end()]));

const domainOf = (cloud: string): string => `${cloud}.example`;
const FOREIGN = { owner: "www", type: "A", value: "192.0.2.99", ttl: 600 };

/** From one to the next some records change, some go, some come, and one becomes another type. */
const VARIANTS = 4;

function specs(round: number): Record<string, string> {
  const variant = round % VARIANTS;
  const hosts = [...Array(10).keys()].map(
    (i) => `{name: h${i + variant}, type: A, value: 192.0.2.${variant + 1}}`,
  );
  const flips =
    variant % 2 === 0
      ? "{name: flips, type: CNAME, value: host.example.net}"
      : "{name: flips, type: A, value: 192.0.2.3}";
  const records = [...hosts, flips].map((record) => `  - ${record}\n`).join("");
  return Object.fromEntries(
    clouds.map((cloud) => [
      `stacks/prod/${cloud}/a.yaml`,
      `${parked(domainOf(cloud), cloud)}records:\n${records}`,
    ]),
  );
}

const FLEET = "shards: {by: folder}\nconfig: {sandbox: true, deletions: {percent: 100}}\n";

/** What is killed, and how it comes back. */
const VICTIMS: Readonly<Record<string, (project: TemporalFleet, which: number) => Promise<void>>> = {
  async worker(project, which) {
    project.workers[which % project.workers.length]?.kill(["worker", "SIGKILL"]);
    await project.work("--concurrency", "2");
  },
  async engine(project, which) {
    const workers = [...project.workers.slice(which % project.workers.length), ...project.workers];
    workers.some((worker) => worker.kill(["engine", "SIGKILL"]));
  },
  async server() {
    await server.kill();
    await sleep(1_000);
    await server.begin();
  },
  async postgres() {
    await postgres.kill();
    await sleep(1_000);
    postgres.begin();
  },
};

describe("killed", () => {
  test(`${Object.keys(VICTIMS).join(", ")}: ${KILLS} times each`, async () => {
    const project = new TemporalFleet(
      server,
      { "stacks/prod/fleet.yaml": FLEET, ...specs(0) },
      { PULUMI_BACKEND_URL: postgres.url("states") },
    );
    try {
      for (const cloud of clouds) await new Console(project.home, cloud, domainOf(cloud)).add(FOREIGN);
      const foreign = (): unknown =>
        clouds.map((cloud) => project.recordsAt(cloud, domainOf(cloud), FOREIGN.owner));
      const before = foreign();
      await project.work("--concurrency", "2");
      await project.work("--concurrency", "2");
      const next = random(SEED);
      const wanted = await undisturbed();
      for (let round = 0; round < KILLS * Object.keys(VICTIMS).length; round++) {
        const [victim, kill] = Object.entries(VICTIMS)[round % Object.keys(VICTIMS).length] ?? [];
        const at = Math.floor(next() * 40);
        const said = `round ${round}: ${victim} killed at call ${at}, seed ${SEED}`;
        project.write(specs(round));
        project.commit();
        try {
          const calls = project.calls();
          const run = project.begin("up", "prod", "--engine", "temporal", "--yes");
          const end = project.endOf(run);
          while (!run.hasEnded && project.calls() < calls + at) await sleep(10);
          await kill?.(project, round);
          await settled(project, await end);
          expect([said, ownOf(project)]).toEqual([said, wanted[round % VARIANTS]]);
          expect(foreign()).toEqual(before);
        } catch (error) {
          const workers = project.workers.map(({ stderr }) => stderr.split("\n").slice(-12).join("\n"));
          throw new Error(`${said}\n${error}\n${workers.join("\n---\n")}`, { cause: error });
        }
      }
    } finally {
      project.end();
    }
  });
});

/** What a person does that reads the report: begins again what failed, once. @throws with what was said */
async function settled(project: TemporalFleet, first: Ran): Promise<void> {
  const last = first.code === 0 ? first : await project.temporal("up", "--yes");
  if (last.code !== 0)
    throw new Error(`exit code ${last.code}\n${first.stdout}${first.stderr}${last.stdout}${last.stderr}`);
  const drift = await project.temporal("drift");
  expect(drift).toMatchObject({ code: 0, stdout: "prod: 3 shards: 3 as published\n" });
}

const ownOf = (project: TemporalFleet): readonly string[] =>
  project.zoneTexts().filter((text) => !text.includes(FOREIGN.value));

/** What the zones hold of each variant where nothing is killed. */
async function undisturbed(): Promise<readonly (readonly string[])[]> {
  const project = new TemporalFleet(server, { "stacks/prod/fleet.yaml": FLEET, ...specs(0) });
  try {
    const texts: (readonly string[])[] = [];
    for (let variant = 0; variant < VARIANTS; variant++) {
      project.write(specs(variant));
      const { code, stdout, stderr } = await project.fleet("up", "--yes");
      if (code !== 0) throw new Error(`${stdout}${stderr}`);
      texts.push(project.zoneTexts());
    }
    return texts;
  } finally {
    project.end();
  }
}
