/** Runs of a fleet on a real Temporal server: what its workers share, what they keep to, and what is refused. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, jest } from "@jest/globals";
import { clouds } from "../../sandbox/clouds/cloud-id.ts";
import { runQueue, workerIdentity } from "../../src/fleet/temporal/run.ts";
import { parked } from "../fleet/project.ts";
import { needs } from "../needs.ts";
import { ended, freePort } from "./state-servers.ts";
import { TemporalFleet } from "./temporal-fleet.ts";
import { TemporalServer } from "./temporal-server.ts";

// the server may have to be built
jest.setTimeout(2_400_000);

const { afterAll, beforeAll, describe, test } = needs("go");

let server: TemporalServer;
beforeAll(async () => {
  server = await TemporalServer.start();
});
afterAll(() => server?.end());

const FLEET = "shards: {by: folder}\nconfig: {sandbox: true, deletions: {percent: 100}}\n";

/** A shard of a parked domain. */
const shards = (count: number, cloud: (i: number) => string): Record<string, string> =>
  Object.fromEntries(
    [...Array(count).keys()].map((i) => [`stacks/prod/s${i}/a.yaml`, parked(`d${i}.example`, cloud(i))]),
  );

describe("a fleet on three clouds", () => {
  let project: TemporalFleet;
  beforeAll(() => {
    project = new TemporalFleet(server, {
      "stacks/prod/fleet.yaml": FLEET,
      ...shards(3, (i) => clouds[i] ?? ""),
    });
  });
  afterAll(() => project?.end());

  test("without a worker nothing is started, and the command that starts one is named", async () => {
    expect(await project.temporal("up", "--yes")).toMatchObject({
      code: 2,
      stdout: "",
      stderr: expect.stringMatching(
        /^mailzone: no worker takes the fleet prod: start \S*mailzone fleet worker prod on the machines/,
      ),
    });
    expect(await server.ask("workflow", "list")).toBe("");
  });

  test("a worker of another version of mailzone is not asked, and both versions are named", async () => {
    const script = join(import.meta.dirname, "other-worker.mjs");
    const words = [server.address, runQueue("acme-mail", "prod"), workerIdentity("9.9.9", "elsewhere", 1)];
    const other = spawn(process.execPath, [script, ...words], { stdio: ["ignore", "pipe", "ignore"] });
    try {
      await once(other.stdout, "data");
      // until the server has heard of it
      await sleep(1_000);
      expect(await project.temporal("up", "--yes")).toMatchObject({
        code: 2,
        stdout: "",
        stderr: expect.stringMatching(
          /no worker of mailzone \d\S* takes shards of route53, cloudflare and alidns: those at work have 9\.9\.9; install the same version everywhere/,
        ),
      });
    } finally {
      await ended(other, "SIGKILL");
    }
    expect(project.stored()).toBe(0);
  });

  test("preview, up, up again, drift: as on one machine, and Temporal's own page shows the runs", async () => {
    await project.work("--concurrency", "2");
    expect(await project.temporal("preview")).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("prod: 3 shards: 3 changed; records: 11 added; 0 unchanged\n"),
    });
    expect(project.stored()).toBe(0);
    expect(await project.temporal("up", "--yes")).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("prod: 3 shards: 3 changed; records: 11 added; 0 unchanged\n"),
    });
    expect(project.stored()).toBe(11);
    const { stdout } = await project.temporal("up", "--yes", "--format", "json");
    const { run, shards } = JSON.parse(stdout) as { run: string; shards: { attempts: number }[] };
    expect([run, shards.map(({ attempts }) => attempts)]).toEqual(["mailzone/acme-mail/prod/up", [0, 0, 0]]);
    expect(await project.temporal("drift")).toMatchObject({
      code: 0,
      stdout: "prod: 3 shards: 3 as published\n",
    });
    const found = await server.ask(
      "workflow",
      "count",
      "--query",
      "MailzoneFleet = 'prod' AND MailzoneAccounts = 'route53' AND MailzoneResult = 'changed'",
    );
    expect(found).toMatch(/\b2\b/);
  });

  test("a change is done by the commit, and only what a worker can fetch is", async () => {
    project.write({ "stacks/prod/s0/a.yaml": `${parked("d0.example", clouds[0])}ttl: 7200\n` });
    expect(await project.temporal("up", "--yes")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("stacks/prod/s0/a.yaml is in none: commit and push first"),
    });
    project.commit();
    expect(await project.temporal("up", "--yes")).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("prod: 3 shards: 1 changed, 2 unchanged"),
    });
    project.git("remote", "add", "origin", project.root);
    expect(await project.temporal("up", "--yes")).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/no remote has [0-9a-f]{12} yet: push first/),
    });
    project.git("remote", "remove", "origin");
  });

  test("a spec with an error stops its own shard", async () => {
    project.write({ "stacks/prod/s1/a.yaml": `${parked("d1.example", clouds[1])}typo: 1\n` });
    project.commit();
    expect(await project.temporal("up", "--yes")).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/3 shards: 2 unchanged, 1 failed/),
    });
    project.write({ "stacks/prod/s1/a.yaml": parked("d1.example", clouds[1]) });
    project.commit();
  });

  test("a worker with its states elsewhere does nothing", async () => {
    expect(
      await project.fleetWith(
        { PULUMI_BACKEND_URL: `file://${project.root}/.mailzone` },
        "up",
        "prod",
        "--engine",
        "temporal",
        "--yes",
      ),
    ).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/this run's states are in file:\S+, but the worker's are in file:/),
    });
  });

  test("drift and verify are begun by the clock, of a branch as it is then", async () => {
    const scheduled = (...words: string[]) => project.fleet("schedule", "prod", ...words);
    expect(await scheduled()).toMatchObject({ code: 0, stdout: "prod: nothing is scheduled\n" });
    const dns = ["--root", `127.0.0.1:${await freePort()}`];
    await scheduled("--drift", "0 3 * * *", "--branch", "main");
    const set = await scheduled("--drift", "0 4 * * *", "--verify", "@daily", "--branch", "main", ...dns);
    expect(set).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(
        /^prod: drift of main {2}0 4 \* \* \* {2}next 20\d\d-\d\d-\d\dT04:00:00\.000Z\nprod: verify of main {2}@daily {2}next 20\d\d-\d\d-\d\dT00:00:00\.000Z\n$/,
      ),
    });
    for (const [work, result] of [
      ["drift", "none"],
      ["verify", "differs"],
    ]) {
      await server.ask("schedule", "trigger", "--schedule-id", `mailzone/acme-mail/prod/${work}/schedule`);
      const query = `MailzoneFleet = 'prod' AND MailzoneResult = '${result}' AND WorkflowId STARTS_WITH 'mailzone/acme-mail/prod/${work}/by-schedule'`;
      const count = () => server.ask("workflow", "count", "--query", query);
      const until = performance.now() + 120_000;
      while (!/\b1\b/.test(await count())) {
        if (performance.now() > until) throw new Error(await server.ask("workflow", "list"));
        await sleep(500);
      }
    }
    expect(await scheduled("--drift", "every day", "--branch", "main")).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(
        /^mailzone: the Temporal server does not take "every day": .*say when as cron does/,
      ),
    });
    // the one that is there stays as it is
    expect((await scheduled()).stdout).toBe(set.stdout);
    expect(await scheduled("--drift", "off", "--verify", "off")).toMatchObject({
      stdout: "prod: nothing is scheduled\n",
    });
  });

  test("a worker that is told to end hands its shards on, and ends", async () => {
    const [worker] = project.workers;
    worker?.child.kill("SIGTERM");
    await worker?.end;
    expect(worker?.stderr).toMatch(/ending: it takes no more shards/);
  });
});

