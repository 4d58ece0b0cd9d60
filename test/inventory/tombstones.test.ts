/** Which records are deleted before others are created, which go on as another type in one call, and what waits for them. */
import { describe, expect, test } from "@jest/globals";
import { cloudOf } from "../../src/cloud/clouds.ts";
import type { Owned, OwnedResource } from "../../src/inventory/owned.ts";
import { flipsOf, keptTombstones, tombstonedRecord, withTombstones } from "../../src/inventory/tombstones.ts";
import { loadText } from "../../src/pipeline.ts";
import { type PlannedResource, planZones } from "../../src/plan/plan.ts";
import type { CloudId } from "../../src/spec/cloud-id.ts";

const A = "{name: web, type: A, value: 192.0.2.1}";
const AAAA = "{name: web, type: AAAA, value: '2001:db8::1'}";
const TXT = "{name: web, type: TXT, value: a text}";
const CNAME = "{name: web, type: CNAME, value: host.example.net}";
const APEX_A = "{name: '@', type: A, value: 192.0.2.1}";
const APEX_TXT = "{name: '@', type: TXT, value: a text}";
const APEX_CNAME = "{name: '@', type: CNAME, value: host.example.net}";
const MX = "{name: web, type: MX, value: 10 mx.example.net}";

const plan = (dns: string, ...records: string[]): readonly PlannedResource[] => {
  const lines = ["domain: example.com", `dns: ${dns}`, "mode: mail", "records:"];
  const { zones } = loadText("a.yaml", [...lines, ...records.map((one) => `  - ${one}`), ""].join("\n"));
  return planZones(zones);
};

const held = (cloud: CloudId, path: string): OwnedResource => {
  const name = path.startsWith("two:") || path.startsWith("other:") ? path : `example.com/${path}`;
  return { urn: `urn of ${name}`, name, type: cloudOf(cloud).token, outputs: {} };
};

const owning = (records: readonly OwnedResource[], ...tombstones: string[]): Owned => ({
  records,
  zones: [],
  signing: [],
  workers: [],
  tombstones: new Set(tombstones),
});

/** Of each resource that is not just created: what it was, and what it waits for. */
const told = (planned: readonly PlannedResource[]): string[] =>
  planned.flatMap((one) => {
    if (one.kind === "zone" || one.kind === "signing") return [];
    const was = "formerly" in one && one.formerly !== undefined ? ` was ${one.formerly}` : "";
    const awaits = "awaits" in one ? one.awaits : [];
    const waits = awaits.length === 0 ? "" : ` after ${awaits.map(({ name }) => name).join(", ")}`;
    return `${was}${waits}` === "" && one.kind !== "tombstone" ? [] : [`${one.name}${was}${waits}`];
  });

const changes = (dns: string, wanted: readonly string[], ...own: OwnedResource[]): string[] =>
  told(withTombstones(plan(dns, ...wanted), owning(own)));

