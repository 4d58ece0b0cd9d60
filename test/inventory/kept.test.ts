/** What an update registers that changes nothing. */
import { describe, expect, test } from "@jest/globals";
import { cloudOf } from "../../src/cloud/clouds.ts";
import { keptResources } from "../../src/inventory/kept.ts";
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

const own = (paths: readonly string[], ...tombstones: string[]): Owned => ({
  records: paths.map((path) => record(path)),
  zones: [],
  signing: [],
  workers: [],
  tombstones: new Set(tombstones),
});

describe("keptResources", () => {
  test("every record as it is, wanted or not, and the tombstones", () => {
    const { zones, planned } = load();
    const paths = ["web/CNAME", "mail/A/192.0.2.9", "shop/TXT/spf", "@/MX/old.example.net", "old/CNAME"];
    const tombstone = "example.com/gone/CNAME at cloudflare";
    const { resources } = keptResources(zones, planned, own(paths, tombstone));
    expect(resources.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      ...paths.map((path) => `record example.com/${path}`),
      `tombstone ${tombstone}`,
    ]);
    expect(resources.filter((one) => "formerly" in one && one.formerly !== undefined)).toEqual([]);
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

test("what serves policies is kept with the hostname after its script, wanted or not, and is homeless without its zone", () => {
  const { scriptToken = "", hostnameToken = "" } = cloudOf("cloudflare").worker ?? {};
  const worker = (type: string, zone = "example.com"): OwnedResource => ({
    ...{ urn: `${type} ${zone}`, name: `${zone}/mta-sts.shop/WORKER`, type, outputs: { id: "1" } },
  });
  const elsewhere = worker(scriptToken, "example.net");
  const { zones, planned } = load();
  const workers = [worker(hostnameToken), worker(scriptToken), elsewhere];
  const { resources, homeless } = keptResources(zones, planned, { ...own([]), workers });
  const [script, hostname] = resources;
  expect([script, hostname]).toMatchObject([
    { kind: "script", domain: "shop.example.com", args: { id: "1" } },
    { kind: "hostname", owner: "mta-sts.shop.example.com.", after: [script] },
  ]);
  expect([resources.length, homeless]).toEqual([2, [elsewhere]]);
});
