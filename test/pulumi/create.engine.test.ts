/** `dns: {cloud, create: true}`, with the real engine: the stack makes the zone once, and never deletes it. */
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import type { StoredZone } from "../../sandbox/store.ts";
import { zoneId } from "../../sandbox/zones.ts";
import { calls, creating, spec, stored, withStore, zonesOf } from "./created-zone.ts";
import { allClouds, TestStack } from "./test-stack.ts";

jest.setTimeout(240_000);

/** What each cloud calls the zone, and its servers as the sandbox makes them up. */
const CLOUDS = {
  route53: {
    title: "Amazon Route 53",
    shown: "aws:route53:Zone example.com create",
    servers: ["ns-1.sandbox.invalid", "ns-2.sandbox.invalid"],
  },
  cloudflare: {
    title: "Cloudflare",
    shown: "cloudflare:index:Zone example.com create",
    servers: ["ada.sandbox.invalid", "bob.sandbox.invalid"],
  },
  alidns: {
    title: "Alibaba Cloud DNS",
    shown: "alicloud:dns:AlidnsDomain example.com create",
    servers: ["dns1.sandbox.invalid", "dns2.sandbox.invalid"],
  },
} as const;

describe.each(allClouds)("a zone that the stack creates on %s", (cloud) => {
  const { title, shown, servers } = CLOUDS[cloud];
  // these commands read what preview reads of a created zone, which is looked at on each
  const isFirst = cloud === "route53";
  let stack: TestStack;
  beforeAll(async () => {
    stack = await TestStack.make();
    stack.write({ "example.com.yaml": creating(cloud) });
  });
  afterAll(() => stack.remove());

  const zones = () => stack.mailzone("zones", "test");
  const outputs = async () =>
    JSON.parse((await stack.pulumi("stack", "output", "--json", "--stack", "test")).stdout);

  test("is announced before: by preview, by plan in words, and by zones; nothing is written", async () => {
    expect(zonesOf(stack)).toEqual([]);
    expect(await stack.preview()).toMatchObject({ code: 0, text: expect.stringContaining(shown) });
    const plan = await stack.mailzone("plan", "--stack", "test");
    expect(plan).toMatchObject({ code: 0 });
    expect(plan.stdout).toMatch(new RegExp(`^\\+ {2}the zone example\\.com is created on ${title}; `));
    expect(plan.stdout).toMatch(/^1 zone created; records: \d+ added; 0 unchanged$/m);
    expect(await zones()).toMatchObject({
      code: 0,
      stdout: `to create  example.com on ${title}: the next pulumi up --stack test creates it\n1 zone: 1 to create\n`,
    });
    if (isFirst) expect(await stack.mailzone("drift", "test")).toMatchObject({ code: 0 });
    expect(zonesOf(stack)).toEqual([]);
  });

  test("comes with its records in one up, and its servers are an output", async () => {
    expect(await stack.up()).toMatchObject({ code: 0 });
    expect(zonesOf(stack).map(({ name, id }) => [name, id])).toEqual([
      ["example.com", zoneId({ cloud, name: "example.com" })],
    ]);
    expect(await outputs()).toEqual({
      domains: { "example.com": expect.stringContaining(`records on ${cloud}`) },
      nameServers: { "example.com": { [cloud]: servers } },
    });
    expect(await stack.unanswered()).toEqual([]);
  });

  test("then preview and refresh find nothing to do, drift none, zones its id; it is not looked up by name", async () => {
    const from = calls(stack).length;
    expect(await stack.preview("--expect-no-changes")).toMatchObject({ code: 0 });
    if (cloud !== "alidns") expect(calls(stack).slice(from)).not.toContain("listZones");
    expect(
      await stack.pulumi("refresh", "--preview-only", "--expect-no-changes", "--stack", "test"),
    ).toMatchObject({ code: 0 });
    if (isFirst) {
      expect(await stack.mailzone("drift", "test")).toMatchObject({
        code: 0,
        stdout: expect.stringMatching(/^no drift: /),
      });
      expect(await stack.mailzone("recover", "test")).toMatchObject({
        code: 0,
        stdout: "test: nothing to recover\n",
      });
    }
    const id = zoneId({ cloud, name: "example.com" });
    expect(await zones()).toMatchObject({
      code: 0,
      stdout: `made  example.com on ${title}: ${id}, from the stack's state\n1 zone: 1 made\n`,
    });
  });

  test("is left alone by an update that keeps what is owned, and by adopt", async () => {
    const before = stored(stack);
    stack.setEnvironment({ MAILZONE_KEEP: "true" });
    expect(await stack.up("--expect-no-changes")).toMatchObject({ code: 0 });
    stack.setEnvironment({ MAILZONE_KEEP: "" });
    if (isFirst) expect(await stack.mailzone("adopt", "test", "--yes")).toMatchObject({ code: 0 });
    expect(stored(stack)).toEqual(before);
    expect(await stack.preview("--expect-no-changes")).toMatchObject({ code: 0 });
  });

  test("what was changed beside its records stays as it is", async () => {
    withStore(stack, (store) => {
      const [zone] = store.zones() as [StoredZone];
      store.changeZone(cloud, zone.id, { ...zone.settings, remark: "ours", paused: true });
    });
    const before = stored(stack);
    stack.setEnvironment({ CLOUDFLARE_ACCOUNT_ID: "" });
    expect(await stack.up("--refresh")).toMatchObject({ code: 0 });
    expect(stored(stack)).toEqual(before);
  });

  test("stays when create goes: the stack forgets it, and the up after that is empty", async () => {
    stack.write({ "example.com.yaml": spec(cloud) }, { zones: false });
    const before = stored(stack);
    const plan = await stack.mailzone("plan", "--stack", "test");
    expect(plan.stdout).toContain(`the stack forgets the zone example.com on ${title}, which stays there`);
    expect(plan.stdout).toContain("no record changes");
    expect(await stack.up()).toMatchObject({ code: 0 });
    expect(await stack.preview("--expect-no-changes")).toMatchObject({ code: 0 });
    expect(stored(stack)).toEqual(before);
    expect(await outputs()).not.toHaveProperty("nameServers");
    expect(await stack.unanswered()).toEqual([]);
  });

  test("is refused where a zone of the name is there, before anything is written; pulumi import takes it", async () => {
    stack.setEnvironment({ CLOUDFLARE_ACCOUNT_ID: "sandbox" });
    stack.write({ "example.com.yaml": creating(cloud) });
    const before = stored(stack);
    const { code, text } = await stack.up();
    expect(code).not.toBe(0);
    expect(text).toContain("stacks/test/example.com.yaml:2:6: error prov-zone-taken\n");
    expect(text).not.toMatch(/\n\s+at /);
    expect(await zones()).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/^wrong {2}example\.com on /),
    });
    const [, words = ""] = /then pulumi (import [^\n]*)/.exec(text) ?? [];
    expect(await stack.pulumi(...words.split(" "), "--yes")).toMatchObject({ code: 0 });
    expect(await stack.up()).toMatchObject({ code: 0 });
    expect(await stack.preview("--expect-no-changes")).toMatchObject({ code: 0 });
    expect(stored(stack)).toEqual(before);
  });

  test("stays after destroy, which deletes the records", async () => {
    expect(await stack.destroy()).toMatchObject({ code: 0 });
    expect(zonesOf(stack)).toHaveLength(1);
    expect(stack.stored()).toBe(0);
    expect((await stack.up()).text).toContain("prov-zone-taken");
  });
});

