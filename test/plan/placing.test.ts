/** Which zones domains are placed in, whatever their order, and what becomes of records that a cloud cannot hold. */
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { placeDomains } from "../../src/plan/placing.ts";
import type { Zone } from "../../src/plan/zone.ts";
import { printRdata } from "../../src/zone/rdata.ts";
import { documents, domainsOf } from "../cloud/domain.ts";
import { growth } from "../cpu-time.ts";

const place = (...specs: string[]) => placeDomains(domainsOf(documents(...specs)));
const values = (zone: Zone | undefined) =>
  zone?.rrsets.flatMap(({ name, type, records }) =>
    records.map(({ data }) => `${name} ${type} ${printRdata(data)}`),
  );

const own = (domain: string, dns: string, ...records: string[]) =>
  `{domain: ${domain}, dns: ${dns}, mode: mail, records: [${records.join(", ")}]}`;

describe("zones", () => {
  test("a domain on two clouds is in a zone of each", () => {
    const { zones } = place(
      own("example.com", "[route53, cloudflare]", "{type: MX, value: 10 mx.example.net}"),
    );
    expect(zones.map(({ name, cloud }) => [name, cloud.id])).toEqual([
      ["example.com.", "cloudflare"],
      ["example.com.", "route53"],
    ]);
    expect(values(zones[0])).toEqual(values(zones[1]));
  });

  test("accounts are zones of their own", () => {
    const { zones } = place(
      own("example.com", "[{cloud: route53, account: b}, {cloud: route53, account: a, zoneId: Z1}, route53]"),
    );
    expect(zones.map(({ account, zoneId }) => [account, zoneId])).toEqual([
      [undefined, undefined],
      ["a", "Z1"],
      ["b", undefined],
    ]);
    expect(zones[0]).not.toHaveProperty("account");
  });

  const sub =
    "{domain: b.example.com, zone: example.com, dns: route53, mode: mail, external: [x], records: [{name: example.com., type: TXT, value: from b}, {type: A, value: 192.0.2.2}]}";
  const apex = own(
    "example.com",
    "route53",
    "{type: TXT, value: from the apex}",
    "{name: www, type: A, value: 192.0.2.1}",
  );

  test("several specs of one zone are seen together; an RRset is the first domain's that writes it", () => {
    const { zones } = place(apex, sub);
    expect(zones).toHaveLength(1);
    const [zone] = zones as [Zone];
    expect(
      zone.domains.map(({ domain, rrsets }) => [
        domain.spec.domain,
        rrsets.map(({ name, type }) => `${name} ${type}`),
      ]),
    ).toEqual([
      ["example.com.", ["example.com. TXT", "www.example.com. A"]],
      ["b.example.com.", ["b.example.com. A"]],
    ]);
    expect(values(zone)).toContain('example.com. TXT "from b"');
    expect(values(zone)).toContain('example.com. TXT "from the apex"');
    expect(zone.rrsets).toEqual(expect.arrayContaining(zone.domains.flatMap(({ rrsets }) => rrsets)));
    expect(zone.owners.get("example.com.")?.map(({ records }) => records.length)).toEqual([2]);
    expect([...zone.external]).toEqual(["x.b.example.com."]);
  });

  test("the order in which domains come changes nothing", () => {
    const specs = [
      apex,
      sub,
      own("other.example", "[alidns, route53]", "{type: TXT, value: x}"),
      own("example.com", "route53", "{type: TXT, value: again}"),
    ];
    const all = domainsOf(documents(...specs));
    const reference = placeDomains(all).zones;
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (domains) => {
        expect(placeDomains(domains).zones).toEqual(reference);
      }),
    );
  });

  test("two zoneIds for one zone are a finding at the second, with the first beside it", () => {
    const { zones, findings } = place(
      own("example.com", "{cloud: route53, zoneId: Z1}"),
      "{domain: z.example.com, zone: example.com, dns: {cloud: route53, zoneId: Z2}, mode: mail}",
      "{domain: y.example.com, zone: example.com, dns: route53, mode: mail}",
    );
    expect(zones.map(({ zoneId }) => zoneId)).toEqual(["Z1"]);
    expect(findings).toMatchObject([
      {
        code: "dns-zone-id",
        severity: "error",
        domain: "z.example.com",
        place: { line: 3 },
        related: [{ place: { line: 1 }, note: "zoneId Z1" }],
      },
    ]);
  });

  test.each([
    ["cloudflare", "flatten", true],
    ["cloudflare", "refuse", false],
    ["route53", "flatten", false],
  ])("apexCname on %s set to %s", (cloud, apexCname, flattens) => {
    const { zones } = place(
      `{domain: example.com, dns: ${cloud}, mode: parked, cloudflare: {apexCname: ${apexCname}}}`,
    );
    expect(zones[0]?.flattenApex).toBe(flattens);
  });
});

describe("what a cloud cannot hold", () => {
  test("alidns: a preset's preference 0 becomes 1 and remembers what it was", () => {
    const { zones } = place("{domain: example.com, dns: [alidns, cloudflare], mailbox: microsoft-365}");
    const mx = zones.map((zone) => zone.rrsets.find(({ type }) => type === "MX")?.records[0]);
    expect(mx[0]).toMatchObject({ data: { preference: 1 }, adaptedFrom: { preference: 0 } });
    expect(mx[1]).toMatchObject({ data: { preference: 0 } });
    expect(mx[1]).not.toHaveProperty("adaptedFrom");
  });

  test("alidns: the user's own preference 0 stays, for mx-pref-range to refuse", () => {
    const { zones } = place(own("example.com", "alidns", "{type: MX, value: 0 mx.example.net}"));
    expect(values(zones[0])).toEqual(["example.com. MX 0 mx.example.net."]);
  });

  test("alidns: a parked domain goes without its null MX, which is told", () => {
    const { zones } = place("{domain: example.com, dns: [alidns, route53], mode: parked}");
    expect(zones.map(({ owners }) => owners.get("example.com.")?.some(({ type }) => type === "MX"))).toEqual([
      false,
      true,
    ]);
    expect(zones.map(({ domains }) => domains[0]?.omitted.map(({ data }) => printRdata(data)))).toEqual([
      ["0 ."],
      [],
    ]);
  });

  test("alidns: the user's own null MX stays, for mx-null-provider to refuse", () => {
    const { zones } = place(own("example.com", "alidns", "{type: MX, value: 0 .}"));
    expect(values(zones[0])).toEqual(["example.com. MX 0 ."]);
    expect(zones[0]?.domains[0]?.omitted).toEqual([]);
  });
});

test("time grows with the number of domains, not with its square", async () => {
  const [sample] = domainsOf("{domain: example.com, dns: alidns, mailbox: tencent-exmail}") as [
    ReturnType<typeof domainsOf>[0],
  ];
  const many = (n: number) =>
    Array.from({ length: n }, (_, i) => {
      const domain = `d${i}.example.`;
      const records = sample.records.map((record) => ({ ...record, name: `${i}.${record.name}` }));
      return { ...sample, records, spec: { ...sample.spec, domain, zone: "example." } };
    });
  const all = many(16_000);
  // 8 times the domains: a square would take 64 times as long
  expect(await growth((n) => placeDomains(all.slice(0, n)), 2_000, 16_000)).toBeLessThan(32);
});