describe("refused", () => {
  const project = () =>
    new TemporalFleet(server, { "stacks/prod/fleet.yaml": FLEET, ...shards(1, () => "cloudflare") });
  const cases: readonly (readonly [string, () => Promise<Record<string, string>>, RegExp])[] = [
    [
      "a server that is not there",
      async () => ({ TEMPORAL_ADDRESS: `127.0.0.1:${await freePort()}` }),
      /no Temporal server answers at 127\.0\.0\.1:\d+: start it, or say where it is with TEMPORAL_ADDRESS/,
    ],
    [
      "a namespace that does not exist",
      async () => ({ TEMPORAL_NAMESPACE: "nowhere" }),
      /has no namespace nowhere: create it, or name another with TEMPORAL_NAMESPACE/,
    ],
    [
      "settings that cannot be read",
      async () => ({ TEMPORAL_CONFIG_FILE: "/dev/null/none", TEMPORAL_PROFILE: "none" }),
      /the settings of the Temporal client cannot be used/,
    ],
  ];
  test.each(cases)("%s, by the command and by a worker", async (_, environment, message) => {
    const fleet = project();
    try {
      for (const words of [["worker"], ["up", "--yes", "--engine", "temporal"]]) {
        expect(await fleet.fleetWith(await environment(), ...words)).toMatchObject({
          code: 2,
          stdout: "",
          stderr: expect.stringMatching(message),
        });
      }
      expect(fleet.stored()).toBe(0);
    } finally {
      fleet.end();
    }
  });
});

