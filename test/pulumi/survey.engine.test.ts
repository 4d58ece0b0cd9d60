/** The survey as other commands take it, of a stack that lives, and what is said when it cannot be taken. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { EngineRefused } from "../../src/engine/refused.ts";
import { survey } from "../../src/engine/survey.ts";
import { TestStack } from "./test-stack.ts";

jest.setTimeout(240_000);

const spec = [
  "domain: example.com",
  "dns: cloudflare",
  "mailbox: tencent-exmail",
  "protect: true",
  "records:",
  "  - {type: MX, name: lists, value: 10 mx1.example.net}",
  "---",
  "domain: example.net",
  "dns: route53",
  "mode: parked",
  "",
].join("\n");

let stack: TestStack;
beforeAll(async () => {
  stack = await TestStack.make();
  stack.write({ "a.yaml": spec });
  expect(await stack.up()).toMatchObject({ code: 0 });
});
afterAll(() => stack.remove());

const take = (name = "test") => survey(name, { cwd: stack.folder, env: stack.environment });

describe("a survey", () => {
  test("holds what is wanted, owned and listed, each joined by ids, of a stack with protected records too", async () => {
    const before = stack.stored();
    const { stack: name, zones, owned, findings } = await take();
    expect(name).toMatchObject({ project: "mailzone", stack: "test" });
    expect(zones.map(({ cloud, name: zone, domains }) => [cloud, zone, domains])).toEqual([
      ["cloudflare", "example.com.", ["example.com"]],
      ["route53", "example.net.", ["example.net"]],
    ]);
    const wanted = zones.flatMap((zone) => zone.wanted);
    const urns = new Map(owned.map((resource) => [resource.urn, resource]));
    for (const { urn, parent, domain, standing, live, args } of wanted) {
      expect([standing, urns.get(urn)?.id]).toEqual(["owned", live]);
      expect(parent).toBe(`urn:pulumi:test::mailzone::mailzone:index:MailZone::${domain}`);
      expect(args["zoneId"]).toEqual(expect.any(String));
    }
    expect(owned).toHaveLength(wanted.length);
    const standings = zones.flatMap((zone) => zone.live.map(({ standing }) => standing));
    expect(standings.filter((standing) => standing === "owned")).toHaveLength(wanted.length);
    // the SOA and NS with which a Route 53 zone is born
    expect(standings.filter((standing) => standing !== "owned")).toEqual(["foreign", "foreign"]);
    expect(findings).toEqual([]);
    expect(stack.stored()).toBe(before);
  });

  test("tells what this deployment would delete from what is foreign", async () => {
    stack.write({ "a.yaml": spec.replace(/ {2}- .*\n/, "  - {type: TXT, name: lists, value: x}\n") });
    const { zones } = await take();
    expect(zones[0]?.live.filter(({ standing }) => standing === "leaving")).toHaveLength(1);
    expect(
      zones[0]?.wanted.filter(({ standing }) => standing === "absent").map(({ owner }) => owner),
    ).toEqual(["lists.example.com."]);
  });
});

describe("no survey", () => {
  const refused = async (name?: string): Promise<string> => {
    const error = await take(name).then(
      () => undefined,
      (cause: unknown) => cause,
    );
    expect(error).toBeInstanceOf(EngineRefused);
    return (error as Error).message;
  };

  test("of a stack that is not there", async () => {
    expect(await refused("elsewhere")).toContain("stack elsewhere does not exist");
  });

  test("of specs with errors: they are told", async () => {
    stack.write({ "a.yaml": `${spec}records:\n  - {type: CNAME, value: www.example.net}\n` });
    expect(await refused()).toContain("cname-exclusive");
  });

  test("where there are no specs", async () => {
    rmSync(join(stack.specs), { recursive: true });
    expect(await refused()).toContain("without specs");
  });
});
