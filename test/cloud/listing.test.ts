/** What each cloud's look-up answers, as live records; and that what is lowered, stored and listed comes back as it was. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { alidns as alidnsPlugin } from "../../sandbox/clouds/alidns/provider.ts";
import { cloudflare as cloudflarePlugin } from "../../sandbox/clouds/cloudflare/provider.ts";
import { route53 as route53Plugin } from "../../sandbox/clouds/route53/provider.ts";
import type { ProviderPlugin } from "../../sandbox/provider.ts";
import { Store } from "../../sandbox/store.ts";
import { ensureZones } from "../../sandbox/zones.ts";
import { cloudOf, clouds } from "../../src/cloud/clouds.ts";
import type { Listed } from "../../src/cloud/listing.ts";
import { readListing } from "../../src/inventory/live-record.ts";
import type { CloudId } from "../../src/spec/cloud-id.ts";
import { printRdata } from "../../src/zone/rdata.ts";
import { recordOf } from "../sandbox/resources.ts";
import { rrsets, ZONE } from "../zone/rrset.ts";

/** `[what, cloud, one record of the answer, what of the live record]` */
const table: readonly (readonly [string, CloudId, Listed, object])[] = [
  [
    "Route 53: octal names, a set's values, quoted texts with octal escapes",
    "route53",
    {
      name: "\\052.a.example.com.",
      type: "TXT",
      ttl: 300,
      resourceRecords: [{ value: '"one" "two"' }, { value: '"a \\"b\\" \\303\\251"' }],
      aliasTarget: { dnsName: "", hostedZoneId: "", evaluateTargetHealth: false },
      setIdentifier: "",
    },
    {
      id: "Z1_*.a.example.com_TXT",
      importId: "Z1_*.a.example.com_TXT",
      name: "*.a.example.com.",
      ttl: 300,
      values: [
        { text: '"one" "two"', data: { type: "TXT", text: "onetwo" } },
        { text: '"a \\"b\\" \\303\\251"', data: { type: "TXT", text: 'a "b" é' } },
      ],
    },
  ],
  [
    "Route 53: an alias has a target and no values",
    "route53",
    { name: "example.com.", type: "A", ttl: 0, aliasTarget: { dnsName: "d1.cloudfront.net." } },
    { id: "Z1_example.com_A", values: [], alias: "d1.cloudfront.net." },
  ],
  [
    "Route 53: one of several sets is told from the others by its identifier",
    "route53",
    {
      name: "mail.example.com.",
      type: "A",
      ttl: 60,
      resourceRecords: [{ value: "192.0.2.1" }],
      setIdentifier: "eu",
      weight: 10,
    },
    { id: "Z1_mail.example.com_A_eu", setIdentifier: "eu" },
  ],
  [
    "Route 53: a type that the model lacks keeps its text",
    "route53",
    { name: "example.com.", type: "SOA", ttl: 900, resourceRecords: [{ value: "ns1. root. 1 2 3 4 5" }] },
    { type: "SOA", values: [{ text: "ns1. root. 1 2 3 4 5" }] },
  ],
  [
    "Cloudflare: an MX has its preference beside the content",
    "cloudflare",
    { id: "r1", name: "example.com", type: "MX", content: "mx1.example.net", priority: 10, ttl: 1 },
    {
      id: "r1",
      importId: "Z1/r1",
      name: "example.com.",
      ttl: 1,
      values: [
        {
          text: "10 mx1.example.net",
          data: { type: "MX", preference: 10, exchange: "mx1.example.net." },
        },
      ],
    },
  ],
  [
    "Cloudflare: a text may be stored without its quotes",
    "cloudflare",
    { id: "r1", name: "example.com", type: "TXT", content: "v=spf1 -all", ttl: 1 },
    { values: [{ data: { type: "TXT", text: "v=spf1 -all" }, text: "v=spf1 -all" }] },
  ],
  [
    "Cloudflare: SRV is read from its fields",
    "cloudflare",
    {
      id: "r1",
      name: "_imaps._tcp.example.com",
      type: "SRV",
      content: "1 993 imap.example.net",
      priority: 0,
      data: { priority: 0, weight: 1, port: 993, target: "imap.example.net" },
      ttl: 300,
    },
    {
      values: [
        {
          text: "1 993 imap.example.net",
          data: { type: "SRV", priority: 0, weight: 1, port: 993, target: "imap.example.net." },
        },
      ],
    },
  ],
  [
    "Cloudflare: proxied, and what its Email Routing made",
    "cloudflare",
    {
      id: "r1",
      name: "www.example.com",
      type: "A",
      content: "192.0.2.1",
      ttl: 1,
      proxied: true,
      meta: '{"email_routing":true,"read_only":true}',
    },
    { proxied: true, locked: true },
  ],
  [
    "Alibaba Cloud DNS: the apex, a line and a disabled record",
    "alidns",
    {
      recordId: "77",
      domainName: "example.com",
      rr: "@",
      type: "MX",
      value: "mx1.example.net",
      priority: 5,
      ttl: 600,
      line: "telecom",
      status: "DISABLE",
      locked: false,
    },
    {
      id: "77",
      importId: "77",
      name: "example.com.",
      values: [
        { text: "5 mx1.example.net", data: { type: "MX", preference: 5, exchange: "mx1.example.net." } },
      ],
      line: "telecom",
      disabled: true,
    },
  ],
  [
    "Alibaba Cloud DNS: a URL forward is no type of the model",
    "alidns",
    {
      recordId: "78",
      rr: "www",
      type: "REDIRECT_URL",
      value: "https://example.net/",
      ttl: 600,
      line: "default",
    },
    { name: "www.example.com.", type: "REDIRECT_URL", values: [{ text: "https://example.net/" }] },
  ],
];

