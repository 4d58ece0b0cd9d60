/** A migration that does not go straight: a run that fails, a way back, a confirmation, an update that keeps everything. */
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { statusDocument } from "../../src/report/status-json.ts";
import type { Phase } from "../../src/spec/schema.ts";
import { FROM, type Move, mxOf, TO } from "./migrate-matrix.ts";
import { age, mxInDns, outputsOf, specsOf } from "./migrate-stack.ts";
import { TestStack } from "./test-stack.ts";

jest.setTimeout(240_000);

const CLOUD = "cloudflare";
const [exmail, google, , server] = FROM as [Move["from"], Move["from"], Move["from"], Move["from"]];
const [zoho] = TO as [Move["to"]];
const moves: readonly Move[] = [
  { domain: "a.example.com", from: exmail, to: zoho },
  { domain: "b.example.com", from: google, to: server },
];

describe("a stack with two domains", () => {
  let stack: TestStack;
  beforeAll(async () => {
    stack = await TestStack.make();
    stack.write(specsOf(moves, CLOUD, "before"));
    expect(await stack.up()).toMatchObject({ code: 0 });
  });
  afterAll(() => stack.remove());

  const write = (phase: Phase): void => stack.write(specsOf(moves, CLOUD, phase));
  const mx = () => Promise.all(moves.map(({ domain }) => mxInDns(stack, CLOUD, domain)));
  const at = (whose: "from" | "to") => moves.map((move) => mxOf(move[whose], move.domain));
  const status = async () => {
    const [address] = (await stack.resolver(CLOUD)).getServers();
    const run = await stack.mailzone("status", "--root", String(address), "--format", "json");
    expect(run).toMatchObject({ code: 0 });
    return statusDocument.parse(JSON.parse(run.stdout));
  };

  test("before anything is applied, status says so", async () => {
    write("prepare");
    const { domains, notes } = await status();
    expect(notes).toEqual([]);
    for (const one of domains) {
      expect(one).toMatchObject({ published: "none", since: null, servers: [{ mail: "old" }] });
      expect(one.next).toBe("apply phase prepare: pulumi up --stack test");
    }
  });

  test("a run that fails remembers no time for what it has not published, and the old TTL is not forgotten", async () => {
    stack.spoil({ cloud: CLOUD, mode: "refuse", action: "update", name: "a.example.com", type: "MX" });
    expect(await stack.up()).not.toMatchObject({ code: 0 });
    expect((await status()).domains.map(({ published }) => published)).toContain("none");
    expect(await stack.up()).toMatchObject({ code: 0 });
    const { migrations = {} } = await outputsOf(stack);
    for (const { domain } of moves) expect(migrations[domain]).toMatchObject({ phase: "prepare", ttl: 3600 });
    for (const { servers, next } of (await status()).domains) {
      expect(servers).toEqual([{ server: expect.any(String), mail: "old" }]);
      expect(next).toMatch(/^wait until .* UTC, then set phase: switch$/);
    }
  });

  test("a stack that does not change has no change, and remembers since when", async () => {
    const before = await outputsOf(stack);
    const run = await stack.pulumi("preview", "--expect-no-changes", "--stack", "test");
    expect(run).toMatchObject({ code: 0 });
    expect(await stack.up()).toMatchObject({ code: 0 });
    expect(await outputsOf(stack)).toEqual(before);
  });

  test("an update that keeps everything keeps the times", async () => {
    const before = await outputsOf(stack);
    stack.setEnvironment({ MAILZONE_KEEP: "true" });
    const run = await stack.up();
    stack.setEnvironment({ MAILZONE_KEEP: "" });
    expect(run).toMatchObject({ code: 0 });
    expect((await outputsOf(stack)).migrations).toEqual(before.migrations);
  });

  test("the mail moves in time, and goes back at once", async () => {
    write("switch");
    const early = await stack.up();
    expect(early).not.toMatchObject({ code: 0 });
    expect([...early.text.matchAll(/error (plan-[a-z-]+)/g)].map(([, code]) => code)).toEqual([
      "plan-switch-early",
      "plan-switch-early",
    ]);
    expect(await mx()).toEqual(at("from"));
    write("prepare");
    await age(stack, 3601);
    expect((await status()).domains.map(({ next }) => next)).toEqual([
      "set phase: switch",
      "set phase: switch",
    ]);
    write("switch");
    expect(await stack.up()).toMatchObject({ code: 0 });
    expect(await mx()).toEqual(at("to"));
    write("prepare");
    expect(await stack.up()).toMatchObject({ code: 0 });
    expect(await mx()).toEqual(at("from"));
    expect((await outputsOf(stack)).migrations?.["a.example.com"]).toMatchObject({
      phase: "prepare",
      ttl: 300,
    });
  });

  test("who does not wait confirms it", async () => {
    write("switch");
    expect((await stack.up()).text).toContain("error plan-switch-early");
    await stack.confirmAll();
    const switched = await stack.up();
    expect(switched).toMatchObject({ code: 0 });
    expect(await mx()).toEqual(at("to"));
    write("finish");
    expect((await stack.up()).text).toContain("error plan-finish-early");
    await stack.confirmAll();
    expect(await stack.up()).toMatchObject({ code: 0 });
    expect((await status()).domains.map(({ next }) => next)).toEqual([
      "delete migrate from the spec",
      "delete migrate from the spec",
    ]);
  });
});
