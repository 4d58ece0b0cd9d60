/** A fleet through the real engine: many stacks at once, faults in some of them, kills, and what a person reads. */
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { clouds } from "../../sandbox/clouds/cloud-id.ts";
import { parked } from "../fleet/project.ts";
import { faults, schema } from "../json-schemas.ts";
import { Console } from "./console.ts";
import { type Ran, SandboxFleet } from "./sandbox-fleet.ts";

jest.setTimeout(600_000);

const project = new SandboxFleet({
  "stacks/prod/fleet.yaml": "shards: {by: folder}\nconfig: {sandbox: true}\n",
  "stacks/prod/eu/a.yaml": parked("a.example.com"),
  "stacks/prod/eu/b.yaml": parked("b.example.com", "route53"),
  "stacks/prod/us/c.yaml": parked("c.example.com", "alidns"),
  "stacks/prod/us/d.yaml": parked("d.example.com"),
  "stacks/prod/asia/e.yaml": parked("e.example.com"),
});
afterAll(() => project.end());
beforeAll(() => project.haveZones());

const fleet = (...words: string[]): Promise<Ran> => project.fleet(...words);
const stored = (): number => project.stored();

/** Why shards failed, of a run that was printed as JSON. */
const reasons = ({ stdout }: Ran): readonly string[] =>
  JSON.parse(stdout).shards.flatMap(
    ({ result, reason, findings }: { result: string; reason: string; findings: unknown }) =>
      result === "failed" ? [reason ?? JSON.stringify(findings)] : [],
  );

/** Results by shard, of a run that was printed as JSON. */
function outcomes({ stdout }: Ran): Record<string, string> {
  const document = JSON.parse(stdout);
  expect(faults(schema("fleet-run"), document)).toEqual([]);
  return Object.fromEntries(
    document.shards.map(({ shard, result }: { shard: string; result: string }) => [shard, result]),
  );
}

// a parked domain: MX, SPF, DMARC, a wildcard for DKIM; on Alibaba Cloud DNS no null MX
const RECORDS = 4 * 4 + 3;

describe("from nothing", () => {
  test("a preview says what would be created, and creates nothing, not even stacks", async () => {
    const ran = await fleet("preview", "--format", "json");
    expect([ran.code, outcomes(ran)]).toEqual([0, { asia: "changed", eu: "changed", us: "changed" }]);
    expect([
      stored(),
      readdirSync(join(project.home, "state"), { recursive: true }).filter((name) =>
        String(name).includes("prod-"),
      ),
    ]).toEqual([0, []]);
  });

  test("without --yes nothing happens where nobody can be asked", async () => {
    const { code, stdout } = await fleet("up");
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/^Nothing was changed\. To update 3 shards with 5 domains, run again with --yes/),
    ]);
    expect(stored()).toBe(0);
  });

  test("up makes the stacks and their records, and says equal changes once", async () => {
    const { code, stdout, stderr } = await fleet("up", "--yes", "--concurrency", "3");
    expect({ code, stderr }).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/^prod-eu {2}records: 8 added; 0 unchanged \(\d+\.\d s\)$/m),
    });
    expect(stdout).toMatch(
      /^5 domains: a\.example\.com, b\.example\.com, c\.example\.com, 2 more\n {2}_dmarc: DMARC .* is added$/m,
    );
    expect(stdout).toMatch(
      new RegExp(`^prod: 3 shards: 3 changed; records: ${RECORDS} added; 0 unchanged\n$`, "m"),
    );
    expect(stored()).toBe(RECORDS);
  });

  test("a second one has nothing to do, and both are kept", async () => {
    const again = await fleet("up", "--yes", "--format", "json");
    expect([again.code, outcomes(again)]).toEqual([
      0,
      { asia: "unchanged", eu: "unchanged", us: "unchanged" },
    ]);
    // nothing has changed since, so the engine was not run
    expect(JSON.parse(again.stdout).shards.map(({ attempts }: { attempts: number }) => attempts)).toEqual([
      0, 0, 0,
    ]);
    expect(project.journals().map((journal) => journal.includes('"creates"'))).toEqual([true, false]);
    const { stdout } = await fleet("runs", "--format", "json");
    const { runs } = JSON.parse(stdout);
    expect(faults(schema("fleet-runs"), JSON.parse(stdout))).toEqual([]);
    expect(
      runs.map(({ shards }: { shards: { result: string }[] }) => shards.map(({ result }) => result)),
    ).toEqual([
      ["unchanged", "unchanged", "unchanged"],
      ["changed", "changed", "changed"],
    ]);
  });
});

