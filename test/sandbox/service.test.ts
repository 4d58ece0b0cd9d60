/** Injected faults meet the calls they are meant for, every call is logged, and an account sees its own zones only. */
import { afterAll, beforeEach, describe, expect, test } from "@jest/globals";
import { alidns } from "../../sandbox/clouds/alidns/provider.ts";
import { cloudflare } from "../../sandbox/clouds/cloudflare/provider.ts";
import { route53 } from "../../sandbox/clouds/route53/provider.ts";
import { type FaultMode, injectFault } from "../../sandbox/faults.ts";
import type { ProviderPlugin } from "../../sandbox/provider.ts";
import { Store } from "../../sandbox/store.ts";
import { ensureZones, zoneId } from "../../sandbox/zones.ts";
import { recordOf } from "./resources.ts";
import { temporaryHome } from "./temporary-home.ts";

const home = temporaryHome();
const store = new Store(home);
afterAll(() => store.close());
beforeEach(() => {
  store.clear();
  ensureZones(home, [
    { cloud: "cloudflare", name: "example.com" },
    { cloud: "alidns", name: "example.com" },
    { cloud: "route53", name: "example.com" },
    { cloud: "cloudflare", name: "example.com", account: "second" },
  ]);
});

const inputs = {
  cloudflare: {
    name: "a.example.com",
    type: "A",
    content: "192.0.2.1",
    ttl: 300,
    zoneId: zoneId({ cloud: "cloudflare", name: "example.com" }),
  },
  alidns: {
    rr: "a",
    type: "A",
    value: "192.0.2.1",
    ttl: 600,
    line: "default",
    status: "ENABLE",
    domainName: "example.com",
  },
  route53: {
    name: "a.example.com",
    type: "A",
    records: ["192.0.2.1"],
    ttl: 300,
    zoneId: zoneId({ cloud: "route53", name: "example.com" }),
  },
};
const plugins = { cloudflare, alidns, route53 };

function create(plugin: ProviderPlugin, account = "") {
  return recordOf(plugin).create({ store, cloud: plugin.cloud, account }, inputs[plugin.cloud]);
}

const kept = (plugin: ProviderPlugin) =>
  store.zones(plugin.cloud).flatMap(({ id }) => store.records(plugin.cloud, id, "a.example.com")).length;

describe("faults", () => {
  test.each([
    ["cloudflare", "refuse", "injected fault", 0],
    ["cloudflare", "lose-answer", "81058", 1],
    ["alidns", "refuse", "injected fault", 0],
    ["alidns", "lose-answer", "DomainRecordDuplicate", 1],
    ["route53", "refuse", "injected fault", 0],
    ["route53", "lose-answer", "but it already exists", 1],
  ] as const)("%s, %s: the provider reports %s", async (cloud, mode: FaultMode, message, records) => {
    injectFault(store, { cloud, mode, name: "a.example.com", type: "A" });
    await expect(create(plugins[cloud])).rejects.toThrow(message);
    expect(kept(plugins[cloud])).toBe(records);
  });

  test.each([
    ["cloudflare", "throttle", "429"],
    ["alidns", "unavailable", "503"],
    ["route53", "throttle", "429"],
  ] as const)("%s, %s: asked again, 11 times at most, before %s is told", async (cloud, mode, message) => {
    injectFault(store, { cloud, mode, times: 10 });
    await create(plugins[cloud]);
    expect(kept(plugins[cloud])).toBe(1);
    injectFault(store, { cloud, mode, times: 11 });
    await expect(create(plugins[cloud])).rejects.toThrow(message);
    expect(store.requests().filter(({ outcome }) => /Throttling|Unavailable/.test(outcome))).toHaveLength(21);
  });

  test("throttling of an update at Alibaba Cloud DNS is an error at once, since that is not asked twice (6a)", async () => {
    const { id, state } = await create(alidns);
    injectFault(store, { cloud: "alidns", mode: "throttle", action: "update" });
    const [resource] = Object.values(alidns.resources);
    const account = { store, cloud: "alidns" as const, account: "" };
    const changed = { ...inputs.alidns, value: "192.0.2.2" };
    await expect(resource?.update(account, id, state, changed)).rejects.toThrow("429 Too Many Requests");
    expect(store.record("alidns", id)?.body["value"]).toBe("192.0.2.1");
  });

  test("`pass` lets a call go well, so that the next fault meets a later one", async () => {
    injectFault(store, { cloud: "cloudflare", mode: "pass" });
    injectFault(store, { cloud: "cloudflare", mode: "refuse" });
    await create(cloudflare);
    await expect(create(cloudflare)).rejects.toThrow("injected");
  });

  test("is used up by the calls it fits, and by no others", async () => {
    injectFault(store, { cloud: "cloudflare", mode: "refuse", name: "b.example.com" });
    injectFault(store, { cloud: "cloudflare", mode: "refuse", type: "A", times: 2 });
    await expect(create(cloudflare)).rejects.toThrow("injected");
    await expect(create(cloudflare)).rejects.toThrow("injected");
    await create(cloudflare);
    expect(kept(cloudflare)).toBe(1);
  });

  test("a lost answer of an update at Alibaba Cloud DNS is an error, since that is not asked twice (6a)", async () => {
    const { id, state } = await create(alidns);
    injectFault(store, { cloud: "alidns", mode: "lose-answer", action: "update" });
    const [resource] = Object.values(alidns.resources);
    const account = { store, cloud: "alidns" as const, account: "" };
    const changed = { ...inputs.alidns, value: "192.0.2.2" };
    await expect(resource?.update(account, id, state, changed)).rejects.toThrow("500 Internal Server Error");
    expect(store.record("alidns", id)?.body["value"]).toBe("192.0.2.2");
  });
});

describe("the request log", () => {
  test("has every call in order, refused ones with their code", async () => {
    await create(alidns);
    await expect(create(alidns)).rejects.toThrow("DomainRecordDuplicate");
    const log = store
      .requests()
      .map(({ cloud, action, name, type, outcome }) => [cloud, action, name, type, outcome].join(" "));
    expect(log).toEqual([
      "alidns create a.example.com A ok",
      "alidns setStatus a.example.com A ok",
      "alidns read a.example.com A ok",
      "alidns create a.example.com A DomainRecordDuplicate",
    ]);
  });

  test("shows the pages of a look-up (6b: 100 records each)", async () => {
    const zone = zoneId({ cloud: "cloudflare", name: "example.com" });
    const body = {
      name: "x",
      type: "TXT",
      content: "x",
      ttl: 1,
      proxied: false,
      createdOn: "",
      modifiedOn: "",
    };
    store.write(() => {
      for (let n = 0; n < 2447; n++)
        store.addRecord({ cloud: "cloudflare", id: `${n}`, zone, owner: "x", type: "TXT", body });
    });
    const list = cloudflare.functions["cloudflare:index/getDnsRecords:getDnsRecords"];
    const found = await list?.(
      { store, cloud: "cloudflare", account: "" },
      { zoneId: zone, maxItems: 1_000_000 },
    );
    expect(found).toMatchObject({ results: { length: 2447 } });
    expect(store.requests().length).toBe(26);
  });
});

test("an account sees its own zones only", async () => {
  await expect(create(cloudflare, "second")).rejects.toThrow("7003");
  const getZone = cloudflare.functions["cloudflare:index/getZone:getZone"];
  const own = await getZone?.(
    { store, cloud: "cloudflare", account: "second" },
    { filter: { name: "example.com" } },
  );
  expect(own?.["id"]).toBe(zoneId({ cloud: "cloudflare", name: "example.com", account: "second" }));
});
