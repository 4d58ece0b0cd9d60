/** `mailzone drift`, with the real engine: what was changed behind a stack's back is named, repaired, and then gone. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { Ajv } from "ajv";
import type { Cloud } from "../../sandbox/clouds/cloud-id.ts";
import { type LoggedRequest, Store } from "../../sandbox/store.ts";
import type { driftJson } from "../../src/report/drift-json.ts";
import { Console } from "./console.ts";
import { allClouds, type Run, TestStack } from "./test-stack.ts";
import { answersAsWanted, domainOn, onEach, succeeded } from "./three-clouds.ts";

jest.setTimeout(600_000);

const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(
  JSON.parse(readFileSync(join(import.meta.dirname, "../../schema/drift.schema.json"), "utf8")),
);

const spec = (cloud: string, domain: string, policy = "none"): string =>
  [
    `domain: ${domain}\ndns: ${cloud}\nttl: 600\nmailbox: tencent-exmail`,
    `dmarc: {policy: ${policy}, rua: ['mailto:d@${domain}']}`,
    "records:",
    "  - {name: host, type: A, value: 192.0.2.1}",
    '  - {name: note, type: TXT, value: "one"}',
    "",
  ].join("\n");

/** Where a record is one of the set that it is in, it can be in the way of others; on Route 53 the set is one. */
const singles = ["cloudflare", "alidns"] as const;