describe("a pull request", () => {
  const git = (...words: string[]): void => {
    const who = ["-c", "user.name=t", "-c", "user.email=t@example.com"];
    execFileSync("git", [...who, ...words], { cwd: project.root });
  };
  beforeAll(() => {
    project.write({ ".gitignore": "node_modules\nsandbox\n.mailzone\n" });
    git("init", "--quiet");
    git("add", "--all");
    git("commit", "--quiet", "--message=x");
  });
  afterAll(() => {
    project.write({ "stacks/prod/us/c.yaml": parked("c.example.com", "alidns") });
    for (const one of [".git", "stacks/prod/new", "stacks/prod/lost.yaml"])
      rmSync(join(project.root, one), { recursive: true });
  });

  test("only the stacks of changed specs are previewed: of one that is not there yet what it would create", async () => {
    project.write({
      "stacks/prod/us/c.yaml": `${parked("c.example.com", "alidns")}records: [{name: w, type: A, value: 192.0.2.1}]\n`,
      "stacks/prod/new/f.yaml": parked("f.example.com"),
    });
    const ran = await fleet("preview", "--changed-since", "HEAD", "--concurrency", "2", "--format", "json");
    expect([ran.code, outcomes(ran)]).toEqual([0, { new: "changed", us: "changed" }]);
    const { shards } = JSON.parse(ran.stdout);
    expect(shards.map(({ changes }: { changes: { created: number } }) => changes.created)).toEqual([4, 1]);
    expect(stored()).toBe(RECORDS);
  });

  test("one that breaks what all shards share is refused, although previews have begun", async () => {
    project.write({ "stacks/prod/lost.yaml": parked("lost.example.com") });
    const ran = await fleet("preview", "--changed-since", "HEAD");
    expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining("lost.yaml") });
    expect(ran.stdout).toContain("these errors may concern any shard");
  });
});

describe("drift", () => {
  const policy = { owner: "_dmarc", type: "TXT", value: "v=DMARC1; p=reject" };

  test("none, and then that of the shard in which a record was changed by hand", async () => {
    expect(await fleet("drift")).toMatchObject({ code: 0, stdout: "prod: 3 shards: 3 as published\n" });
    const console = new Console(project.home, "cloudflare", "a.example.com");
    await console.change({ ...policy, ttl: 300 });
    const { code, stdout } = await fleet("drift", "--format", "json");
    const document = JSON.parse(stdout);
    expect([code, faults(schema("fleet-drift"), document)]).toEqual([1, []]);
    expect(
      document.shards.map(({ shard, result }: { shard: string; result: string }) => [shard, result]),
    ).toEqual([
      ["asia", "none"],
      ["eu", "drift"],
      ["us", "none"],
    ]);
    await console.change({ ...policy, ttl: 3600 });
  });

  test("a shard that was never published is not said to be as published", async () => {
    project.write({ "stacks/prod/new/n.yaml": parked("n.example.com") });
    const { code, stdout } = await fleet("drift", "--only", "new", "--only", "asia");
    expect([code, stdout]).toEqual([
      2,
      "unknown:\n  prod-new  the stack does not exist yet: nothing was published\n\nprod: 2 shards: 1 as published, 1 unknown\n",
    ]);
    project.remove("stacks/prod/new/n.yaml");
  });
});

