/** What a move takes, refuses and undoes, and who else owns records, with a stand-in for the engine; move.engine.test.ts makes moves. */
import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { type Move, makeMove, planMove } from "../../src/engine/move.ts";
import { otherOwners } from "../../src/engine/other-owners.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mailzone-move-"));
  const script = join(import.meta.dirname, "fake-engine.mjs");
  cpSync(script, join(folder, "pulumi"));
  chmodSync(join(folder, "pulumi"), 0o755);
  symlinkSync("pulumi", join(folder, "pulumi-language-nodejs"));
  state("old", [
    DOMAIN("old", "a.example"),
    RECORD("old", "a.example", "r1"),
    DOMAIN("old", "b.example"),
    RECORD("old", "b.example", "r2"),
    { urn: `urn:pulumi:old::p::${ZONE}::a.example`, type: ZONE, id: "Z1" },
  ]);
  state("new", null);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const COMPONENT = "mailzone:index:MailZone";
const TOKEN = "cloudflare:index/dnsRecord:DnsRecord";
const ZONE = "cloudflare:index/zone:Zone";
const DOMAIN = (stack: string, domain: string) => ({
  urn: `urn:pulumi:${stack}::p::${COMPONENT}::${domain}`,
  type: COMPONENT,
});
const RECORD = (stack: string, domain: string, id: string) => ({
  urn: `urn:pulumi:${stack}::p::${COMPONENT}$${TOKEN}::${domain}/@/MX/mx.example.net`,
  type: TOKEN,
  id,
  parent: DOMAIN(stack, domain).urn,
  outputs: { id, zoneId: "Z1" },
});

const state = (stack: string, resources: unknown, pending?: unknown): void =>
  writeFileSync(
    join(folder, `${stack}.json`),
    JSON.stringify({ version: 3, deployment: { resources, pending_operations: pending } }),
  );
const urns = (stack: string): string[] =>
  (JSON.parse(readFileSync(join(folder, `${stack}.json`), "utf8")).deployment.resources ?? []).map(
    ({ urn }: { urn: string }) => urn,
  );
const options = () => ({ cwd: folder, env: { MAILZONE_ENGINE_BIN: folder, MAILZONE_FAKE: folder } });
const move = (more: Partial<Move> = {}): Move => ({
  from: "old",
  to: "new",
  domains: ["a.example"],
  zones: [],
  ...more,
});
const event = (op: string, urn: string, type = TOKEN): string =>
  `${JSON.stringify({ resourcePreEvent: { metadata: { op, urn, type } } })}\n`;
const told: string[] = [];
const make = async (one = move()): Promise<void> =>
  makeMove(await planMove(one, options()), { ...options(), tell: (line) => told.push(line) });

describe("a move", () => {
  test("takes the domain with everything below it, and nothing else", async () => {
    const { resources } = await planMove(move(), options());
    expect(resources.map(({ urn }) => urn)).toEqual([
      DOMAIN("old", "a.example").urn,
      RECORD("old", "a.example", "r1").urn,
    ]);
    await make();
    expect(urns("new")).toEqual([DOMAIN("new", "a.example").urn, RECORD("new", "a.example", "r1").urn]);
    expect(urns("old")).toHaveLength(3);
    expect(told).toContainEqual(
      expect.stringMatching(/^saved copies of both states: .*old-.*\.json, .*new-/),
    );
  });

  test("takes the zone that the spec creates", async () => {
    await make(move({ zones: [{ type: ZONE, name: "a.example" }] }));
    expect(urns("new")).toContain(`urn:pulumi:new::p::${ZONE}::a.example`);
  });

  test.each<[string, () => void, RegExp]>([
    ["a domain that the state does not have", () => state("old", []), /does not have a\.example/],
    [
      "one that the other state has already",
      () => state("new", [DOMAIN("new", "a.example")]),
      /stack new already has a\.example/,
    ],
    [
      "an interrupted run of either stack",
      () => state("new", [], [{ type: "creating", resource: RECORD("new", "a.example", "") }]),
      /the last run of stack new was interrupted: run .\/mailzone recover new first/,
    ],
    ["a stack that is not there", () => rmSync(join(folder, "new.json")), /stack new does not exist here/],
  ])("refuses %s, and touches nothing", async (_, prepare, message) => {
    prepare();
    const before = urns("old");
    await expect(make()).rejects.toThrow(message);
    expect(urns("old")).toEqual(before);
  });

  test.each<[string, string, string, RegExp]>([
    [
      "change what was moved",
      "new",
      event("update", RECORD("new", "a.example", "r1").urn),
      /preview of new after the move would change what was moved: update a\.example\/@\/MX/,
    ],
    [
      "delete it in the old stack",
      "old",
      event("delete", RECORD("old", "a.example", "r1").urn),
      /preview of old after the move would change what was moved: delete/,
    ],
  ])("is undone if a preview would %s", async (_, stack, events, message) => {
    const before = [urns("old"), urns("new")];
    writeFileSync(join(folder, `${stack}.preview.jsonl`), events);
    await expect(make()).rejects.toThrow(message);
    expect([urns("old"), urns("new")]).toEqual(before);
  });

  test("is undone if the engine stops half-way", async () => {
    const before = [urns("old"), urns("new")];
    writeFileSync(join(folder, "disk-full"), "");
    await expect(make()).rejects.toThrow(/pulumi state move failed: .*no space left on device/);
    expect([urns("old"), urns("new")]).toEqual(before);
  });

  test("does not mind what a preview says of other resources", async () => {
    writeFileSync(
      join(folder, "new.preview.jsonl"),
      event("same", RECORD("new", "a.example", "r1").urn) +
        event("create", RECORD("new", "c.example", "").urn),
    );
    await make();
    expect(urns("new")).toHaveLength(2);
  });
});

describe("who else owns a record", () => {
  test("is asked of the engine, for every other stack of the project", async () => {
    state("third", [RECORD("third", "c.example", "r3")]);
    const ask = [
      { type: TOKEN, id: "r2" },
      { type: TOKEN, id: "r3" },
      { type: TOKEN, id: "r9" },
    ];
    expect(await otherOwners("new", ask, options())).toEqual(
      new Map([
        [`${TOKEN} r2`, "old"],
        [`${TOKEN} r3`, "third"],
      ]),
    );
    expect(await otherOwners("organization/p/old", ask, options())).toEqual(
      new Map([[`${TOKEN} r3`, "third"]]),
    );
  });

  test("is not asked where there is nothing to adopt", async () => {
    expect(await otherOwners("new", [], options())).toEqual(new Map());
    expect(() => readFileSync(join(folder, "calls"))).toThrow();
  });
});