describe("a run that a person stops", () => {
  let project: TemporalFleet;
  beforeAll(async () => {
    project = new TemporalFleet(server, {
      "stacks/prod/fleet.yaml": FLEET,
      ...shards(5, () => "cloudflare"),
    });
    await project.work("--concurrency", "1");
  });
  afterAll(() => project?.end());

  /** A run of which so many calls have been made. */
  async function begun(calls: number) {
    const before = project.calls();
    const run = project.begin("up", "prod", "--engine", "temporal", "--yes");
    const end = project.endOf(run);
    while (!run.hasEnded && project.calls() < before + calls) await sleep(20);
    return { run, end };
  }

  test("Ctrl-C cancels it: what is at work ends in order, and --resume does the rest", async () => {
    const { run, end } = await begun(5);
    run.child.kill("SIGINT");
    expect(await end).toMatchObject({
      code: 130,
      stdout: expect.stringMatching(/^prod: 5 shards: .*not begun/m),
      stderr: expect.stringContaining("stopping: no further shard begins"),
    });
    expect(project.stored()).toBeLessThan(20);
    expect(await project.temporal("up", "--yes", "--resume")).toMatchObject({ code: 0 });
    expect(project.stored()).toBe(20);
    expect(await project.temporal("up", "--yes", "--resume")).toMatchObject({
      code: 2,
      stderr: "mailzone: the last run of the fleet prod finished: leave --resume out to run again\n",
    });
  });

  test("it goes on without the command that started it; a second one is refused, and --resume follows it", async () => {
    for (const [file, text] of Object.entries(shards(5, () => "cloudflare")))
      project.write({ [file]: `${text}ttl: 7200\n` });
    project.commit();
    const { run, end } = await begun(2);
    run.child.kill("SIGKILL");
    await end;
    expect(await project.temporal("up", "--yes")).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/a run of the fleet prod is at work since \S+, .*: --resume follows it/),
    });
    expect(await project.temporal("up", "--yes", "--resume")).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^prod: 5 shards: 5 changed/m),
    });
    expect(await project.temporal("drift")).toMatchObject({ stdout: "prod: 5 shards: 5 as published\n" });
  });
});

describe("two workers and forty shards of one account", () => {
  const LIMITS = { shards: 5, startsPerSecond: 2 };

  test("the account's limits hold over both; one of them is killed, and all end", async () => {
    const project = new TemporalFleet(server, {
      "stacks/prod/fleet.yaml": `${FLEET}limits: {cloudflare: {default: ${JSON.stringify(LIMITS)}}}\n`,
      ...shards(40, () => "cloudflare"),
    });
    try {
      const [first] = [await project.work("--concurrency", "4"), await project.work("--concurrency", "4")];
      const run = project.begin("up", "prod", "--engine", "temporal", "--yes");
      const end = project.endOf(run);
      while (!run.hasEnded && project.calls() < 40) await sleep(50);
      expect(first.kill(["worker", "SIGKILL"])).toBe(true);
      // of a shard whose engine outlived the worker nothing is left to do
      expect(await end).toMatchObject({ code: 0, stdout: expect.stringMatching(/^prod: 40 shards: /m) });
      expect(project.stored()).toBe(40 * 4);
      const { most, fastest } = work(project);
      expect(most).toBeLessThanOrEqual(LIMITS.shards);
      expect(fastest).toBeLessThanOrEqual(LIMITS.startsPerSecond * WINDOW + 1);
    } finally {
      project.end();
    }
  });
});

/** In seconds: an engine takes about one from its start to its first call, and not always the same time. */
const WINDOW = 5;

/** By the sandbox's log of calls: how many zones were worked on at once at most, and how many were begun within WINDOW. */
function work(project: TemporalFleet): { readonly most: number; readonly fastest: number } {
  const zones = Map.groupBy(project.requests(), ({ zone }) => zone);
  const spans = [...zones.values()].map((calls) =>
    calls.map(({ at }) => Date.parse(at)).sort((a, b) => a - b),
  );
  const starts = spans.map(([first = 0]) => first);
  const most = starts.map(
    (at) => spans.filter(([first = 0, ...rest]) => first <= at && (rest.at(-1) ?? first) >= at).length,
  );
  const fastest = starts.map((at) => starts.filter((one) => one >= at && one < at + WINDOW * 1000).length);
  return { most: Math.max(...most), fastest: Math.max(...fastest) };
}