describe("a fault in one shard stops no other", () => {
  test("a spec with an error: its shard is not run", async () => {
    project.write({
      "stacks/prod/eu/a.yaml": `${parked("a.example.com")}records:\n  - {name: x, type: CNAME, value: y.example.net.}\n  - {name: x, type: A, value: 192.0.2.1}\n`,
      "stacks/prod/us/d.yaml": `${parked("d.example.com")}records:\n  - {name: www, type: A, value: 192.0.2.1}\n`,
    });
    const ran = await fleet("up", "--yes");
    expect(ran.code).toBe(1);
    expect(ran.stdout).toMatch(/^prod: 3 shards: 1 changed, 1 unchanged, 1 failed; records: 1 added;/m);
    expect(ran.stderr).toMatch(/error cname-exclusive/);
    expect(stored()).toBe(RECORDS + 1);
    project.write({ "stacks/prod/eu/a.yaml": parked("a.example.com") });
  });

  test("a spec that cannot be read stops the shard of its folder; without folders it may be any shard's, so nothing is run", async () => {
    project.write({ "stacks/prod/eu/bad.yaml": "domain: [\n", "stacks/prod/alone/bad.yaml": "domain: [\n" });
    const ran = await fleet("preview", "--format", "json");
    expect([ran.code, outcomes(ran)]).toEqual([
      1,
      { alone: "failed", asia: "unchanged", eu: "failed", us: "unchanged" },
    ]);
    project.remove("stacks/prod/alone/bad.yaml");
    project.write({
      "stacks/prod/fleet.yaml": "shards: {by: account}\nconfig: {sandbox: true}\n",
      "stacks/prod/eu/bad.yaml": "domain: [\n",
    });
    const { code, stdout, stderr } = await fleet("up", "--yes");
    expect([code, stdout]).toEqual([1, "Nothing was changed: these errors may concern any shard.\n"]);
    expect(stderr).toMatch(/stacks\/prod\/eu\/bad\.yaml:2:1: error yaml-syntax/);
    project.write({ "stacks/prod/fleet.yaml": "shards: {by: folder}\nconfig: {sandbox: true}\n" });
    project.remove("stacks/prod/eu/bad.yaml");
  });

  test("a cloud that refuses a record: the report names the shard, and --resume does what was left", async () => {
    project.write({
      "stacks/prod/eu/a.yaml": `${parked("a.example.com")}records:\n  - {name: www, type: A, value: 192.0.2.2}\n`,
      "stacks/prod/us/c.yaml": `${parked("c.example.com", "alidns")}records:\n  - {name: www, type: A, value: 192.0.2.3}\n`,
    });
    project.spoil({ cloud: "cloudflare", mode: "refuse", name: "www.a.example.com" });
    const ran = await fleet("up", "--yes", "--format", "json");
    expect([ran.code, outcomes(ran)]).toEqual([1, { asia: "unchanged", eu: "failed", us: "changed" }]);
    expect(ran.stderr).toMatch(/^prod-eu {2}failed: .*www\.a\.example\.com/m);
    const resumed = await fleet("up", "--yes", "--resume", "--format", "json");
    expect([resumed.code, outcomes(resumed)]).toEqual([0, { eu: "changed" }]);
    expect(stored()).toBe(RECORDS + 3);
    expect((await fleet("up", "--yes", "--resume")).stderr).toMatch(/finished: leave --resume out/);
  });

  test("a cloud that asks for fewer calls is asked again", async () => {
    project.write({
      "stacks/prod/asia/e.yaml": `${parked("e.example.com")}records:\n  - {name: www, type: A, value: 192.0.2.4}\n`,
    });
    // as often as the provider itself asks
    project.spoil({ cloud: "cloudflare", mode: "throttle", name: "www.e.example.com", times: 11 });
    const ran = await fleet("up", "--yes", "--only", "asia", "--format", "json");
    expect([ran.code, outcomes(ran)]).toEqual([0, { asia: "changed" }]);
    expect(ran.stderr).toMatch(/prod-asia: the cloud asks for fewer calls; trying again/);
    expect(JSON.parse(ran.stdout).shards[0].attempts).toBe(2);
  });
});

const hosts = (domain: string, count: number, dns = "cloudflare"): string =>
  [
    `${parked(domain, dns)}records:`,
    ...[...Array(count).keys()].map((i) => `  - {name: h${i}, type: A, value: 192.0.2.1}`),
    "",
  ].join("\n");

