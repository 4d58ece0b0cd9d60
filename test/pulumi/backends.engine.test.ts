/**
 * A stack's life with its state in PostgreSQL and in a bucket, through the commands of mailzone: what works on a folder works there,
 * and what a killed run leaves is found by what the engine says, not by files.
 */
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, jest } from "@jest/globals";
import { parked } from "../fleet/project.ts";
import { needs } from "../needs.ts";
import { Console } from "./console.ts";
import { faultsWaiting, startUp } from "./recover-crash.ts";
import { SandboxFleet } from "./sandbox-fleet.ts";
import {
  type KeyServer,
  type Postgres,
  type StateServer,
  startKeyServer,
  startPostgres,
  startS3,
} from "./state-servers.ts";
import { TestStack } from "./test-stack.ts";

jest.setTimeout(600_000);

const { afterAll, beforeAll, describe, test } = needs("initdb", "go");

let postgres: Postgres;
let s3: StateServer;
let keys: KeyServer;
beforeAll(async () => {
  [postgres, s3, keys] = await Promise.all([startPostgres(), startS3(), startKeyServer()]);
});
afterAll(() => Promise.all([postgres, s3, keys].map((server) => server?.end())));

const servers = { postgres: () => postgres, s3: () => s3 };
const BACKENDS = ["postgres", "s3"] as const;

/** Cloudflare: a record each, so that a run can be killed between two. */
const spec = (domain: string, ...records: readonly string[]): string =>
  [
    parked(domain).trimEnd(),
    ...(records.length > 0 ? ["records:", ...records.map((one) => `  - ${one}`)] : []),
    "",
  ].join("\n");
const host = (name: string): string => `{name: ${name}, type: A, value: 192.0.2.1}`;

describe.each(BACKENDS)("the life of a stack in %s", (kind) => {
  let stack: TestStack;
  const at = (...words: string[]) => stack.mailzone(...words);
  const console = (): Console => new Console(stack.home, "cloudflare", "a.example");
  beforeAll(async () => {
    await servers[kind]().make("life");
    stack = await TestStack.make({}, { PULUMI_BACKEND_URL: servers[kind]().url("life") });
    stack.write({ "a.yaml": spec("a.example"), "b.yaml": spec("b.example") });
    expect(await stack.up()).toMatchObject({ code: 0 });
  });
  afterAll(() => stack?.remove());

  test("drift names what was changed by hand", async () => {
    const wildcard = { owner: "*._domainkey", type: "TXT", value: "v=DKIM1; p=" };
    await console().change({ ...wildcard, ttl: 900 });
    expect(await at("drift", "test")).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/\*\._domainkey/),
    });
    await console().change({ ...wildcard, ttl: 3600 });
  });

  test("adopt takes in what somebody made by hand, and plan --stack then has nothing to do", async () => {
    await console().add({ owner: "www", type: "A", value: "192.0.2.1", ttl: 3600 });
    stack.write({ "a.yaml": spec("a.example", host("www")), "b.yaml": spec("b.example") });
    expect(await at("adopt", "test", "--yes")).toMatchObject({ code: 0 });
    expect(await at("plan", "--stack", "test")).toMatchObject({
      code: 0,
      stdout: "no record changes; 9 unchanged\n",
    });
  });

  test("move hands a domain to another stack", async () => {
    expect(await stack.pulumi("stack", "init", "other", "--no-select")).toMatchObject({ code: 0 });
    writeFileSync(join(stack.folder, "stacks/Pulumi.other.yaml"), "config:\n  mailzone:sandbox: true\n");
    mkdirSync(join(stack.folder, "stacks/other"));
    renameSync(join(stack.specs, "b.yaml"), join(stack.folder, "stacks/other/b.yaml"));
    expect(await at("move", "b.example", "--from", "test", "--to", "other", "--yes")).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^Moved\./m),
    });
  });

  test("of two runs at once one says who is at work, and what a killed one leaves is recovered once a person says that it has ended", async () => {
    writeFileSync(join(stack.specs, "a.yaml"), spec("a.example", host("www"), host("x")));
    stack.spoil({ cloud: "cloudflare", mode: "hang-after", name: "x.a.example" });
    const run = startUp(stack);
    while (!run.hasEnded && faultsWaiting(stack) > 0) await sleep(50);
    expect((await stack.up()).text).toMatch(new RegExp(`created by \\S+ \\(pid ${run.child.pid}\\)`));
    run.kill(["engine", "SIGKILL"]);
    await run.end;
    // another machine may have this one's name, and a process of that number
    expect(await at("recover", "test", "--yes")).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(
        new RegExp(
          `locked since \\S+ by \\S+ on \\S+, process ${run.child.pid}, which does not run on this machine; another one may have the same name\\. .* --unlock`,
        ),
      ),
    });
    expect(await at("recover", "test", "--yes", "--unlock")).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/add to the state: .*\/x\/A/),
    });
    expect(await stack.up()).toMatchObject({ code: 0 });
    expect(stack.stored()).toBe(2 * 4 + 2);
  });
});

