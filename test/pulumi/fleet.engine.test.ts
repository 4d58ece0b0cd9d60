/** A fleet through the real engine: many stacks at once, faults in some of them, kills, and what a person reads. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { type Fault, injectFault } from "../../sandbox/faults.ts";
import { ensureSandboxHome, sandboxEnvironment } from "../../sandbox/home.ts";
import { Store } from "../../sandbox/store.ts";
import { ensureZones, wantedZones } from "../../sandbox/zones.ts";
import { loadPaths } from "../../src/pipeline.ts";
import { FleetProject, parked } from "../fleet/project.ts";
import { faults, schema } from "../json-schemas.ts";
import { Console } from "./console.ts";

jest.setTimeout(600_000);

const repository = join(import.meta.dirname, "../..");
const project = new FleetProject({
  "Pulumi.yaml":
    "name: acme-mail\nruntime: {name: nodejs, options: {typescript: false}}\nmain: main.ts\nstackConfigDir: stacks\n",
  "package.json": '{"type": "module"}',
  "main.ts": `export { default } from ${JSON.stringify(join(repository, "src/pulumi/main.ts"))};\n`,
  "stacks/prod/fleet.yaml": "shards: {by: folder}\nconfig: {sandbox: true}\n",
  "stacks/prod/eu/a.yaml": parked("a.example.com"),
  "stacks/prod/eu/b.yaml": parked("b.example.com", "route53"),
  "stacks/prod/us/c.yaml": parked("c.example.com", "alidns"),
  "stacks/prod/us/d.yaml": parked("d.example.com"),
  "stacks/prod/asia/e.yaml": parked("e.example.com"),
});
const home = ensureSandboxHome(join(project.root, "sandbox"));
const environment = {
  ...sandboxEnvironment(home, process.env["MAILZONE_ENGINE_BIN"] ?? ""),
  NODE_OPTIONS: "",
  NO_COLOR: "1",
};
afterAll(() => project.end());
beforeAll(() => {
  symlinkSync(join(repository, "node_modules"), join(project.root, "node_modules"));
  haveZones();
});

function haveZones(): void {
  ensureZones(home, wantedZones(loadPaths(["stacks"], project.root).zones));
}

interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function begin(words: readonly string[]) {
  const child = spawn(process.execPath, [join(repository, "src/cli/main.ts"), "fleet", ...words], {
    cwd: project.root,
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const out = { stdout: "", stderr: "" };
  for (const from of ["stdout", "stderr"] as const) {
    child[from].setEncoding("utf8").on("data", (chunk: string) => {
      out[from] += chunk;
    });
  }
  const done = once(child, "close").then(([code]): Ran => ({ code: code as number | null, ...out }));
  return { child, done, out };
}

const fleet = (...words: string[]): Promise<Ran> => begin(words).done;

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

function spoil(fault: Fault): void {
  const store = new Store(home);
  injectFault(store, fault);
  store.close();
}

/** The records of all zones, without what a zone is born with. */
function stored(): number {
  const store = new Store(home);
  const count = store
    .zones()
    .reduce((sum, { cloud, id }) => sum + store.countRecords(cloud, id) - (cloud === "route53" ? 2 : 0), 0);
  store.close();
  return count;
}

// a parked domain: MX, SPF, DMARC, a wildcard for DKIM; on Alibaba Cloud DNS no null MX
const RECORDS = 4 * 4 + 3;

