/** `dns: {cloud, create: true}`, with the real engine: the stack makes the zone once, and never deletes it. */
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import type { Cloud } from "../../sandbox/clouds/cloud-id.ts";
import { zoneId } from "../../sandbox/zones.ts";
import { creating, spec, stored, zonesOf } from "./created-zone.ts";
import { allClouds, type Run, TestStack } from "./test-stack.ts";
import { answersAsWanted, domainOn, onEach, refreshedIsSame, succeeded } from "./three-clouds.ts";

jest.setTimeout(600_000);

/** What each cloud calls the zone, and its servers as the sandbox makes them up. */
const CLOUDS = {
  route53: {
    title: "Amazon Route 53",
    shown: "aws:route53:Zone route53.example create",
    servers: ["ns-1.sandbox.invalid", "ns-2.sandbox.invalid"],
  },
  cloudflare: {
    title: "Cloudflare",
    shown: "cloudflare:index:Zone cloudflare.example create",
    servers: ["ada.sandbox.invalid", "bob.sandbox.invalid"],
  },
  alidns: {
    title: "Alibaba Cloud DNS",
    shown: "alicloud:dns:AlidnsDomain alidns.example create",
    servers: ["dns1.sandbox.invalid", "dns2.sandbox.invalid"],
  },
} as const;

/** A spec of `created-zone.ts` for another domain. */
const of = (text: string, domain: string): string => text.replaceAll("example.com", domain);

describe("a zone that the stack creates on each cloud", () => {
  let stack: TestStack;
  beforeAll(async () => {
    stack = await TestStack.make();
    stack.write(onEach((cloud, domain) => of(creating(cloud), domain)));
  });
  afterAll(() => stack.remove());

  const zones = () => stack.mailzone("zones", "test");
  const outputs = async () =>
    JSON.parse((await stack.pulumi("stack", "output", "--json", "--stack", "test")).stdout);
  const noChanges = async (): Promise<Run> => succeeded(await stack.preview("--expect-no-changes"));

  describe("is announced before, and nothing is written", () => {
    let preview: Run;
    let plan: Run;
    let listed: Run;
    beforeAll(async () => {
      expect(zonesOf(stack)).toEqual([]);
      preview = succeeded(await stack.preview());
      plan = succeeded(await stack.mailzone("plan", "--stack", "test"));
      listed = succeeded(await zones());
      succeeded(await stack.mailzone("drift", "test"));
    });

    test.each(allClouds)("on %s: by preview, by plan in words, and by zones", (cloud) => {
      const { title, shown } = CLOUDS[cloud];
      const domain = domainOn(cloud);
      expect(preview.text).toContain(shown);
      expect(plan.stdout).toMatch(new RegExp(`^\\+ {2}the zone ${domain} is created on ${title}; `, "m"));
      expect(listed.stdout).toMatch(
        new RegExp(`^to create {2}${domain} +on ${title}: the next pulumi up --stack test creates it$`, "m"),
      );
    });

    test("with their number", () => {
      expect(plan.stdout).toMatch(/^3 zones created; records: \d+ added; 0 unchanged$/m);
      expect(listed.stdout).toMatch(/\n3 zones: 3 to create\n$/);
      expect(zonesOf(stack)).toEqual([]);
    });
  });

  describe("comes with its records in one up, and its servers are an output", () => {
    let output: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    beforeAll(async () => {
      succeeded(await stack.up());
      output = await outputs();
    });

    test.each(allClouds)("on %s", async (cloud) => {
      const domain = domainOn(cloud);
      const made = zonesOf(stack).filter((zone) => zone.cloud === cloud);
      expect(made.map(({ name, id }) => [name, id])).toEqual([[domain, zoneId({ cloud, name: domain })]]);
      expect(output["domains"]?.[domain]).toContain(`records on ${cloud}`);
      expect(output["nameServers"]?.[domain]).toEqual({ [cloud]: CLOUDS[cloud].servers });
      await answersAsWanted(stack, cloud);
    });

    test("and there is no other output", () => {
      expect(Object.keys(output).sort()).toEqual(["domains", "nameServers"]);
      for (const each of Object.values(output)) expect(Object.keys(each)).toHaveLength(allClouds.length);
    });
  });

  describe("then there is nothing to do", () => {
    test("for preview and refresh, and none is looked up by name where the id says which it is", async () => {
      const log = () => stack.withStore((store) => store.requests());
      const from = log().length;
      await noChanges();
      const looked = log()
        .slice(from)
        .filter(({ action, cloud }) => action === "listZones" && cloud !== "alidns");
      expect(looked).toEqual([]);
      await refreshedIsSame(stack);
    });

    test("for drift and recover", async () => {
      expect(await stack.mailzone("drift", "test")).toMatchObject({
        code: 0,
        stdout: expect.stringMatching(/^no drift: /),
      });
      expect(await stack.mailzone("recover", "test")).toMatchObject({
        code: 0,
        stdout: "test: nothing to recover\n",
      });
    });

    test("and zones has the id of each", async () => {
      const { stdout } = succeeded(await zones());
      for (const cloud of allClouds) {
        const name = domainOn(cloud);
        const id = zoneId({ cloud, name });
        expect(stdout).toMatch(
          new RegExp(`^made {2}${name} +on ${CLOUDS[cloud].title}: ${id}, from the stack's state$`, "m"),
        );
      }
      expect(stdout).toMatch(/\n3 zones: 3 made\n$/);
    });
  });

  test("is left alone by an update that keeps what is owned, and by adopt", async () => {
    const before = stored(stack);
    stack.setEnvironment({ MAILZONE_KEEP: "true" });
    succeeded(await stack.up("--expect-no-changes"));
    stack.setEnvironment({ MAILZONE_KEEP: "" });
    succeeded(await stack.mailzone("adopt", "test", "--yes"));
    expect(stored(stack)).toEqual(before);
    await noChanges();
  });

  test("what was changed beside its records stays as it is", async () => {
    stack.withStore((store) => {
      for (const { cloud, id, settings } of store.zones()) {
        store.changeZone(cloud, id, { ...settings, remark: "ours", paused: true });
      }
    });
    const before = stored(stack);
    stack.setEnvironment({ CLOUDFLARE_ACCOUNT_ID: "" });
    succeeded(await stack.up("--refresh"));
    expect(stored(stack)).toEqual(before);
  });

  describe("stays when create goes", () => {
    let before: unknown;
    let plan: Run;
    beforeAll(async () => {
      stack.write(
        onEach((cloud, domain) => of(spec(cloud), domain)),
        { zones: false },
      );
      before = stored(stack);
      plan = await stack.mailzone("plan", "--stack", "test");
      succeeded(await stack.up());
    });

    test.each(allClouds)("the stack forgets the one on %s", async (cloud) => {
      expect(plan.stdout).toContain(
        `the stack forgets the zone ${domainOn(cloud)} on ${CLOUDS[cloud].title}, which stays there`,
      );
      await answersAsWanted(stack, cloud);
    });

    test("no record changes, and the up after that is empty", async () => {
      expect(plan.stdout).toContain("no record changes");
      await noChanges();
      expect(stored(stack)).toEqual(before);
      expect(await outputs()).not.toHaveProperty("nameServers");
    });
  });

  describe("is refused where a zone of the name is there, before anything is written", () => {
    let before: unknown;
    let refused: Run;
    let listed: Run;
    beforeAll(async () => {
      stack.setEnvironment({ CLOUDFLARE_ACCOUNT_ID: "sandbox" });
      stack.write(onEach((cloud, domain) => of(creating(cloud), domain)));
      before = stored(stack);
      refused = await stack.up();
      listed = await zones();
    });

    test.each(allClouds)("on %s", async (cloud) => {
      expect(refused.code).not.toBe(0);
      expect(refused.text).toContain(`stacks/test/${cloud}.yaml:2:6: error prov-zone-taken\n`);
      expect(refused.text).not.toMatch(/\n\s+at /);
      expect(listed.code).toBe(1);
      expect(listed.stdout).toMatch(new RegExp(`^wrong {2}${domainOn(cloud)} +on `, "m"));
    });

    test("pulumi import takes each, as it says", async () => {
      const words = [...refused.text.matchAll(/then pulumi (import [^\n]*)/g)].map(([, one = ""]) => one);
      expect(words).toHaveLength(allClouds.length);
      for (const each of words) succeeded(await stack.pulumi(...each.split(" "), "--yes"));
      succeeded(await stack.up());
      await noChanges();
      expect(stored(stack)).toEqual(before);
    });
  });

  describe("stays after destroy, which deletes the records", () => {
    let after: Run;
    beforeAll(async () => {
      succeeded(await stack.destroy());
      after = await stack.up();
    });

    test.each(allClouds)("on %s", (cloud) => {
      expect(zonesOf(stack).filter((zone) => zone.cloud === cloud)).toHaveLength(1);
      expect(stack.stored(cloud)).toBe(0);
      expect(after.text).toContain(`stacks/test/${cloud}.yaml:2:6: error prov-zone-taken\n`);
    });
  });
});