describe("a domain on each cloud", () => {
  let stack: TestStack;
  let consoles: Readonly<Record<Cloud, Console>>;
  beforeAll(async () => {
    stack = await TestStack.make();
    stack.write(onEach(spec));
    const at = (cloud: Cloud): Console => new Console(stack.home, cloud, domainOn(cloud));
    consoles = { route53: at("route53"), cloudflare: at("cloudflare"), alidns: at("alidns") };
    succeeded(await stack.up());
  });
  afterAll(() => stack.remove());

  /** Does something at the console of each cloud. */
  const byHand = async (work: (console: Console, cloud: Cloud) => Promise<unknown>): Promise<void> => {
    for (const cloud of allClouds) await work(consoles[cloud], cloud);
  };
  const drift = (...words: string[]) => stack.mailzone("drift", "test", ...words);

  interface Found {
    readonly code: number;
    /** Each record of a cloud's domain as `missing|changed resource fields`, and the codes of its conflicts. */
    on(cloud: Cloud): readonly [records: string[], conflicts: string[]];
  }
  const found = async (): Promise<Found> => {
    const { code, stdout, stderr } = await drift("--format", "json");
    if (stdout === "") throw new Error(stderr);
    const { records, conflicts } = JSON.parse(stdout) as ReturnType<typeof driftJson>;
    expect([validate(JSON.parse(stdout)), validate.errors]).toEqual([true, null]);
    const all = records.map((one) => [one.drift, one.resource, ...one.fields].join(" ")).sort();
    // each belongs to one of the three
    expect(all.filter((one) => !allClouds.some((cloud) => one.includes(` ${domainOn(cloud)}/`)))).toEqual([]);
    return {
      code,
      on: (cloud) => [
        all.filter((one) => one.includes(` ${domainOn(cloud)}/`)),
        conflicts
          .filter(({ finding }) => finding.domain === domainOn(cloud))
          .map(({ finding }) => finding.code),
      ],
    };
  };
  const findsNone = async (): Promise<void> => {
    const { code, on } = await found();
    expect([code, ...allClouds.map(on)]).toEqual([0, ...allClouds.map(() => [[], []])]);
  };

  test("none after an up: exit code 0, and nothing was written", async () => {
    const before = stack.stored();
    const { code, stdout, stderr } = await drift();
    expect(stderr).toBe("");
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^no drift: \d+ records as published\n$/)]);
    expect(stack.stored()).toBe(before);
  });

  describe("a record changed, one deleted, one added that is in the way", () => {
    let json: Found;
    let asked: readonly LoggedRequest[];
    let words: Run;
    beforeAll(async () => {
      await byHand(async (console, cloud) => {
        await console.change({ owner: "note", type: "TXT", value: "two", ttl: 900 });
        await console.remove("host", "A");
        if (cloud === "alidns") await console.disable("_dmarc", "TXT");
        if (cloud === "route53") return;
        await console.add({ owner: "@", type: "MX", value: `5 mx.${cloud}.example.net`, ttl: 600 });
      });
      const from = calls(stack).length;
      json = await found();
      asked = calls(stack).slice(from);
      words = await drift();
    });

    test.each(allClouds)("on %s each is named, by one listing a zone", (cloud) => {
      const domain = domainOn(cloud);
      const note = `${domain}/note/TXT${cloud === "route53" ? "" : "/7692c3ad"}`;
      expect([json.code, ...json.on(cloud)]).toEqual([
        1,
        [
          ...(cloud === "alidns" ? [`changed ${domain}/_dmarc/TXT/dmarc disabled`] : []),
          `changed ${note} data ttl`,
          `missing ${domain}/host/A${cloud === "route53" ? "" : "/192.0.2.1"}`,
        ],
        cloud === "route53" ? [] : ["mx-stale"],
      ]);
      const actions = asked.filter((one) => one.cloud === cloud).map(({ action }) => action);
      expect(actions.filter((action) => action === "list").length).toBeLessThanOrEqual(
        cloud === "route53" ? 1 : 2,
      );
      expect(actions.filter((action) => !["list", "listZones", "readZone"].includes(action))).toEqual([]);
    });

    test.each(allClouds)("on %s in words, with both values", (cloud) => {
      const domain = domainOn(cloud);
      expect(words.code).toBe(1);
      expect(words.stdout).toContain(
        `  ~  note.${domain}: TXT changed from "one" to "two"; its TTL changed from 600 s to 900 s\n`,
      );
      expect(words.stdout).toContain(`  -  host.${domain}: A 192.0.2.1 is gone from the zone\n`);
      if (cloud !== "route53") expect(words.stdout).toContain(`mx.${cloud}.example.net`);
    });

    test("and with the repair, in every format", async () => {
      expect(words.stderr).toBe(`Next: ${stack.ownCommand("adopt test --conflicting")}\n`);
      expect(words.stdout).toContain("pulumi up --refresh --stack test");
      const quiet = await drift("--quiet");
      expect([quiet.code, quiet.stderr]).toEqual([1, ""]);
      expect(words.stdout.startsWith(`${quiet.stdout}\ndrift: `)).toBe(true);
      const markdown = await drift("--format", "markdown");
      expect([markdown.code, markdown.stdout]).toEqual([
        1,
        expect.stringMatching(/^### mailzone drift of test: drift: /),
      ]);
    });
  });

  describe("specs that are not applied yet", () => {
    let json: Found;
    beforeAll(async () => {
      stack.write(onEach((...of) => spec(...of, "quarantine").replace("192.0.2.1", "192.0.2.7")));
      json = await found();
    });
    afterAll(() => stack.write(onEach(spec)));

    test.each(allClouds)("are no drift on %s", (cloud) => {
      const [records] = json.on(cloud);
      expect(records.filter((one) => !one.includes("_dmarc"))).toHaveLength(2);
      expect(records.filter((one) => one.includes("_dmarc"))).toHaveLength(cloud === "alidns" ? 1 : 0);
    });

    test("are told where both differ", async () => {
      expect((await drift()).stdout).toMatch(/_dmarc\.alidns\.example.*not applied yet/);
    });
  });

  describe("up --refresh repairs it, and then there is none", () => {
    let refused: Run;
    beforeAll(async () => {
      refused = await stack.up("--refresh");
      for (const cloud of singles) await consoles[cloud].remove("@", "MX", `mx.${cloud}.example.net`);
      succeeded(await stack.up("--refresh"));
    });

    test.each(singles)("what is in the way on %s keeps up from running, as the output says", (cloud) => {
      expect(refused.code).not.toBe(0);
      expect(refused.text).toMatch(new RegExp(`${cloud}\\.yaml\\S* error mx-stale`));
    });

    test("then there is none", findsNone);

    test.each(allClouds)("and %s answers as wanted", (cloud) => answersAsWanted(stack, cloud));
  });

  describe("what was deleted and made again by hand", () => {
    let json: Found;
    let words: Run;
    beforeAll(async () => {
      await byHand(async (console) => {
        await console.remove("host", "A");
        await console.add({ owner: "host", type: "A", value: "192.0.2.1", ttl: 600 });
      });
      json = await found();
      words = await drift();
    });

    test("is the stack's on Route 53, since a set is known by its name and type", () => {
      expect(json.on("route53")).toEqual([[], []]);
    });

    test.each(singles)("is said on %s", (cloud) => {
      expect(json.code).toBe(1);
      expect(json.on(cloud)).toEqual([[expect.stringContaining("missing")], []]);
      expect(words.code).toBe(1);
      expect(words.stdout).toMatch(
        new RegExp(
          `host\\.${cloud}\\.example.*an identical one that the stack does not own was created by hand`,
        ),
      );
    });

    test("and the named commands take it back", async () => {
      expect(words.stdout).toContain(`pulumi refresh --stack test, then ${stack.ownCommand("adopt test")}`);
      succeeded(await stack.refresh());
      succeeded(await stack.mailzone("adopt", "test", "--yes"));
      succeeded(await stack.up());
      await findsNone();
    });
  });

  describe("a record that was adopted is repaired too: nothing that a refresh reads becomes what is wanted", () => {
    let json: Found;
    let words: Run;
    beforeAll(async () => {
      await byHand((console, cloud) =>
        cloud === "alidns"
          ? console.disable("host", "A")
          : console.change({ owner: "host", type: "A", value: "192.0.2.66", ttl: 900 }),
      );
      json = await found();
      words = await drift();
      succeeded(await stack.up("--refresh"));
    });

    test("by the next command, where nothing is in the way", () => {
      expect([words.code, words.stderr]).toEqual([1, "Next: pulumi up --refresh --stack test\n"]);
      expect(words.stdout).toContain("pulumi up --refresh --stack test");
    });

    test.each(allClouds)("on %s", async (cloud) => {
      expect(json.code).toBe(1);
      expect(json.on(cloud)).toEqual([[expect.stringContaining(`changed ${domainOn(cloud)}/host/A`)], []]);
      await answersAsWanted(stack, cloud);
    });

    test("then there is none", findsNone);
  });
});

describe("what cannot be told is exit code 2, with nothing on stdout", () => {
  let stack: TestStack;
  beforeAll(async () => {
    stack = await TestStack.make();
    stack.write({ "a.yaml": spec("cloudflare", "example.com") });
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

function calls(stack: TestStack): LoggedRequest[] {
  const store = new Store(stack.home);
  try {
    return store.requests();
  } finally {
    store.close();
  }
}
