/** `dns: {cloud, create: true}` up to the plan: who may say it, what several specs of one zone make of it, which resources. */
import { describe, expect, test } from "@jest/globals";
import { clouds } from "../../src/cloud/clouds.ts";
import { keptResources } from "../../src/inventory/kept.ts";
import type { OwnedResource } from "../../src/inventory/owned.ts";
import { type Loaded, loadText } from "../../src/pipeline.ts";
import { type PlannedRecord, planZones } from "../../src/plan/plan.ts";
import { zoneImportId } from "../../src/plan/zone.ts";
import { CLOUD_IDS, type CloudId } from "../../src/spec/cloud-id.ts";
import { expectGolden } from "../zone/golden.ts";

const load = (...specs: string[]): Loaded => loadText("f.yaml", specs.join("\n---\n"));
const apex = (dns: string): string => `domain: example.com\ndns: ${dns}\nmode: parked`;
const shop = (dns: string): string =>
  `domain: shop.example.com\nzone: example.com\ndns: ${dns}\nmode: parked`;

const errors = ({ findings }: Loaded): string[] =>
  findings
    .filter(({ severity }) => severity === "error")
    .map(({ code, place, related = [] }) =>
      [
        `${place?.line}:${place?.column} ${code}`,
        ...related.map(({ place: at }) => `${at.line}:${at.column}`),
      ].join(" "),
    );

describe("which zones are created", () => {
  test.each<[string, readonly string[], readonly (string | undefined)[]]>([
    ["none, where nothing says so", [apex("route53")], [undefined]],
    ["one of which its spec says so", [apex("{cloud: route53, create: true}")], ["example.com."]],
    ["not one of which it says that it is not", [apex("{cloud: route53, create: false}")], [undefined]],
    [
      "of two clouds the one that is meant",
      [apex("[cloudflare, {cloud: route53, create: true}]")],
      [undefined, "example.com."],
    ],
    [
      "of two accounts the one that is meant",
      [apex("[route53, {cloud: route53, account: eu, create: true}]")],
      [undefined, "example.com."],
    ],
    [
      "one that several specs share, when any of them says so",
      [apex("route53"), shop("{cloud: route53, create: true}")],
      ["shop.example.com."],
    ],
  ])("%s", (_, specs, expected) => {
    const loaded = load(...specs);
    expect(errors(loaded)).toEqual([]);
    expect(loaded.zones.map(({ create }) => create?.domain)).toEqual(expected);
  });

  test.each<[string, readonly string[], readonly string[]]>([
    ["a word for it", [apex("{cloud: route53, create: yes}")], ["2:31 spec-type"]],
    ["an id beside it", [apex("{cloud: route53, create: true, zoneId: Z1}")], ["2:45 spec-value"]],
    [
      "an id beside it in a list",
      [apex("[cloudflare, {cloud: route53, zoneId: Z1, create: true}]")],
      ["2:44 spec-value"],
    ],
    [
      "an id in another spec of the zone, whichever comes first",
      [apex("{cloud: route53, zoneId: Z1}"), shop("{cloud: route53, create: true}")],
      ["2:6 dns-zone-id 7:6"],
    ],
    [
      "the other way round",
      [apex("{cloud: route53, create: true}"), shop("{cloud: route53, zoneId: Z1}")],
      ["7:6 dns-zone-id 2:6"],
    ],
    [
      "an id in a spec of another account's zone is no concern of it",
      [apex("{cloud: route53, create: true}"), shop("{cloud: route53, account: eu, zoneId: Z1}")],
      [],
    ],
  ])("%s", (_, specs, expected) => {
    expect(errors(load(...specs))).toEqual(expected);
  });
});

test("the names and arguments of zones are public API: golden", () => {
  const specs = clouds.flatMap(({ id }) => [
    `domain: a.${id}.example\ndns: {cloud: ${id}, create: true}\nmode: parked`,
    `domain: bücher.${id}.example\ndns: {cloud: ${id}, account: eu, create: true}\nmode: parked`,
  ]);
  const planned = planZones(load(...specs).zones).filter(({ kind }) => kind === "zone");
  const text = planned.map(({ name, type, args }) => `${name}\n  ${type} ${JSON.stringify(args)}\n`).join("");
  expectGolden(new URL("zone-resources.golden.txt", import.meta.url), text);
});

test("the plan has the zone before its records, whose ids wait for it", () => {
  const planned = planZones(load(apex("{cloud: cloudflare, create: true}"), shop("cloudflare")).zones);
  expect(planned.map(({ kind }) => kind).indexOf("zone")).toBe(0);
  expect(planned.filter(({ kind }) => kind === "zone")).toHaveLength(1);
  const records = planned.filter((one): one is PlannedRecord => one.kind === "record");
  expect(records.map(({ args }) => args["zoneId"])).toEqual(records.map(() => null));
});

const IMPORT_IDS: Readonly<Record<CloudId, string>> = {
  route53: "Z1",
  cloudflare: "Z1",
  alidns: "example.com",
};
test.each(CLOUD_IDS)("what pulumi import takes for a zone on %s", (cloud) => {
  const [zone] = load(apex(cloud)).zones;
  expect(zone && zoneImportId(zone, "Z1")).toBe(IMPORT_IDS[cloud]);
});

describe("an update that keeps what is owned", () => {
  const owned = (name: string, type = "aws:route53/zone:Zone"): OwnedResource => ({
    urn: name,
    name,
    type,
    outputs: { id: "Z1" },
  });
  const kept = (spec: string, ...zones: OwnedResource[]) => {
    const { zones: wanted } = load(spec);
    const { resources, homeless } = keptResources(wanted, planZones(wanted), {
      records: [],
      zones,
      signing: [],
      workers: [],
      tombstones: new Set(),
    });
    return [resources.map(({ kind, name }) => `${kind} ${name}`), homeless.map(({ name }) => name)];
  };

  test.each<[string, string, readonly OwnedResource[], readonly string[], readonly string[]]>([
    ["keeps a zone", "{cloud: route53, create: true}", [owned("example.com")], ["zone example.com"], []],
    ["also one that is to be let go of", "route53", [owned("example.com")], ["zone example.com"], []],
    ["creates none", "{cloud: route53, create: true}", [], [], []],
    ["has no place for one that no spec has", "route53", [owned("example.net")], [], ["example.net"]],
    ["nor for one of another account", "route53", [owned("eu:example.com")], [], ["eu:example.com"]],
    [
      "nor for one on another cloud",
      "route53",
      [owned("example.com", "cloudflare:index/zone:Zone")],
      [],
      ["example.com"],
    ],
  ])("%s", (_, dns, zones, resources, homeless) => {
    expect(kept(apex(dns), ...zones)).toEqual([resources, homeless]);
  });
});
