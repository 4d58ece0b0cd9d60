/** Records of every type are read back over DNS as they were published, from the sandbox's own server. */
import { Resolver } from "node:dns/promises";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { route53 as plugin } from "../../sandbox/clouds/route53/provider.ts";
import { type DnsServer, startDnsServer } from "../../sandbox/dns-server.ts";
import type { ProviderPlugin } from "../../sandbox/provider.ts";
import { Store } from "../../sandbox/store.ts";
import { ensureZones } from "../../sandbox/zones.ts";
import { route53 } from "../../src/cloud/route53/route53.ts";
import { isThere, observe } from "../../src/live/observe.ts";
import { printRdata } from "../../src/zone/rdata.ts";
import { rrsets, ZONE } from "../zone/rrset.ts";

const home = mkdtempSync(join(tmpdir(), "mailzone-observe-"));
const store = new Store(home);
const resolver = new Resolver({ timeout: 2000, tries: 2 });
let server: DnsServer;

const sets = rrsets(
  "a A 192.0.2.1",
  "a AAAA 2001:db8::1",
  "@ MX 10 mx1.example.net.",
  "null MX 0 .",
  "www CNAME web.example.net.",
  "_imaps._tcp SRV 0 1 993 imap.example.net.",
  '@ CAA 0 issue "ca.example.net"',
  'b TXT "v=spf1 -all"',
  `_25._tcp.a TLSA 3 1 1 ${"0a".repeat(32)}`,
  `_25._tcp.a TLSA 2 0 2 ${"b1".repeat(64)}`,
  "10 PTR mail.example.net.",
);

beforeAll(async () => {
  const [zone] = ensureZones(home, [{ cloud: "route53", name: "example.com" }]);
  const [resource] = Object.values((plugin satisfies ProviderPlugin).resources);
  for (const set of sets) {
    for (const { args } of route53.lower(set, { name: ZONE, id: zone?.id ?? "" })) {
      await resource?.create({ store, cloud: "route53", account: "" }, args);
    }
  }
  server = await startDnsServer({ home, cloud: "route53" });
  resolver.setServers([`127.0.0.1:${server.port}`]);
});

afterAll(async () => {
  await server.close();
  store.close();
  rmSync(home, { recursive: true, force: true });
});

describe("what is observed is what was published", () => {
  test.each(sets.map((set) => [set.type, set.name, set] as const))("%s at %s", async (type, name, set) => {
    expect(await observe(resolver, name, type)).toEqual(
      set.records.map(({ data }) => printRdata(data)).sort(),
    );
  });

  test.each(["PTR", "TLSA"] as const)("no %s is no error", async (type) => {
    expect(await observe(resolver, "b.example.com.", type)).toEqual([]);
    expect(await observe(resolver, "not-there.example.com.", type)).toEqual([]);
  });
});

/** A resolver whose every answer is an error with this code. */
const failing = (code: string): Resolver => {
  const fail = async () => {
    throw Object.assign(new Error(code), { code });
  };
  return { resolveSoa: fail, resolveMx: fail, resolveNs: fail } as unknown as Resolver;
};

describe("a name", () => {
  const soa = { resolveSoa: async () => ({ serial: 1 }) } as unknown as Resolver;
  test.each<[string, Resolver, boolean]>([
    ["with a zone of its own is there", soa, true],
    ["with other records is there", failing("ENODATA"), true],
    ["that does not exist is not", failing("ENOTFOUND"), false],
  ])("%s", async (_, one, wanted) => {
    expect(await isThere(one, "example.com.")).toBe(wanted);
  });

  test("of which nothing can be learned is neither", async () => {
    await expect(isThere(failing("ETIMEOUT"), "example.com.")).rejects.toThrow("ETIMEOUT");
    await expect(observe(failing("ESERVFAIL"), "example.com.", "MX")).rejects.toThrow("ESERVFAIL");
  });

  test("has the name servers that are answered, in order", async () => {
    const servers = { resolveNs: async () => ["ns2.example.net", "ns1.example.net"] } as unknown as Resolver;
    expect(await observe(servers, "example.com.", "NS")).toEqual(["ns1.example.net.", "ns2.example.net."]);
  });
});