describe("from nothing", () => {
  test("a preview says what would be created, and creates nothing, not even stacks", async () => {
    const ran = await fleet("preview", "--format", "json");
    expect([ran.code, outcomes(ran)]).toEqual([0, { asia: "changed", eu: "changed", us: "changed" }]);
    expect([
      stored(),
      readdirSync(join(home, "state"), { recursive: true }).filter((name) => String(name).includes("prod-")),
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

describe("drift", () => {
  const policy = { owner: "_dmarc", type: "TXT", value: "v=DMARC1; p=reject" };

  test("none, and then that of the shard in which a record was changed by hand", async () => {
    expect(await fleet("drift")).toMatchObject({ code: 0, stdout: "prod: 3 shards: 3 as published\n" });
    const console = new Console(home, "cloudflare", "a.example.com");
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

  test("a spec that cannot be read may be any shard's, so nothing is run", async () => {
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
    spoil({ cloud: "cloudflare", mode: "refuse", name: "www.a.example.com" });
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
    spoil({ cloud: "cloudflare", mode: "throttle", name: "www.e.example.com", times: 11 });
    const ran = await fleet("up", "--yes", "--only", "asia", "--format", "json");
    expect([ran.code, outcomes(ran)]).toEqual([0, { asia: "changed" }]);
    expect(ran.stderr).toMatch(/prod-asia: the cloud asks for fewer calls; trying again/);
    expect(JSON.parse(ran.stdout).shards[0].attempts).toBe(2);
  });
});

describe("a run that dies", () => {
  const hosts = (domain: string, count: number): string =>
    [
      `${parked(domain)}records:`,
      ...[...Array(count).keys()].map((i) => `  - {name: h${i}, type: A, value: 192.0.2.1}`),
      "",
    ].join("\n");

  test("kill -9 of the runner and its engines: --resume goes on where it stopped", async () => {
    project.write({
      "stacks/prod/eu/a.yaml": hosts("a.example.com", 12),
      "stacks/prod/us/d.yaml": hosts("d.example.com", 12),
    });
    const { child, done } = begin(["up", "--yes", "--concurrency", "2"]);
    const before = stored();
    // some of the records are there
    await until(() => stored() > before + 4);
    killTree(child.pid as number);
    await done;
    const [newest] = JSON.parse((await fleet("runs", "--format", "json")).stdout).runs;
    expect(newest.ended).toBeNull();
    const resumed = await fleet("up", "--yes", "--resume", "--format", "json");
    expect([resumed.code, reasons(resumed)]).toEqual([0, []]);
    // www of a, d and e is gone or stays as the specs say; c has its own
    const wanted = loadPaths(["stacks"], project.root).zones.reduce(
      (sum, { cloud, rrsets }) =>
        sum + rrsets.reduce((all, { records }) => all + (cloud.id === "route53" ? 1 : records.length), 0),
      0,
    );
    expect(stored()).toBe(wanted);
    expect(outcomes(await fleet("up", "--yes", "--format", "json"))).toEqual({
      asia: "unchanged",
      eu: "unchanged",
      us: "unchanged",
    });
  });

  test("Ctrl-C: those at work end, no other begins, and the exit code says so", async () => {
    project.write({
      "stacks/prod/eu/a.yaml": hosts("a.example.com", 30),
      "stacks/prod/us/d.yaml": hosts("d.example.com", 30),
    });
    const before = journals().length;
    const { child, done } = begin(["up", "--yes", "--concurrency", "1", "--format", "json"]);
    await until(() =>
      journals()
        .slice(before)
        .some((journal) => journal.includes('"begin"')),
    );
    await sleep(2_000);
    child.kill("SIGINT");
    const ran = await done;
    expect(ran.code).toBe(130);
    expect(ran.stderr).toMatch(/^stopping: no further shard begins/m);
    expect(Object.values(outcomes(ran))).toContain("skipped");
    const resumed = await fleet("up", "--yes", "--resume", "--format", "json");
    expect([resumed.code, reasons(resumed)]).toEqual([0, []]);
  });
});

async function until(isSo: () => boolean): Promise<void> {
  for (let waited = 0; !isSo(); waited += 50) {
    if (waited > 120_000) throw new Error("it was waited for in vain");
    await sleep(50);
  }
}

/** Oldest first. */
function journals(): readonly string[] {
  const folder = join(project.root, ".mailzone/fleet/prod");
  const files = readdirSync(folder).filter((name) => name.endsWith(".jsonl"));
  return files.sort().map((file) => readFileSync(join(folder, file), "utf8"));
}

/** A process and all that it started. */
function killTree(pid: number): void {
  const children = new Map<number, number[]>();
  for (const name of readdirSync("/proc")) {
    const stat = existsSync(`/proc/${name}/stat`) ? tryRead(`/proc/${name}/stat`) : undefined;
    const parent = stat === undefined ? undefined : Number(/\) \S (\d+)/.exec(stat)?.[1]);
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const kill = (one: number): void => {
    const below = children.get(one) ?? [];
    try {
      process.kill(one, "SIGKILL");
    } catch {
      // it has ended
    }
    below.forEach(kill);
  };
  kill(pid);
}

function tryRead(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
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
