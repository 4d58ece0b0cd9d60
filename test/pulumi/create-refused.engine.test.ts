/** Zones that a stack is to create, where something is in the way, goes wrong, or changes: with the real engine. */
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import * as route53 from "../../sandbox/clouds/route53/service.ts";
import { Store } from "../../sandbox/store.ts";
import { creating, spec, stored, zonesOf } from "./created-zone.ts";
import { TestStack } from "./test-stack.ts";

jest.setTimeout(240_000);

/** Somebody makes the zone at the console. */
async function makeByHand(stack: TestStack): Promise<void> {
  const store = new Store(stack.home);
  try {
    await route53.createZone({ store, cloud: "route53", account: "" }, "example.com", "");
  } finally {
    store.close();
  }
}

test("a zone that a spec protects cannot be let go of before the protection is lifted", async () => {
  const stack = await TestStack.make();
  try {
    stack.write({ "a.yaml": creating("route53", "protect: true") });
    expect(await stack.up()).toMatchObject({ code: 0 });
    stack.write({ "a.yaml": spec("route53", "protect: true") }, { zones: false });
    expect((await stack.up()).text).toContain("protected");
    stack.write({ "a.yaml": creating("route53", "protect: false") });
    expect(await stack.up()).toMatchObject({ code: 0 });
    stack.write({ "a.yaml": spec("route53") }, { zones: false });
    expect(await stack.up()).toMatchObject({ code: 0 });
    expect(zonesOf(stack)).toHaveLength(1);
  } finally {
    await stack.remove();
  }
});

test("a run that was cut short: recover takes the zone in, and the next up ends as wanted", async () => {
  const stack = await TestStack.make();
  try {
    stack.write({ "a.yaml": creating("route53") });
    stack.spoil({ cloud: "route53", mode: "die-after", action: "createZone" });
    expect(await stack.up()).not.toMatchObject({ code: 0 });
    expect(zonesOf(stack)).toHaveLength(1);
    expect((await stack.up()).text).toContain("prov-zone-taken");
    expect(await stack.mailzone("recover", "test", "--yes")).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("add to the state: example.com\n"),
    });
    expect(await stack.up()).toMatchObject({ code: 0 });
    expect(zonesOf(stack)).toHaveLength(1);
    expect(await stack.unanswered()).toEqual([]);
  } finally {
    await stack.remove();
  }
});

describe("what keeps a zone from being created is told before anything is written", () => {
  let stack: TestStack;
  beforeAll(async () => {
    stack = await TestStack.make();
  });
  afterAll(() => stack.remove());

  const refused = async (...words: string[]): Promise<void> => {
    const before = stored(stack);
    const { code, text } = await stack.up();
    expect(code).not.toBe(0);
    for (const word of words) expect(text).toContain(word);
    expect(stored(stack)).toEqual(before);
  };

  test("Cloudflare's account is not known; config or environment says it, and no provider sees it", async () => {
    stack.write({ "a.yaml": creating("cloudflare") });
    stack.setEnvironment({ CLOUDFLARE_ACCOUNT_ID: "" });
    await refused(
      "stacks/test/a.yaml:2:6: error dns-account-id\n",
      "accounts.cloudflare.default.accountId",
      "CLOUDFLARE_ACCOUNT_ID",
    );
    stack.configure({ "mailzone:accounts": { cloudflare: { default: { accountId: "0a1b" } } } });
    expect(await stack.preview()).toMatchObject({ code: 0 });
  });

  test("the look-up fails for another reason than that it is not there", async () => {
    stack.write({
      "a.yaml": creating("alidns"),
      "b.yaml": creating("route53").replace("example.com", "example.org"),
    });
    stack.spoil({ cloud: "alidns", mode: "refuse", action: "listZones", times: 9 });
    stack.spoil({ cloud: "route53", mode: "refuse", action: "listZones", times: 9 });
    await refused(
      "stacks/test/a.yaml:2:6: error prov-zone-exists",
      "stacks/test/b.yaml:2:6: error prov-zone-exists",
    );
  });

  test("Route 53 has two of the name", async () => {
    await makeByHand(stack);
    await makeByHand(stack);
    stack.withStore((store) => store.run("UPDATE faults SET times = 0"));
    stack.write({ "a.yaml": creating("route53") });
    await refused(
      "error prov-zone-taken",
      "several zones named example.com already exist on Amazon Route 53",
    );
  });

  test("the edition that a zone is born with takes no such TTL", async () => {
    stack.write({ "a.yaml": creating("alidns").replace("ttl: 600", "ttl: 300") });
    await refused("error rr-ttl-range");
  });

  test("the config says which zone it is", async () => {
    stack.configure({ "mailzone:zoneIds": { cloudflare: { "example.com": "0a1b".repeat(8) } } });
    stack.write({ "a.yaml": creating("cloudflare") });
    await refused("stacks/test/a.yaml:2:6: error dns-zone-id", "pulumi config rm");
  });
});

test("a zone that somebody deleted at the cloud: refresh forgets it, and the next up makes it anew", async () => {
  const stack = await TestStack.make();
  try {
    stack.write({ "a.yaml": creating("cloudflare") });
    expect(await stack.up()).toMatchObject({ code: 0 });
    stack.withStore((store) => {
      for (const { cloud, id } of store.zones()) store.removeZone(cloud, id);
    });
    const { code, text } = await stack.up();
    expect([code === 0, text]).toEqual([false, expect.stringContaining("error prov-zone-exists")]);
    expect(text).toContain("run pulumi refresh");
    expect(await stack.refresh()).toMatchObject({ code: 0 });
    expect(await stack.up()).toMatchObject({ code: 0 });
    expect(zonesOf(stack)).toHaveLength(1);
    expect(await stack.unanswered()).toEqual([]);
  } finally {
    await stack.remove();
  }
});

test("a domain moves: its new host's zone is created beside the old one, and the records go to both", async () => {
  const stack = await TestStack.make();
  try {
    stack.write({
      "a.yaml": spec("cloudflare"),
      "b.yaml": "domain: shop.example.com\nzone: example.com\ndns: cloudflare\nmode: parked\n",
    });
    expect(await stack.up()).toMatchObject({ code: 0 });
    stack.write({
      "a.yaml": spec("[cloudflare, {cloud: route53, create: true}]"),
      // one spec of the zone is enough to say it
      "b.yaml": "domain: shop.example.com\nzone: example.com\ndns: [cloudflare, route53]\nmode: parked\n",
    });
    expect(await stack.up()).toMatchObject({ code: 0 });
    expect(
      zonesOf(stack)
        .map((zone) => zone.cloud)
        .sort(),
    ).toEqual(["cloudflare", "route53"]);
    expect(await stack.unanswered()).toEqual([]);
  } finally {
    await stack.remove();
  }
});
