/** Damage and its repair, with a stand-in for the engine; recover.engine.test.ts repairs what the real one leaves. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { heal } from "../../src/engine/heal.ts";
import { findDamage, findHalfWritten, removeHalfWritten, repair } from "../../src/engine/recover.ts";
import { resourcesOf, type StateFile } from "../../src/live/stack-state.ts";
import { type Case, live, record, stateOf, TOMBSTONE, unmade, urnOf } from "../live/stopped-stack.ts";
import { surveyed } from "../live/surveyed.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mailzone-recover-"));
  cpSync(join(import.meta.dirname, "fake-engine.mjs"), join(folder, "pulumi"));
  chmodSync(join(folder, "pulumi"), 0o755);
  symlinkSync("pulumi", join(folder, "pulumi-language-nodejs"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const options = () => ({ cwd: folder, env: { MAILZONE_ENGINE_BIN: folder, MAILZONE_FAKE: folder } });
const put = (state: StateFile): void => writeFileSync(join(folder, "test.json"), JSON.stringify(state));
const stateNow = (): StateFile => JSON.parse(readFileSync(join(folder, "test.json"), "utf8"));
const calls = (): string[] => readFileSync(join(folder, "calls"), "utf8").trim().split("\n");

/** A stack as a run left it. */
function stopped(given: Case): StateFile {
  const state = stateOf(given);
  put(state);
  writeFileSync(join(folder, "test.survey.json"), JSON.stringify(surveyed(state, given)));
  return state;
}

function lock(pid: number, project = "mailzone"): void {
  const locks = join(folder, "backend/.pulumi/locks/organization", project, "test");
  mkdirSync(locks, { recursive: true });
  const text = { pid, username: "ann", hostname: hostname(), timestamp: "2026-11-22T02:07:59Z" };
  writeFileSync(join(locks, `${pid}.json`), JSON.stringify(text));
}
const DEAD = 2 ** 30;

function halfWrite(): string {
  const file = join(folder, "backend/.pulumi/stacks/mailzone/test.json.attrs");
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, "");
  return file;
}

/** What was told, and the state afterwards without what every case has. */
async function repaired({ unlock = false } = {}) {
  const lines: string[] = [];
  const damage = await findDamage("test", options());
  const copy = await repair(damage, { ...options(), tell: (line) => lines.push(line), unlock });
  expect(JSON.parse(readFileSync(copy, "utf8"))).toEqual(JSON.parse(damage.state));
  expect(lines.shift()).toMatch(/^saved a copy of the state to \.mailzone\/recover\/test-/);
  return { lines, state: stateNow(), records: resourcesOf(stateNow()).slice(3) };
}

const LIVE = live("r1", "a A 192.0.2.1");
const DEPENDENCIES = {
  dependencies: [TOMBSTONE],
  propertyDependencies: { name: [], content: [] },
  replaceOnChanges: [],
};

describe("a repair", () => {
  test.each<[string, Case, readonly string[], readonly unknown[]]>([
    ["of nothing writes nothing", { resources: [record("r1")], listing: [LIVE] }, [], [record("r1")]],
    [
      "adds what was created, after what it waited for",
      { pending: [["creating", unmade()]], listing: [LIVE] },
      ["adding to the state what the zones have"],
      [expect.objectContaining({ urn: record("r1").urn, id: "Z1/r1", ...DEPENDENCIES })],
    ],
    ["forgets a creation of which nothing came", { pending: [["creating", unmade()]] }, [], []],
    [
      "removes what is deleted",
      { resources: [record("r1", { pendingReplacement: true })] },
      ["removing deleted resources from the state"],
      [],
    ],
    [
      "keeps what is there",
      { resources: [record("r1", { pendingReplacement: true })], listing: [LIVE] },
      ["removing deleted resources from the state"],
      [record("r1")],
    ],
    [
      "reads anew what is in doubt",
      { resources: [record("r1")] },
      ["refreshing resources whose outcome is unknown"],
      [],
    ],
  ])("%s", async (_, given, told, records) => {
    const before = stopped(given);
    const { lines, state, records: left } = await repaired();
    expect([lines, left]).toEqual([told, records]);
    expect(state.deployment.pending_operations ?? []).toEqual([]);
    if (told.length + (given.pending ?? []).length === 0) expect(state).toEqual(before);
  });

  test("reads many in several steps, so that no command line is too long", async () => {
    const many = Array.from({ length: 101 }, (_, i) =>
      record(`r${i}`, {
        urn: urnOf(`h${i}/A/192.0.2.1`),
        outputs: { ...record(`r${i}`).outputs, name: `h${i}.example.com` },
      }),
    );
    stopped({ resources: many });
    const { records } = await repaired();
    expect([records, calls().filter((call) => call === "refresh --yes").length]).toEqual([[], 2]);
  });

  test("adds a zone that was created, which stays when the engine lets go of it", async () => {
    const specs = "domain: example.com\ndns: {cloud: cloudflare, create: true}\nmode: parked\n";
    const state = stateOf({});
    const survey = surveyed(state, { specs });
    const zone = { ...survey.zones[0], listing: [], wanted: [] };
    put(state);
    writeFileSync(join(folder, "test.survey.json"), JSON.stringify({ ...survey, zones: [zone] }));
    const { lines, records } = await repaired();
    expect([lines, records]).toEqual([
      ["adding to the state what the zones have"],
      [expect.objectContaining({ type: "cloudflare:index/zone:Zone", id: "Z1", retainOnDelete: true })],
    ]);
  });

  test("ends where the state has changed since", async () => {
    stopped({ resources: [record("r1")] });
    const damage = await findDamage("test", options());
    put(stateOf({}));
    const tell = (): void => {};
    await expect(repair(damage, { ...options(), tell, unlock: false })).rejects.toThrow(
      /^the state of test has changed in the meantime, so another run is in progress/,
    );
    expect(stateNow()).toEqual(stateOf({}));
  });
});

