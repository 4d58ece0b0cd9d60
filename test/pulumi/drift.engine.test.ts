/** `mailzone drift`, with the real engine: what was changed behind a stack's back is named, repaired, and then gone. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { Ajv } from "ajv";
import { Store } from "../../sandbox/store.ts";
import type { driftJson } from "../../src/report/drift-json.ts";
import { Console } from "./console.ts";
import { allClouds, TestStack } from "./test-stack.ts";

jest.setTimeout(240_000);

const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(
  JSON.parse(readFileSync(join(import.meta.dirname, "../../schema/drift.schema.json"), "utf8")),
);

const spec = (cloud: string, policy = "none"): string =>
  [
    `domain: example.com\ndns: ${cloud}\nttl: 600\nmailbox: tencent-exmail`,
    `dmarc: {policy: ${policy}, rua: ['mailto:d@example.com']}`,
    "records:",
    "  - {name: host, type: A, value: 192.0.2.1}",
    '  - {name: note, type: TXT, value: "one"}',
    "",
  ].join("\n");

describe.each(allClouds)("on %s", (cloud) => {
  let stack: TestStack;
  let console: Console;
  beforeAll(async () => {
    stack = await TestStack.make();
    stack.write({ "a.yaml": spec(cloud) });
    console = new Console(stack.home, cloud, "example.com");
    expect(await stack.up()).toMatchObject({ code: 0 });
  });
  afterAll(() => stack.remove());

  const drift = (...words: string[]) => stack.mailzone("drift", "test", ...words);
  /** Exit code, and each record as `missing|changed resource fields`. */
  const found = async (): Promise<readonly [number, string[], string[]]> => {
    const { code, stdout, stderr } = await drift("--format", "json");
    if (stdout === "") throw new Error(stderr);
    const document = JSON.parse(stdout) as ReturnType<typeof driftJson>;
    expect([validate(document), validate.errors]).toEqual([true, null]);
    return [
      code,
      document.records.map((one) => [one.drift, one.resource, ...one.fields].join(" ")).sort(),
      document.conflicts.map(({ finding }) => finding.code),
    ];
  };

  test("none after an up: exit code 0, and nothing was written", async () => {
    const before = stack.stored();
    const { code, stdout, stderr } = await drift();
    expect(stderr).toBe("");
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^no drift: \d+ records as published\n$/)]);
    expect(stack.stored()).toBe(before);
  });

  test("a record changed, one deleted, one added that is in the way: each is named, by one listing a zone", async () => {
    await console.change({ owner: "note", type: "TXT", value: "two", ttl: 900 });
    await console.remove("host", "A");
    if (cloud === "alidns") await console.disable("_dmarc", "TXT");
    if (cloud !== "route53")
      await console.add({ owner: "@", type: "MX", value: "5 mx.old.example.net", ttl: 600 });
    const from = calls(stack).length;
    const [code, records, conflicts] = await found();
    const note = `example.com/note/TXT${cloud === "route53" ? "" : "/7692c3ad"}`;
    expect([code, records, conflicts]).toEqual([
      1,
      [
        ...(cloud === "alidns" ? ["changed example.com/_dmarc/TXT/dmarc disabled"] : []),
        `changed ${note} data ttl`,
        `missing example.com/host/A${cloud === "route53" ? "" : "/192.0.2.1"}`,
      ],
      cloud === "route53" ? [] : ["mx-stale"],
    ]);
    const asked = calls(stack).slice(from);
    expect(asked.filter((action) => action === "list").length).toBeLessThanOrEqual(
      cloud === "route53" ? 1 : 2,
    );
    expect(asked.filter((action) => !["list", "listZones", "readZone"].includes(action))).toEqual([]);
  });

  test("in words, with both values and the repair", async () => {
    const { code, stdout, stderr } = await drift();
    expect(code).toBe(1);
    const next =
      cloud === "route53" ? "pulumi up --refresh --stack test" : stack.ownCommand("adopt test --conflicting");
    expect(stderr).toBe(`Next: ${next}\n`);
    expect(stdout).toContain(
      '  ~  note.example.com: TXT changed from "one" to "two"; its TTL changed from 600 s to 900 s\n',
    );
    expect(stdout).toContain("  -  host.example.com: A 192.0.2.1 is gone from the zone\n");
    expect(stdout).toContain("pulumi up --refresh --stack test");
    if (cloud !== "route53") expect(stdout).toContain("mx.old.example.net");
    // the formats are made of the same, whatever the cloud
    if (cloud !== "cloudflare") return;
    const quiet = await drift("--quiet");
    expect([quiet.code, quiet.stderr]).toEqual([1, ""]);
    expect(stdout.startsWith(`${quiet.stdout}\ndrift: `)).toBe(true);
    const markdown = await drift("--format", "markdown");
    expect([markdown.code, markdown.stdout]).toEqual([
      1,
      expect.stringMatching(/^### mailzone drift of test: drift: /),
    ]);
  });

  test("specs that are not applied yet are no drift, and are told where both differ", async () => {
    stack.write({ "a.yaml": spec(cloud, "quarantine").replace("192.0.2.1", "192.0.2.7") });
    const [, records] = await found();
    expect(records.filter((one) => !one.includes("_dmarc"))).toHaveLength(2);
    expect(records.filter((one) => one.includes("_dmarc"))).toHaveLength(cloud === "alidns" ? 1 : 0);
    if (cloud === "alidns") expect((await drift()).stdout).toContain("not applied yet");
    stack.write({ "a.yaml": spec(cloud) });
  });

  test("up --refresh repairs it, and then there is none", async () => {
    if (cloud !== "route53") {
      // what is in the way keeps up from running, as the output says
      expect((await stack.up("--refresh")).text).toContain("mx-stale");
      await console.remove("@", "MX", "mx.old.example.net");
    }
    expect(await stack.up("--refresh")).toMatchObject({ code: 0 });
    expect(await found()).toEqual([0, [], []]);
    expect(await stack.unanswered()).toEqual([]);
  });

  test("what was deleted and made again by hand is said, and the named commands take it back", async () => {
    await console.remove("host", "A");
    await console.add({ owner: "host", type: "A", value: "192.0.2.1", ttl: 600 });
    if (cloud === "route53") {
      // a set is known by its name and type, so the new one is the stack's
      expect(await found()).toEqual([0, [], []]);
      return;
    }
    const { code, stdout } = await drift();
    expect([code, stdout]).toEqual([
      1,
      expect.stringContaining("an identical one that the stack does not own was created by hand"),
    ]);
    expect(stdout).toContain(`pulumi refresh --stack test, then ${stack.ownCommand("adopt test")}`);
    expect(await found()).toMatchObject([1, [expect.stringContaining("missing")], []]);
    expect(await stack.refresh()).toMatchObject({ code: 0 });
    expect(await stack.mailzone("adopt", "test", "--yes")).toMatchObject({ code: 0 });
    expect(await stack.up()).toMatchObject({ code: 0 });
    expect(await found()).toEqual([0, [], []]);
  });

  test("a record that was adopted is repaired too: nothing that a refresh reads becomes what is wanted", async () => {
    if (cloud === "alidns") await console.disable("host", "A");
    else await console.change({ owner: "host", type: "A", value: "192.0.2.66", ttl: 900 });
    expect(await found()).toMatchObject([1, [expect.stringContaining("changed example.com/host/A")], []]);
    expect(await stack.up("--refresh")).toMatchObject({ code: 0 });
    expect(await found()).toEqual([0, [], []]);
    expect(await stack.unanswered()).toEqual([]);
  });
});

