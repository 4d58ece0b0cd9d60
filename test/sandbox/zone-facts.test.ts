/** What the stand-ins answer to calls about zones themselves, each fact with its source. */
import { afterAll, describe, expect, test } from "@jest/globals";
import type { BridgedResource } from "../../sandbox/bridge/bridged.ts";
import { alidns } from "../../sandbox/clouds/alidns/provider.ts";
import { cloudflare } from "../../sandbox/clouds/cloudflare/provider.ts";
import type { CloudflareSettings } from "../../sandbox/clouds/cloudflare/record.ts";
import { route53 } from "../../sandbox/clouds/route53/provider.ts";
import type { Properties, ProviderPlugin } from "../../sandbox/provider.ts";
import type { Account } from "../../sandbox/request.ts";
import { Store } from "../../sandbox/store.ts";
import { recordOf, zoneOf } from "./resources.ts";
import { temporaryHome } from "./temporary-home.ts";

const store = new Store(temporaryHome());
const home = temporaryHome();
afterAll(() => store.close());

/** One cloud's zones and records through the handlers that the engine calls. */
class Bench {
  readonly #plugin: ProviderPlugin;
  readonly #account: Account;

  constructor(plugin: ProviderPlugin, account = "") {
    this.#plugin = plugin;
    this.#account = { store, cloud: plugin.cloud, account };
  }