describe("a lock", () => {
  beforeEach(() => void stopped({}));

  test("of an engine that is gone is cancelled", async () => {
    lock(DEAD);
    expect((await repaired()).lines).toEqual(["cancelling the lock"]);
    expect(existsSync(join(folder, "backend/.pulumi/locks"))).toBe(false);
  });

  test("of a stack of the same name in another project stays", async () => {
    lock(DEAD, "other");
    expect((await repaired()).lines).toEqual([]);
    lock(DEAD - 1);
    expect((await repaired()).lines).toEqual(["cancelling the lock"]);
  });

  test("of an engine at work ends the search for damage", async () => {
    const engine = join(folder, "pulumi-at-work");
    writeFileSync(engine, "#!/bin/sh\nread line\n");
    chmodSync(engine, 0o755);
    const child = spawn(engine, { stdio: ["pipe", "ignore", "ignore"] });
    await once(child, "spawn");
    lock(child.pid as number);
    halfWrite();
    for (const find of [findDamage, findHalfWritten]) {
      await expect(find("test", options())).rejects.toThrow(
        /^a run is in progress on stack test: locked since 2026-11-22T02:07:59Z by ann .*, still running\. Wait/,
      );
    }
    child.stdin.end();
    await once(child, "exit");
  });

  test.each([
    [true, ["cancelling the lock"]],
    [false, []],
  ])("that the backend does not list is cancelled if that is wanted: %s", async (unlock, lines) => {
    writeFileSync(join(folder, "backend-url"), "https://app.pulumi.com/ann");
    expect((await repaired({ unlock })).lines).toEqual(lines);
  });

  describe("in a backend of many machines", () => {
    const told = (holder: string, file = "told-locks"): void =>
      writeFileSync(
        join(folder, file),
        `error: the stack is currently locked by 1 lock(s).\n  s3://bucket/state/x.json: created by ${holder} at 2026-11-22T02:07:59Z\n`,
      );
    beforeEach(() => writeFileSync(join(folder, "backend-url"), "s3://bucket/state"));

    test("is what the engine says, and is cancelled", async () => {
      told("ann@build8 (pid 7)");
      expect((await findDamage("test", options())).locks).toEqual([
        { user: "ann", host: "build8", pid: 7, since: "2026-11-22T02:07:59Z", holder: "elsewhere" },
      ]);
      expect((await repaired()).lines).toEqual(["cancelling the lock"]);
      expect((await findDamage("test", options())).locks).toEqual([]);
    });

    test("that is taken while a killed run is looked at keeps its run", async () => {
      told("ben@build9 (pid 8)", "told-locks-later");
      await heal("test", () => {}, { ...options(), unfinished: {} });
      expect(calls()).toEqual(expect.arrayContaining(["stack rename"]));
      expect(calls()).not.toEqual(expect.arrayContaining(["cancel --yes"]));
      expect(existsSync(join(folder, ".mailzone"))).toBe(false);
    });

    test("is left, with all else, if another run has taken one since it was shown", async () => {
      told("ann@build8 (pid 7)");
      const damage = await findDamage("test", options());
      told("ben@build9 (pid 8)");
      const tell = (): void => {};
      await expect(repair(damage, { ...options(), tell, unlock: true })).rejects.toThrow(
        /^stack test was locked anew in the meantime, so another run is in progress/,
      );
      expect(calls()).not.toContain("cancel --yes");
    });
  });
});

describe("a file that was half written", () => {
  test("is found and removed", async () => {
    const file = halfWrite();
    expect(await findHalfWritten("test", options())).toEqual([file]);
    removeHalfWritten([file]);
    expect(await findHalfWritten("test", options())).toEqual([]);
  });

  test("is none of a backend that is no folder", async () => {
    writeFileSync(join(folder, "backend-url"), "s3://bucket/state");
    expect(await findHalfWritten("test", options())).toEqual([]);
  });
});