describe("what cannot be told is exit code 2, with nothing on stdout", () => {
  let stack: TestStack;
  beforeAll(async () => {
    stack = await TestStack.make();
    stack.write({ "a.yaml": spec("cloudflare") });
    expect(await stack.up()).toMatchObject({ code: 0 });
  });
  afterAll(() => stack.remove());

  const fails = async (what: string, ...words: string[]): Promise<void> => {
    const { code, stdout, stderr } = await stack.mailzone("drift", ...words);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/(?:^|\n)mailzone: .*\n$/);
    expect(stderr).toContain(what);
  };

  test("no such stack", () => fails("stack prod does not exist", "prod"));

  test("a zone that is not there any more", async () => {
    const store = new Store(stack.home);
    store.run("UPDATE zones SET name = 'elsewhere.example'");
    store.close();
    await fails("the zone example.com could not be found", "test", "--format", "json");
  });

  test("specs with errors", async () => {
    stack.write({ "a.yaml": "domain: example.com\ndns: cloudfare\n" }, { zones: false });
    await fails("cloudfare", "test");
  });

  test("no engine", async () => {
    stack.setEnvironment({ PATH: "", MAILZONE_ENGINE_BIN: "", MAILZONE_CACHE: join(stack.folder, "empty") });
    await fails("no Pulumi engine found", "test");
  });
});

function calls(stack: TestStack): string[] {
  const store = new Store(stack.home);
  try {
    return store.requests().map(({ action }) => action);
  } finally {
    store.close();
  }
}