describe("a run that a person stops", () => {
  test("Ctrl-C: those at work end, no other begins, and the exit code says so", async () => {
    project.write({
      "stacks/prod/eu/a.yaml": hosts("a.example.com", 30),
      "stacks/prod/us/d.yaml": hosts("d.example.com", 30),
    });
    const before = project.journals().length;
    const run = project.begin("up", "--yes", "--concurrency", "1", "--format", "json");
    await until(() =>
      project
        .journals()
        .slice(before)
        .some((journal) => journal.includes('"begin"')),
    );
    await sleep(2_000);
    run.child.kill("SIGINT");
    const ran = await project.endOf(run);
    expect(ran.code).toBe(130);
    expect(ran.stderr).toMatch(/^stopping: no further shard begins/m);
    expect(Object.values(outcomes(ran))).toContain("skipped");
    const resumed = await fleet("up", "--yes", "--resume", "--format", "json");
    expect([resumed.code, reasons(resumed)]).toEqual([0, []]);
  });
});

describe("clouds and machines at their worst", () => {
  test("one call in ten is throttled, on every cloud: all shards end", async () => {
    project.write({
      "stacks/prod/eu/b.yaml": hosts("b.example.com", 20, "route53"),
      "stacks/prod/us/c.yaml": hosts("c.example.com", 20, "alidns"),
      "stacks/prod/asia/e.yaml": hosts("e.example.com", 20),
    });
    for (const cloud of clouds) {
      for (let i = 0; i < 3; i++) {
        project.spoil({ cloud, mode: "pass", times: 6 });
        project.spoil({ cloud, mode: "throttle" });
      }
    }
    const ran = await fleet("up", "--yes", "--format", "json");
    expect([ran.code, reasons(ran)]).toEqual([0, []]);
    expect(outcomes(ran)).toEqual({ asia: "changed", eu: "changed", us: "changed" });
  });

  test("a lock of a machine that is gone: its shard is named, the others end, and --resume does it once it is taken away", async () => {
    project.write({
      "stacks/prod/us/c.yaml": hosts("c.example.com", 21, "alidns"),
      "stacks/prod/asia/e.yaml": hosts("e.example.com", 21),
    });
    const folder = join(project.home, "state/.pulumi/locks/organization/acme-mail/prod-us");
    mkdirSync(folder, { recursive: true });
    const lock = join(folder, "5f7a0e0c-2a53-4d0e-8a5f-0d6a7c1b2e3f.json");
    const of = { pid: 1, username: "ann", hostname: "ci-runner-7", timestamp: "2026-11-22T02:07:59Z" };
    writeFileSync(lock, JSON.stringify(of));
    const ran = await fleet("up", "--yes", "--format", "json");
    expect([ran.code, outcomes(ran)]).toEqual([1, { asia: "changed", eu: "unchanged", us: "failed" }]);
    expect(ran.stderr).toMatch(/^prod-us {2}failed: .*ci-runner-7/m);
    rmSync(lock);
    const resumed = await fleet("up", "--yes", "--resume", "--format", "json");
    expect([resumed.code, outcomes(resumed)]).toEqual([0, { us: "changed" }]);
  });
});

async function until(isSo: () => boolean): Promise<void> {
  for (let waited = 0; !isSo(); waited += 50) {
    if (waited > 120_000) throw new Error("it was waited for in vain");
    await sleep(50);
  }
}

describe("what cannot be run is one line", () => {
  test.each([
    ["no such fleet", ["list", "prdo"], /^mailzone: there is no fleet "prdo": did you mean prod\?\n$/],
    [
      "no such shard",
      ["check", "--only", "nowhere"],
      /^mailzone: the fleet prod has no domain and no shard "nowhere"\n$/,
    ],
    ["no git", ["check", "--changed-since", "main"], /^mailzone: [^\n]*not a git repository[^\n]*\n$/],
    [
      "two selections",
      ["check", "--changed-since", "main", "--only", "eu"],
      /^mailzone: [^\n]*use one of them\n$/,
    ],
    ["no number", ["up", "--concurrency", "many"], /^mailzone: --concurrency is "many"/],
    ["a number too large", ["up", "--concurrency", "1000"], /whole number from 1 to 64\n$/],
  ])("%s", async (_, words, message) => {
    expect(await fleet(...words)).toMatchObject({
      code: 2,
      stdout: "",
      stderr: expect.stringMatching(message),
    });
  });
});