describe("a record in the way is deleted first", () => {
  test.each<[string, readonly string[], readonly string[], readonly string[]]>([
    [
      "a CNAME for records: each of them waits",
      [A, AAAA],
      ["web/CNAME"],
      [
        "example.com/web/A/192.0.2.1 after example.com/web/CNAME at cloudflare",
        "example.com/web/AAAA/2001:db8::1 after example.com/web/CNAME at cloudflare",
        "example.com/web/CNAME at cloudflare was urn of example.com/web/CNAME",
      ],
    ],
    [
      "records for a CNAME, which waits for all of them",
      [CNAME],
      ["web/A/192.0.2.1", "web/TXT/12345678"],
      [
        "example.com/web/CNAME after example.com/web/A/192.0.2.1 at cloudflare, example.com/web/TXT/12345678 at cloudflare",
        "example.com/web/A/192.0.2.1 at cloudflare was urn of example.com/web/A/192.0.2.1",
        "example.com/web/TXT/12345678 at cloudflare was urn of example.com/web/TXT/12345678",
      ],
    ],
    [
      "what is wanted and there does not wait",
      [A, AAAA],
      ["web/CNAME", "web/A/192.0.2.1"],
      [
        "example.com/web/AAAA/2001:db8::1 after example.com/web/CNAME at cloudflare",
        "example.com/web/CNAME at cloudflare was urn of example.com/web/CNAME",
      ],
    ],
    [
      "one that was adopted beside another of its name",
      [A],
      ["web/CNAME:0a1b"],
      [
        "example.com/web/A/192.0.2.1 after example.com/web/CNAME:0a1b at cloudflare",
        "example.com/web/CNAME:0a1b at cloudflare was urn of example.com/web/CNAME:0a1b",
      ],
    ],
    [
      "a flattened CNAME at the apex: only addresses are in its way",
      [APEX_CNAME],
      ["@/A/192.0.2.9", "@/MX/mx.example.net"],
      [
        "example.com/@/CNAME after example.com/@/A/192.0.2.9 at cloudflare",
        "example.com/@/A/192.0.2.9 at cloudflare was urn of example.com/@/A/192.0.2.9",
      ],
    ],
    [
      "records at the apex for a CNAME there",
      [APEX_A, APEX_TXT],
      ["@/CNAME"],
      expect.arrayContaining([
        "example.com/@/A/192.0.2.1 after example.com/@/CNAME at cloudflare",
        "example.com/@/CNAME at cloudflare was urn of example.com/@/CNAME",
      ]) as unknown as readonly string[],
    ],
    ["records for others of their kind", [A], ["web/A/192.0.2.9", "web/TXT/12345678"], []],
    ["a CNAME that stays", [CNAME], ["web/CNAME"], []],
    ["one that goes, and nothing comes", [], ["web/CNAME"], []],
    ["another name's", [A], ["other/CNAME"], []],
    ["another account's", [A], ["two:example.com/web/CNAME"], []],
    ["nothing is there", [A], [], []],
  ])("%s", (_, wanted, own, expected) => {
    expect(changes("cloudflare", wanted, ...own.map((path) => held("cloudflare", path)))).toEqual(expected);
  });

  test("not what is at another cloud", () => {
    expect(changes("route53", [A], held("alidns", "web/CNAME"))).toEqual([]);
  });

  test("on two clouds the owner changes together, and the names of the tombstones differ", () => {
    const planned = withTombstones(
      plan("[cloudflare, alidns]", A),
      owning([held("cloudflare", "web/CNAME"), held("alidns", "web/CNAME")]),
    );
    const flips = [...flipsOf(planned)].map(([tombstones, records]) => [
      tombstones.map(({ name }) => name),
      records.map(({ zone }) => zone.cloud.id),
    ]);
    expect(flips).toEqual([
      [
        ["example.com/web/CNAME at cloudflare", "example.com/web/CNAME at alidns"],
        ["alidns", "cloudflare"],
      ],
    ]);
  });
});

describe("a CNAME and one other record turn into each other", () => {
  test.each([
    ["route53", "web/A"],
    ["alidns", "web/A/192.0.2.1"],
  ] as const)("on %s", (cloud, a) => {
    const to = (wanted: readonly string[], from: string) => changes(cloud, wanted, held(cloud, from));
    const [toA, toCname] = [
      `example.com/${a} was urn of example.com/web/CNAME`,
      `example.com/web/CNAME was urn of example.com/${a}`,
    ];
    expect(to([A], "web/CNAME")).toEqual([toA]);
    expect(to([CNAME], a)).toEqual([toCname]);
    const [first, other] = to([A, AAAA], "web/CNAME");
    expect(first).toBe(toA);
    expect(other).toMatch(new RegExp(`^example.com/web/AAAA.* after example.com/${a}$`));
  });

  test.each<[string, string, readonly string[], readonly OwnedResource[]]>([
    [
      "on Cloudflare, whose provider replaces (docs/facts/cloudflare.md, provider)",
      "cloudflare",
      [A],
      [held("cloudflare", "web/CNAME")],
    ],
    [
      "two records do not become one",
      "route53",
      [CNAME],
      [held("route53", "web/A"), held("route53", "web/AAAA")],
    ],
    ["the owner is on two clouds", "[route53, alidns]", [A], [held("route53", "web/CNAME")]],
    ["MX are among the new ones", "alidns", [MX, TXT], [held("alidns", "web/CNAME")]],
    ["at the apex", "alidns", [APEX_A], [held("alidns", "@/CNAME")]],
  ])("not: %s", (_, dns, wanted, own) => {
    const all = changes(dns, wanted, ...own);
    expect(all.length).toBeGreaterThan(own.length);
    expect(all.filter((one) => / was /.test(one))).toEqual(
      own.map(
        ({ name, type, urn }) =>
          `${name} at ${type === cloudOf("route53").token ? "route53" : type === cloudOf("alidns").token ? "alidns" : "cloudflare"} was ${urn}`,
      ),
    );
  });

  test.each<[string, readonly OwnedResource[]]>([
    ["nothing is held", []],
    ["the same kind is held", [held("route53", "web/TXT")]],
    ["another name's is held", [held("route53", "other/CNAME")]],
    ["another account's is held", [held("route53", "other:example.com/web/CNAME")]],
  ])("nothing changes where %s", (_, own) => {
    expect(changes("route53", [A], ...own)).toEqual([]);
  });
});