describe("a zone that is created below one on each cloud", () => {
  let stack: TestStack;
  let first: Run;
  let second: Run;
  let between: Readonly<Record<string, unknown[]>>;
  beforeAll(async () => {
    stack = await TestStack.make();
    stack.write({
      ...onEach((cloud, domain) => of(spec(cloud), domain)),
      ...Object.fromEntries(
        allClouds.map((cloud) => [
          `shop-${cloud}.yaml`,
          `domain: shop.${domainOn(cloud)}\ndns: {cloud: route53, create: true}\nmode: parked\n`,
        ]),
      ),
    });
    first = succeeded(await stack.up());
    between = Object.fromEntries(allClouds.map((cloud) => [cloud, delegation(cloud)]));
    second = succeeded(await stack.up());
  });
  afterAll(() => stack.remove());

  const delegation = (cloud: Cloud): unknown[] =>
    stack.withStore((store) =>
      store
        .records(cloud, zoneId({ cloud, name: domainOn(cloud) }), `shop.${domainOn(cloud)}`)
        .map(({ body }) => body),
    );

  test.each(allClouds)("is delegated on %s by the up after it, without being asked", (cloud) => {
    expect(first.text).toMatch(new RegExp(`shop-${cloud}\\.yaml\\S* \\w+ plan-delegate`));
    expect(between[cloud]).toEqual([]);
    expect(second.text).not.toContain("plan-delegate");
    const published = JSON.stringify(delegation(cloud));
    for (const server of ["ns-1", "ns-2"]) expect(published).toContain(`${server}.sandbox.invalid`);
  });

  test("and then nothing changes", async () => {
    succeeded(await stack.preview("--expect-no-changes"));
    succeeded(await stack.mailzone("drift", "test"));
    succeeded(await stack.destroy());
  });
});