describe("a record as a cloud lists it", () => {
  test.each(table)("%s", (_, cloud, listed, live) => {
    const [record] = readListing(cloudOf(cloud), [listed], { name: ZONE, id: "Z1" });
    expect(record).toMatchObject(live);
    const { name: _name, ...marks } = { name: "", ...live };
    for (const mark of ["proxied", "line", "disabled", "locked", "alias", "setIdentifier"]) {
      expect(mark in (record ?? {})).toBe(mark in marks);
    }
  });
});

const sets = rrsets(
  "a A 192.0.2.1",
  "a A 192.0.2.2",
  "a AAAA 2001:db8::1",
  "@ MX 10 mx1.example.net.",
  "@ MX 20 mx2.example.net.",
  "www CNAME web.example.net.",
  "*.w CNAME web.example.net.",
  "_imaps._tcp SRV 0 1 993 imap.example.net.",
  '@ CAA 0 issue "ca.example.net"',
  'b TXT "v=spf1 ip4:192.0.2.1 -all"',
  `s._domainkey TXT "v=DKIM1; p=${"A".repeat(300)}"`,
);

const plugins: Readonly<Record<CloudId, ProviderPlugin>> = {
  alidns: alidnsPlugin,
  cloudflare: cloudflarePlugin,
  route53: route53Plugin,
};
const lookUps = {
  alidns: ["alicloud:dns/getAlidnsRecords:getAlidnsRecords", "records"],
  cloudflare: ["cloudflare:index/getDnsRecords:getDnsRecords", "results"],
  route53: ["aws:route53/getRecords:getRecords", "resourceRecordSets"],
} as const;

describe.each(clouds.map(({ id }) => id))("what is published on %s", (id) => {
  const cloud = cloudOf(id);
  const home = mkdtempSync(join(tmpdir(), "mailzone-listing-"));
  const store = new Store(home);
  const [zone] = ensureZones(home, [{ cloud: id, name: "example.com" }]);
  const at = { name: ZONE, id: zone?.id ?? "" };
  const account = { store, cloud: id, account: "" };
  const published = sets.filter(({ type }) => cloud.limits.types.able.includes(type));
  afterAll(() => {
    store.close();
    rmSync(home, { recursive: true, force: true });
  });

  test("is listed with the same names, types and data, under the id of its resource", async () => {
    const resource = recordOf(plugins[id]);
    const ids = new Set<string>();
    for (const { args } of published.flatMap((set) => cloud.lower(set, at))) {
      const made = await resource.create(account, resource.check(args).inputs);
      ids.add(cloud.listing.idOf({ ...made.state, id: made.id }));
    }
    const [token, key] = lookUps[id];
    const args = { zoneId: at.id, domainName: "example.com", line: "", maxItems: 1000 };
    const answer = await plugins[id].functions[token]?.(account, args);
    const listed = readListing(cloud, answer?.[key] as Listed[], at).filter(
      ({ type, name }) => !(type === "SOA" || (type === "NS" && name === ZONE)),
    );
    expect(new Set(listed.map((record) => record.id))).toEqual(ids);
    expect(
      listed
        .flatMap(({ name, type, values }) =>
          values.map(({ data }) => `${name} ${type} ${data && printRdata(data)}`),
        )
        .sort(),
    ).toEqual(
      published
        .flatMap(({ name, type, records }) =>
          records.map(({ data }) => `${name} ${type} ${printRdata(data)}`),
        )
        .sort(),
    );
  });

  test("is read back from its arguments", () => {
    for (const set of published) {
      const raised = cloud.lower(set, at).map(({ args }) => cloud.raise(args));
      expect(
        raised.every((one) => one?.name === set.name && one.type === set.type && one.ttl === set.ttl),
      ).toBe(true);
      expect(
        raised
          .flatMap((one) => one?.data ?? [])
          .map(printRdata)
          .sort(),
      ).toEqual(set.records.map(({ data }) => printRdata(data)).sort());
    }
  });
});
