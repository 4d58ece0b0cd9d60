/** What an update registers that changes nothing, and which anchors make the next one delete before it creates. */
import { describe, expect, test } from "@jest/globals";
import { cloudOf } from "../../src/cloud/clouds.ts";
import { keptResources, unsettledAnchors, withPassingAnchors } from "../../src/inventory/kept.ts";
import type { Owned, OwnedResource } from "../../src/inventory/owned.ts";
import { loadText } from "../../src/pipeline.ts";
import { type PlannedResource, planZones } from "../../src/plan/plan.ts";
import type { Zone } from "../../src/plan/zone.ts";

const SPEC = [
  "domain: example.com",
  "dns: cloudflare",
  "mailbox: tencent-exmail",
  "records:",
  "  - {name: web, type: A, value: 192.0.2.1}",
  "---",
  "domain: shop.example.com",
  "zone: example.com",
  "dns: cloudflare",
  "mailbox: tencent-exmail",
  "",
].join("\n");

const load = (text = SPEC): { zones: readonly Zone[]; planned: PlannedResource[] } => {
  const { zones } = loadText("a.yaml", text);
  return { zones, planned: planZones(zones) };
};

/** `web/CNAME`: a record of the zone under that logical name. */
const record = (path: string, zone = "example.com"): OwnedResource => {
  const [owner = "", type = ""] = path.split("/");
  const name = owner === "@" ? zone : `${owner}.${zone}`;
  const outputs = { id: path, zoneId: "Z1", name, type, content: "x.example.net" };
  return { urn: path, name: `${zone}/${path}`, type: cloudOf("cloudflare").token, outputs };
};

const own = (paths: readonly string[], anchors: Readonly<Record<string, string>> = {}): Owned => ({
  records: paths.map((path) => record(path)),
  zones: [],
  anchors: new Map(Object.entries(anchors)),
});

/** Each anchor with its kind, and each record with its anchor. */
const shown = (resources: readonly PlannedResource[]): string[] =>
  resources.map((one) =>
    one.kind === "anchor"
      ? `${one.name}: ${one.args.input}`
      : `${one.name}${one.kind === "zone" ? "" : ` < ${one.anchor ?? "-"}`}`,
  );

describe("keptResources", () => {
  test.each<[string, readonly string[], Readonly<Record<string, string>>, readonly string[]]>([
    [
      "a CNAME where other records are wanted hangs on an anchor of its kind",
      ["web/CNAME"],
      {},
      ["example.com/web: cname", "example.com/web/CNAME < example.com/web"],
    ],
    [
      "records where a CNAME is wanted",
      ["mail/A/192.0.2.9", "mail/TXT/1"],
      {},
      [
        "example.com/mail: data",
        "example.com/mail/A/192.0.2.9 < example.com/mail",
        "example.com/mail/TXT/1 < example.com/mail",
      ],
    ],
    [
      "what the state says an anchor holds, holds",
      ["web/A/192.0.2.1"],
      { "example.com/web": "cname" },
      ["example.com/web: cname", "example.com/web/A/192.0.2.1 < example.com/web"],
    ],
    [
      "the wanted kind, where nothing of the other is there",
      ["web/A/192.0.2.9"],
      {},
      ["example.com/web: data", "example.com/web/A/192.0.2.9 < example.com/web"],
    ],
    [
      "at a mail domain an anchor for the CNAME that goes, and for nothing else",
      ["shop/CNAME", "shop/TXT/spf"],
      {},
      [
        "example.com/shop: cname",
        "example.com/shop/CNAME < example.com/shop",
        "example.com/shop/TXT/spf < -",
      ],
    ],
    [
      "nothing clashes at the apex: no anchor",
      ["@/MX/old.example.net"],
      {},
      ["example.com/@/MX/old.example.net < -"],
    ],
    ["an owner where nothing is wanted needs none", ["old/CNAME"], {}, ["example.com/old/CNAME < -"]],
  ])("%s", (_, paths, anchors, expected) => {
    const { zones, planned } = load();
    expect(shown(keptResources(zones, planned, own(paths, anchors)).resources)).toEqual(expected);
  });

  test("a record of a zone that no spec has is homeless", () => {
    const { zones, planned } = load();
    const elsewhere = record("@/MX/mx.example.net", "example.net");
    const { homeless, resources } = keptResources(zones, planned, { ...own([]), records: [elsewhere] });
    expect([homeless, resources]).toEqual([[elsewhere], []]);
  });

  test("each belongs to the nearest mail domain above it", () => {
    const { zones, planned } = load();
    const { resources } = keptResources(zones, planned, own(["a.shop/A/1", "b/A/1"]));
    expect(resources.map(({ domain }) => domain)).toEqual(["shop.example.com", "example.com"]);
  });
});

describe("withPassingAnchors", () => {
  test("what is created at a mail domain waits for the CNAME there to go; what is there already does not", () => {
    const { planned } = load();
    const owned = own(["shop/CNAME", "shop/TXT/spf"], { "example.com/shop": "cname" });
    const added = shown(withPassingAnchors(planned, owned)).filter((one) => /com\/shop[:/]/.test(one));
    expect(added).toEqual([
      "example.com/shop: data",
      "example.com/shop/MX/mxbiz1.qq.com < example.com/shop",
      "example.com/shop/MX/mxbiz2.qq.com < example.com/shop",
      "example.com/shop/TXT/spf < -",
    ]);
  });

  test("once the CNAME is gone, and where there never was one, the plan stays as it is", () => {
    const { planned } = load();
    expect(withPassingAnchors(planned, own([], { "example.com/shop": "data" }))).toBe(planned);
    expect(withPassingAnchors(planned, own([]))).toBe(planned);
  });
});

describe("unsettledAnchors", () => {
  test.each<[string, readonly string[], Readonly<Record<string, string>>, readonly string[]]>([
    [
      "a CNAME that was imported where other records are wanted",
      ["web/CNAME"],
      {},
      ["example.com/web: cname"],
    ],
    ["one at a mail domain", ["shop/CNAME"], {}, ["example.com/shop: cname"]],
    ["one whose anchor is in the state", ["web/CNAME"], { "example.com/web": "cname" }, []],
    ["records of the wanted kind", ["web/A/192.0.2.9"], {}, []],
    ["what stands where nothing is wanted", ["old/CNAME"], {}, []],
  ])("%s", (_, paths, anchors, expected) => {
    const { zones, planned } = load();
    expect(shown(unsettledAnchors(zones, planned, own(paths, anchors)))).toEqual(expected);
  });
});

test("a record with data is kept without the content that Cloudflare makes of it (docs/facts/cloudflare.md, provider)", () => {
  const caa = record("@/CAA");
  const data = { flags: 0, tag: "issue", value: "ca.example.net" };
  const outputs = { ...caa.outputs, data, content: '0 issue "ca.example.net"' };
  const { zones, planned } = load();
  const { resources } = keptResources(zones, planned, { ...own([]), records: [{ ...caa, outputs }] });
  const [kept] = resources.filter(({ kind }) => kind === "record");
  expect(kept?.args).toMatchObject({ data });
  expect(kept?.args).not.toHaveProperty("content");
});