describe.each(["route53", "cloudflare", "alidns"] as const)(
  "a zone that is created below one on %s",
  (cloud) => {
    let stack: TestStack;
    beforeAll(async () => {
      stack = await TestStack.make();
      stack.write({
        "example.com.yaml": spec(cloud),
        "shop.yaml": "domain: shop.example.com\ndns: {cloud: route53, create: true}\nmode: parked\n",
      });
    });
    afterAll(() => stack.remove());

    const delegation = (): unknown[] =>
      withStore(stack, (store) =>
        store
          .records(cloud, zoneId({ cloud, name: "example.com" }), "shop.example.com")
          .map(({ body }) => body),
      );

    test("is delegated there by the up after it, without being asked, and then nothing changes", async () => {
      expect(await stack.up()).toMatchObject({ code: 0, text: expect.stringContaining("plan-delegate") });
      expect(delegation()).toEqual([]);
      const second = await stack.up();
      expect(second).toMatchObject({ code: 0 });
      expect(second.text).not.toContain("plan-delegate");
      const published = JSON.stringify(delegation());
      for (const server of ["ns-1", "ns-2"]) expect(published).toContain(`${server}.sandbox.invalid`);
      expect(await stack.preview("--expect-no-changes")).toMatchObject({ code: 0 });
      expect(await stack.mailzone("drift", "test")).toMatchObject({ code: 0 });
      expect(await stack.destroy()).toMatchObject({ code: 0 });
    });
  },
);