describe("the tombstones of earlier runs", () => {
  const kept = (names: readonly string[], dns = "cloudflare", ...wanted: string[]): string[] =>
    told(withTombstones(plan(dns, ...wanted), owning([], ...names)));

  test.each<[string, readonly string[], readonly string[]]>([
    ["stay", ["example.com/web/CNAME at cloudflare"], ["example.com/web/CNAME at cloudflare"]],
    ["go once their record is wanted again", ["example.com/web/A/192.0.2.1 at cloudflare"], []],
    ["go with their zone", ["example.net/web/CNAME at cloudflare"], []],
    ["go with their cloud", ["example.com/web/CNAME at route53"], []],
    ["go with their account", ["two:example.com/web/CNAME at cloudflare"], []],
  ])("%s", (_, names, expected) => {
    expect(kept(names, "cloudflare", A)).toEqual(expected);
  });

  test("of a record that came back in a run that failed: it gets another", () => {
    const last = "example.com/web/CNAME at cloudflare";
    const planned = withTombstones(plan("cloudflare", A), owning([held("cloudflare", "web/CNAME")], last));
    expect(told(planned)).toEqual([
      `example.com/web/A/192.0.2.1 after ${last} (2)`,
      last,
      `${last} (2) was urn of example.com/web/CNAME`,
    ]);
    const again = kept([last, `${last} (2)`], "cloudflare", CNAME);
    expect(again).toEqual([]);
  });

  test("belong to the nearest mail domain", () => {
    const { zones } = loadText(
      "a.yaml",
      "{domain: example.com, dns: cloudflare, mode: parked}\n---\n{domain: shop.example.com, zone: example.com, dns: cloudflare, mode: parked}\n",
    );
    const names = ["example.com/a.shop/CNAME at cloudflare", "example.com/b/CNAME at cloudflare"];
    expect(keptTombstones(zones, [], owning([], ...names)).map(({ domain }) => domain)).toEqual([
      "shop.example.com",
      "example.com",
    ]);
  });

  test.each([
    ["example.com/web/CNAME at cloudflare", "cloudflare", "web.example.com."],
    ["two:example.com/web/A/192.0.2.1 at alidns", "alidns", "web.example.com."],
    ["example.com/@/CNAME at cloudflare (2)", "cloudflare", "example.com."],
    ["example.com/web", undefined, undefined],
    ["example.com/web/CNAME", undefined, undefined],
    ["a value of somebody's own at home", undefined, undefined],
  ])("%s is told from other resources by its name", (name, cloud, owner) => {
    expect([tombstonedRecord(name)?.cloud, tombstonedRecord(name)?.owner]).toEqual([cloud, owner]);
  });
});

describe("a name at which a Worker answers", () => {
  const hostname: OwnedResource = {
    urn: "urn of the hostname",
    name: "example.com/mta-sts/WORKER",
    type: cloudOf("cloudflare").worker?.hostnameToken ?? "",
    outputs: {},
  };
  const planned = (host: string): readonly PlannedResource[] => {
    const lines = ["domain: example.com", "dns: cloudflare", "mailbox: tencent-exmail"];
    const { zones } = loadText("a.yaml", [...lines, `mtaSts: {mode: testing, host: ${host}}`, ""].join("\n"));
    return planZones(zones);
  };
  const WORKER = "cloudflare-worker";
  const at = (resources: readonly PlannedResource[]): string[] =>
    told(resources).filter((one) => one.startsWith("example.com/mta-sts/"));

  test.each<[string, string, readonly string[]]>([
    [
      "an alias makes way for the hostname",
      "mta-sts/CNAME",
      [
        "example.com/mta-sts/WORKER after example.com/mta-sts/CNAME at cloudflare",
        "example.com/mta-sts/CNAME at cloudflare was urn of example.com/mta-sts/CNAME",
      ],
    ],
    ["a text stays until the end", "mta-sts/TXT/0a1b2c3d", []],
  ])("%s", (_, path, expected) => {
    expect(at(withTombstones(planned(WORKER), owning([held("cloudflare", path)])))).toEqual(expected);
  });

  test.each([
    ["an alias", "static, server: web.example.net", "CNAME"],
    ["an address", "static, server: 192.0.2.80", "A/192.0.2.80"],
  ])("the hostname makes way for %s", (_, host, key) => {
    const owned = { ...owning([]), workers: [hostname] };
    expect(at(withTombstones(planned(host), owned))).toEqual([
      `example.com/mta-sts/${key} after example.com/mta-sts/WORKER at cloudflare`,
      "example.com/mta-sts/WORKER at cloudflare was urn of the hostname",
    ]);
  });

  test("a hostname that stays waits for nothing, and one that comes back takes its tombstone away", () => {
    expect(at(withTombstones(planned(WORKER), { ...owning([]), workers: [hostname] }))).toEqual([]);
    const left = owning([], "example.com/mta-sts/WORKER at cloudflare");
    expect(at(withTombstones(planned(WORKER), left))).toEqual([]);
    expect(at(withTombstones(planned("external"), left))).toEqual([
      "example.com/mta-sts/WORKER at cloudflare",
    ]);
  });
});