describe.each(BACKENDS)("a fleet in %s", (kind) => {
  let project: SandboxFleet;
  const fleet = (...words: string[]) => project.fleet(...words);
  beforeAll(async () => {
    await servers[kind]().make("fleet");
    const files = {
      "stacks/prod/fleet.yaml": "shards: {by: folder}\nconfig: {sandbox: true}\n",
      "stacks/prod/eu/a.yaml": spec("a.example"),
      "stacks/prod/us/b.yaml": spec("b.example"),
    };
    project = new SandboxFleet(files, { PULUMI_BACKEND_URL: servers[kind]().url("fleet") });
    project.haveZones();
  });
  afterAll(() => project?.end());

  test("up makes both shards, with checkpoints, since the next run may be on another machine", async () => {
    expect(await fleet("up", "--yes")).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^prod: 2 shards: 2 changed; /m),
    });
    expect(project.journals().map((journal) => journal.includes('"creates"'))).toEqual([false]);
    expect(await fleet("preview", "--only", "eu")).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^prod: 1 shard: 1 unchanged; /m),
    });
    expect(await fleet("drift", "--only", "us")).toMatchObject({
      code: 0,
      stdout: "prod: 1 shard: 1 as published\n",
    });
  });

  test("after a kill the next run repairs by itself what engines of this machine have left", async () => {
    project.write({ "stacks/prod/eu/a.yaml": spec("a.example", host("x"), host("y")) });
    project.spoil({ cloud: "cloudflare", mode: "hang-after", name: "x.a.example" });
    const first = project.begin("up", "--yes", "--only", "eu");
    while (!first.hasEnded && project.faultsWaiting() > 0) await sleep(50);
    first.kill(["terminal", "SIGKILL"]);
    await first.end;
    expect(await fleet("up", "--yes")).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/the last run on stack prod-eu did not finish: repairing its state/),
    });
    expect(project.stored()).toBe(2 * 4 + 2);
  });

  test("reshard moves a domain to the state of its new shard", async () => {
    project.remove("stacks/prod/us/b.yaml");
    project.write({ "stacks/prod/eu/b.yaml": spec("b.example") });
    const calls = project.calls();
    expect(await fleet("reshard", "--yes")).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^Moved\. /m),
    });
    expect(project.calls()).toBe(calls);
  });
});

describe("secrets whose key is with a service", () => {
  let stack: TestStack;
  beforeAll(async () => {
    await postgres.make("secrets");
    stack = await TestStack.make({}, { PULUMI_BACKEND_URL: postgres.url("secrets"), ...keys.env });
    stack.write({ "a.yaml": spec("a.example") });
    expect(await stack.pulumi("stack", "change-secrets-provider", "hashivault://states")).toMatchObject({
      code: 0,
    });
    // nobody has to know it any more
    stack.setEnvironment({ PULUMI_CONFIG_PASSPHRASE: "" });
  });
  afterAll(() => stack?.remove());

  test("are read with it", async () => {
    const before = keys.asked();
    expect(await stack.mailzone("plan", "--stack", "test")).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^records: 4 added; 0 unchanged$/m),
    });
    expect(keys.asked()).toBeGreaterThan(before);
  });

  test("without it a command is one line", async () => {
    stack.setEnvironment({ VAULT_ADDR: "http://127.0.0.1:1" });
    expect(await stack.mailzone("plan", "--stack", "test")).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(
        /^mailzone: the service that keeps the key of the stack's secrets cannot be used: Put "http:\/\/127\.0\.0\.1:1\/[^\n]*connection refused\n$/,
      ),
    });
  });
});

describe("an address at which there is nothing, or nothing for us: one line, without the password", () => {
  let stack: TestStack;
  let fleet: SandboxFleet;
  beforeAll(async () => {
    stack = await TestStack.make();
    fleet = new SandboxFleet({
      "stacks/prod/fleet.yaml": "shards: {by: folder}\nconfig: {sandbox: true}\n",
      "stacks/prod/eu/a.yaml": spec("a.example"),
    });
    fleet.haveZones();
    await postgres.make("closed");
    postgres.sql("closed", "REVOKE CREATE ON SCHEMA public FROM PUBLIC", "CREATE ROLE guest LOGIN");
  });
  afterAll(async () => {
    await stack?.remove();
    fleet?.end();
  });

  const there = (url: string, port: number): string => url.replace(/(127\.0\.0\.1):\d+/, `$1:${port}`);
  test.each<[string, () => string, RegExp]>([
    [
      "no server",
      () => there(postgres.url("life"), 1),
      /PostgreSQL database .*: dial tcp .*connection refused;/,
    ],
    [
      "no database",
      () => postgres.url("nowhere"),
      /PostgreSQL database .*: pq: database "nowhere" does not exist/,
    ],
    [
      "no rights in the database",
      () => postgres.url("closed").replace("postgres:secret@", "guest:secret@"),
      /table pulumi_state: pq: permission denied for schema public.*; the engine needs the right to create tables/,
    ],
    [
      "no S3 server",
      () => there(s3.url("life"), 1),
      /the bucket .* cannot be read: dial tcp .*connection refused;/,
    ],
    ["no bucket", () => s3.url("nowhere"), /the bucket that keeps the states does not exist/],
  ])("%s", async (_, url, reason) => {
    const environment = { PULUMI_BACKEND_URL: url() };
    stack.setEnvironment(environment);
    const runs = [await stack.mailzone("drift", "test"), await fleet.fleetWith(environment, "up", "--yes")];
    for (const { code, stdout, stderr } of runs) {
      expect([code, stdout, stderr]).toEqual([2, "", expect.stringMatching(/^mailzone: [^\n]+\n$/)]);
      expect(stderr).toMatch(reason);
      expect(stderr).not.toMatch(/secret@/);
    }
    expect(fleet.stored()).toBe(0);
  });
});