  get zone(): BridgedResource {
    return zoneOf(this.#plugin);
  }

  async make(name = "example.com", more: Properties = {}) {
    const base = {
      route53: { name },
      cloudflare: { name, account: { id: "0a1b" }, type: "full" },
      alidns: { domainName: name },
    }[this.#plugin.cloud];
    const { inputs, failures } = this.zone.check({ ...base, ...more });
    expect(failures).toEqual([]);
    return { inputs, ...(await this.zone.create(this.#account, inputs)) };
  }

  addRecord(zone: string) {
    const record = {
      route53: { zoneId: zone, name: "a.example.com", type: "A", ttl: 300, records: ["192.0.2.1"] },
      cloudflare: { zoneId: zone, name: "a.example.com", type: "A", ttl: 300, content: "192.0.2.1" },
      alidns: {
        domainName: zone,
        rr: "a",
        type: "A",
        value: "192.0.2.1",
        ttl: 600,
        line: "default",
        status: "ENABLE",
      },
    }[this.#plugin.cloud];
    return recordOf(this.#plugin).create(this.#account, record);
  }

  async invoke(name: string, args: Properties): Promise<Properties> {
    const [, handler] =
      Object.entries(this.#plugin.functions).find(([token]) => token.endsWith(`:${name}`)) ?? [];
    if (!handler) throw new Error(`no ${name}`);
    return handler(this.#account, args);
  }

  read(id: string) {
    return this.zone.read(this.#account, id);
  }

  remove(id: string, state: Properties = {}) {
    return this.zone.delete(this.#account, id, state);
  }

  update(id: string, state: Properties, inputs: Properties) {
    return this.zone.update(this.#account, id, state, inputs);
  }
}

type Fact = readonly [fact: string, source: string, prove: (bench: Bench) => Promise<void>];

const AWS = "terraform-provider-aws, internal/service/route53/zone.go";
const CLOUDFLARE = "terraform-provider-cloudflare, internal/services/zone";
const ALICLOUD = "terraform-provider-alicloud, resource_alicloud_alidns_domain.go";

const servers = (state: Properties, key: string): unknown => (state[key] as unknown[]).length;

const FACTS: readonly (readonly [ProviderPlugin, readonly Fact[]])[] = [
  [
    route53,
    [
      [
        "a second zone of the name is made, with another id",
        "docs.aws.amazon.com/Route53/latest/APIReference/API_CreateHostedZone.html",
        async (bench) => {
          const [first, second] = [await bench.make(), await bench.make()];
          expect(second.id).toMatch(/^Z[0-9A-Z]{20}$/);
          expect(second.id).not.toBe(first.id);
        },
      ],
      [
        "then a look-up by name finds several",
        "terraform-provider-aws, internal/tfresource/not_found_error.go",
        async (bench) => {
          await bench.make();
          await bench.make();
          await expect(bench.invoke("getZone", { name: "example.com" })).rejects.toThrow(
            "multiple Route 53 Hosted Zones matched; use additional constraints to reduce matches to a single Route 53 Hosted Zone",
          );
        },
      ],
      [
        "its servers come sorted; NS and SOA are there from the beginning",
        AWS,
        async (bench) => {
          const { id, state } = await bench.make();
          expect(state).toMatchObject({ zoneId: id, name: "example.com", comment: "Managed by Pulumi" });
          expect(servers(state, "nameServers")).toBeGreaterThan(1);
          expect(store.countRecords("route53", id)).toBe(2);
        },
      ],
      [
        "a final dot of the name is dropped, and is no change",
        AWS,
        async (bench) => {
          const { state } = await bench.make("example.com.");
          expect(state["name"]).toBe("example.com");
          expect(bench.zone.diff(state, bench.zone.check({ name: "example.com." }).inputs).changed).toEqual(
            [],
          );
        },
      ],
      [
        "one with records is not deleted",
        "docs.aws.amazon.com/Route53/latest/APIReference/API_DeleteHostedZone.html",
        async (bench) => {
          const { id, state } = await bench.make();
          await bench.addRecord(id);
          await expect(bench.remove(id, state)).rejects.toThrow(
            `deleting Route53 Hosted Zone (${id}): operation error Route 53: DeleteHostedZone, https response error StatusCode: 400, HostedZoneNotEmpty: The specified hosted zone contains non-required resource record sets and so cannot be deleted.`,
          );
          expect(store.zone("route53", id)).toBeDefined();
        },
      ],
      [
        "but with forceDestroy it is, records and all",
        AWS,
        async (bench) => {
          const { id, state } = await bench.make("example.com", { forceDestroy: true });
          await bench.addRecord(id);
          await bench.remove(id, state);
          expect([store.zone("route53", id), store.countRecords("route53", id)]).toEqual([undefined, 0]);
        },
      ],
      [
        "an empty one is deleted, and what is gone is no error",
        AWS,
        async (bench) => {
          const { id, state } = await bench.make();
          await bench.remove(id, state);
          await bench.remove(id, state);
          expect(await bench.read(id)).toBeUndefined();
        },
      ],
      [
        "a comment is changed in place, a name is not",
        AWS,
        async (bench) => {
          const { id, state, inputs } = await bench.make();
          expect(bench.zone.diff(state, { ...inputs, comment: "x" })).toEqual({
            changed: ["comment"],
            replaces: [],
          });
          expect(bench.zone.diff(state, { ...inputs, name: "example.net" }).replaces).toEqual(["name"]);
          expect(await bench.update(id, state, { ...inputs, comment: "x" })).toMatchObject({ comment: "x" });
        },
      ],
    ],
  ],
  [
    cloudflare,
    [
      [
        "a name that the account has is refused with 1061",
        "midl-dev/tezos-on-gke#3; the form of cloudflare-go (cloudflare.md, zones)",
        async (bench) => {
          await bench.make();
          await expect(bench.make()).rejects.toThrow(
            'failed to make http request: POST "https://api.cloudflare.com/client/v4/zones": 400 Bad Request {"success":false,"errors":[{"code":1061,"message":"example.com already exists"}],"messages":[],"result":null}',
          );
        },
      ],
      [
        "one below a registered domain is refused with 1116 (developers.cloudflare.com/dns/zone-setups/subdomain-setup/setup)",
        "cf#655 (cloudflare.md, zones)",
        async (bench) => {
          await expect(bench.make("shop.example.co.uk")).rejects.toThrow('{"code":1116,');
          await bench.make("example.co.uk");
        },
      ],
      [
        "another account may have it as well",
        "developers.cloudflare.com/fundamentals/manage-domains/add-site",
        async (bench) => {
          await bench.make();
          await new Bench(cloudflare, "other").make();
          expect(store.zones("cloudflare")).toHaveLength(2);
        },
      ],
      [
        "it is pending, on the free plan of 200 records, with two servers",
        `${CLOUDFLARE}; cloudflare.md, zones`,
        async (bench) => {
          const { id, state } = await bench.make();
          expect(state).toMatchObject({
            status: "pending",
            plan: { legacyId: "free" },
            account: { id: "0a1b" },
          });
          expect(servers(state, "nameServers")).toBe(2);
          expect(store.zone<CloudflareSettings>("cloudflare", id)?.settings.recordQuota).toBe(200);
        },
      ],
      [
        "an account is needed, and a type of those that there are",
        CLOUDFLARE,
        async (bench) => {
          const failures = bench.zone.check({ name: "example.com", type: "half" }).failures;
          expect(failures.map(({ property }) => property)).toEqual(["account", "type"]);
        },
      ],
      [
        "another account or name makes it anew",
        CLOUDFLARE,
        async (bench) => {
          const { state, inputs } = await bench.make();
          for (const change of [{ account: { id: "2c" } }, { name: "example.net" }]) {
            expect(bench.zone.diff(state, { ...inputs, ...change }).replaces).toEqual(Object.keys(change));
          }
          expect(bench.zone.diff(state, inputs).changed).toEqual([]);
        },
      ],
      [
        "it is deleted with its records, and what is gone is an error",
        CLOUDFLARE,
        async (bench) => {
          const { id } = await bench.make();
          await bench.addRecord(id);
          await bench.remove(id);
          expect(store.countRecords("cloudflare", id)).toBe(0);
          expect(await bench.read(id)).toBeUndefined();
          await expect(bench.remove(id)).rejects.toThrow(
            `DELETE "https://api.cloudflare.com/client/v4/zones/${id}": 404`,
          );
        },
      ],
      [
        "a look-up tells its state",
        CLOUDFLARE,
        async (bench) => {
          await bench.make();
          expect(await bench.invoke("getZone", { filter: { name: "example.com" } })).toMatchObject({
            status: "pending",
            plan: { legacyId: "free" },
          });
        },
      ],
    ],
  ],
  [
    alidns,
    [
      [
        "its id is its name; its servers are told",
        ALICLOUD,
        async (bench) => {
          const { id, state } = await bench.make();
          expect([id, state["domainName"]]).toEqual(["example.com", "example.com"]);
          expect(state["domainId"]).toEqual(expect.any(String));
          expect(servers(state, "dnsServers")).toBe(2);
        },
      ],
      [
        "a name that the account has is refused",
        "the code: clients of AddDomain; its text is unverified",
        async (bench) => {
          await bench.make();
          await expect(bench.make()).rejects.toThrow("Code: InvalidDomainName.Duplicate");
        },
      ],
      [
        "one of another account as well: a name is in one only",
        "the note in the provider's documentation; the code: clients of AddDomain",
        async (bench) => {
          await new Bench(alidns, "other").make();
          await expect(bench.make()).rejects.toThrow("Code: DomainAddedByOthers");
        },
      ],
      [
        "it is of the free edition, with its floor of 600 seconds",
        "help.aliyun.com/document_detail/29806.html",
        async (bench) => {
          await bench.make();
          expect(
            await bench.invoke("getAlidnsDomains", { keyWord: "example.com", enableDetails: true }),
          ).toMatchObject({
            domains: [{ versionCode: "mianfei", minTtl: 600 }],
          });
        },
      ],
      [
        "a remark is changed in place, a name is not",
        ALICLOUD,
        async (bench) => {
          const { id, state, inputs } = await bench.make();
          expect(bench.zone.diff(state, { ...inputs, remark: "x" })).toEqual({
            changed: ["remark"],
            replaces: [],
          });
          expect(bench.zone.diff(state, { ...inputs, domainName: "example.net" }).replaces).toEqual([
            "domainName",
          ]);
          expect(await bench.update(id, state, { ...inputs, remark: "x" })).toMatchObject({ remark: "x" });
        },
      ],
      [
        "it is deleted with its records, and what is gone is no error",
        ALICLOUD,
        async (bench) => {
          const { id, state } = await bench.make();
          await bench.addRecord(id);
          await bench.remove(id);
          expect(store.countRecords("alidns", String(state["domainId"]))).toBe(0);
          await bench.remove(id);
        },
      ],
    ],
  ],
];

describe.each(FACTS.map(([plugin, facts]) => [plugin.cloud, plugin, facts] as const))(
  "zones of %s",
  (_, plugin, facts) => {
    test.each(facts)("%s [%s]", async (_fact, _source, prove) => {
      store.clear();
      await prove(new Bench(plugin));
    });

    test("imported by its id, it is as the program has it", async () => {
      store.clear();
      const bench = new Bench(plugin);
      const { id, state, inputs } = await bench.make();
      const read = await bench.read(id);
      // the account is the API's then
      const account = read?.inputs["account"];
      const own = account === undefined ? {} : { account };
      expect(read?.id).toBe(id);
      expect(bench.zone.diff(read?.state ?? {}, { ...inputs, ...own })).toEqual({
        changed: [],
        replaces: [],
      });
      // whether the records go too is no matter of the API
      const { forceDestroy: _, ...known } = state;
      expect(read?.state).toMatchObject({ ...known, ...own });
    });
  },
);

test("a store of the first layout, in which a name was unique, keeps its zones and takes a second of the name", () => {
  const old = new Store(home);
  old.addZone({
    cloud: "route53",
    id: "Z1",
    account: "",
    name: "example.com",
    settings: { nameServers: [] },
  });
  // as the first layout had it
  old.run("ALTER TABLE zones RENAME TO before");
  old.run(
    "CREATE TABLE zones (seq INTEGER PRIMARY KEY AUTOINCREMENT, cloud TEXT NOT NULL, id TEXT NOT NULL, account TEXT NOT NULL, name TEXT NOT NULL, settings TEXT NOT NULL, UNIQUE (cloud, id), UNIQUE (cloud, account, name)) STRICT",
  );
  old.run("INSERT INTO zones SELECT * FROM before");
  old.run("DROP TABLE before");
  old.run("PRAGMA user_version = 1");
  old.close();
  const renewed = new Store(home);
  renewed.addZone({
    cloud: "route53",
    id: "Z2",
    account: "",
    name: "example.com",
    settings: { nameServers: [] },
  });
  expect(renewed.zones().map(({ id }) => id)).toEqual(["Z1", "Z2"]);
  renewed.close();
});
