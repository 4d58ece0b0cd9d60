/** Which records go on as another type in one call, and which owners are deleted and created anew. */
import { describe, expect, test } from "@jest/globals";
import { cloudOf } from "../../src/cloud/clouds.ts";
import type { OwnedResource } from "../../src/inventory/owned.ts";
import { withTurns } from "../../src/inventory/turned.ts";
import { loadText } from "../../src/pipeline.ts";
import { planZones } from "../../src/plan/plan.ts";
import type { CloudId } from "../../src/spec/cloud-id.ts";

const A = "{name: web, type: A, value: 192.0.2.1}";
const AAAA = "{name: web, type: AAAA, value: '2001:db8::1'}";
const CNAME = "{name: web, type: CNAME, value: host.example.net}";
const ANCHOR = "example.com/web";

const planned = (dns: string, records: readonly string[]) => {
  const lines = ["domain: example.com", `dns: ${dns}`, "mode: parked", "records:"];
  const { zones } = loadText("a.yaml", [...lines, ...records.map((one) => `  - ${one}`), ""].join("\n"));
  return planZones(zones);
};

const owned = (cloud: CloudId, name: string): OwnedResource => ({
  urn: `urn of ${name}`,
  name,
  type: cloudOf(cloud).token,
  outputs: {},
});

/** What is marked: `anchor`, and each record with what it was. */
function marked(
  dns: string,
  wanted: readonly string[],
  held: readonly OwnedResource[],
  anchor?: string,
): string[] {
  const anchors = new Map(anchor === undefined ? [] : [[ANCHOR, anchor]]);
  return withTurns(planned(dns, wanted), { records: held, zones: [], anchors }).flatMap((one) => {
    if (one.kind === "anchor") return one.replaced === undefined ? [] : ["anchor"];
    if (one.kind === "zone" || one.formerly === undefined) return [];
    return [`${one.name} was ${one.formerly}`];
  });
}

const HELD_CNAME = "example.com/web/CNAME";

describe("a CNAME and one other record turn into each other", () => {
  test.each([
    ["route53", "example.com/web/A"],
    ["alidns", "example.com/web/A/192.0.2.1"],
  ] as const)("on %s", (cloud, a) => {
    const to = (records: readonly string[], from: string, anchor?: string) =>
      marked(cloud, records, [owned(cloud, from)], anchor);
    expect(to([A], HELD_CNAME, "cname")).toEqual(["anchor", `${a} was urn of ${HELD_CNAME}`]);
    expect(to([CNAME], a, "data")).toEqual(["anchor", `${HELD_CNAME} was urn of ${a}`]);
    // the owner's other records are made once the first has turned
    expect(to([A, AAAA], HELD_CNAME, "cname")).toEqual(["anchor", `${a} was urn of ${HELD_CNAME}`]);
    // an interrupted run has replaced the anchor already
    expect(to([A], HELD_CNAME, "data")).toEqual(["anchor", `${a} was urn of ${HELD_CNAME}`]);
  });

  test("not on Cloudflare, whose provider replaces (docs/facts/cloudflare.md, provider)", () => {
    expect(marked("cloudflare", [A], [owned("cloudflare", HELD_CNAME)], "cname")).toEqual([]);
  });

  test.each<[string, string, readonly string[], readonly OwnedResource[]]>([
    [
      "two records do not become one",
      "route53",
      [CNAME],
      [owned("route53", "example.com/web/A"), owned("route53", "example.com/web/AAAA")],
    ],
    ["nothing is held", "route53", [A], []],
    ["the same kind is held", "route53", [A], [owned("route53", "example.com/web/TXT")]],
    ["the same record is held", "route53", [CNAME], [owned("route53", HELD_CNAME)]],
    ["another name's is held", "route53", [A], [owned("route53", "example.com/other/CNAME")]],
    ["another account's is held", "route53", [A], [owned("route53", `other:${HELD_CNAME}`)]],
    ["another cloud's is held", "route53", [A], [owned("alidns", HELD_CNAME)]],
    ["the owner is on two clouds, with one anchor", "[route53, alidns]", [A], [owned("route53", HELD_CNAME)]],
  ])("%s", (_, dns, wanted, held) => {
    expect(marked(dns, wanted, held, "cname")).toEqual([]);
  });
});
