/** The least privileges at each cloud: what is known of the zones narrows them, what the stack creates widens them. */
import { expect, test } from "@jest/globals";
import { cloudOf } from "../../src/cloud/clouds.ts";
import type { PublishedZone } from "../../src/cloud/permissions.ts";

const zone = (more: Partial<PublishedZone> = {}): PublishedZone => ({
  name: "example.com.",
  isCreated: false,
  isSigned: false,
  hasWorker: false,
  ...more,
});

/** Every action with its resources, and everything else as it is. */
function allowed(cloud: "route53" | "alidns", ...zones: PublishedZone[]): Record<string, readonly string[]> {
  const { Statement } = cloudOf(cloud).permissions(zones).document as {
    readonly Statement: readonly { readonly Action: string[]; readonly Resource: string[] }[];
  };
  return Object.fromEntries(
    Statement.flatMap(({ Action, Resource }) => Action.map((action) => [action, Resource] as const)),
  );
}

test("Route 53: with ids, only these zones, and no look-up", () => {
  const given = allowed("route53", zone({ id: "Z1" }), zone({ name: "example.net.", id: "Z2" }));
  const zones = ["arn:aws:route53:::hostedzone/Z1", "arn:aws:route53:::hostedzone/Z2"];
  expect(given).toEqual({
    "route53:GetHostedZone": zones,
    "route53:ListResourceRecordSets": zones,
    "route53:ChangeResourceRecordSets": zones,
    "route53:GetChange": ["arn:aws:route53:::change/*"],
  });
});

test("Route 53: one id that is not known needs all zones and the look-up; a new zone also its creation", () => {
  const open = allowed("route53", zone({ id: "Z1" }), zone());
  expect(open["route53:ChangeResourceRecordSets"]).toEqual(["arn:aws:route53:::hostedzone/*"]);
  expect(Object.keys(open)).toEqual(
    expect.arrayContaining(["route53:ListHostedZones", "route53:ListTagsForResource"]),
  );
  expect(open).not.toHaveProperty("route53:CreateHostedZone");
  expect(allowed("route53", zone({ isCreated: true }))).toHaveProperty("route53:CreateHostedZone", ["*"]);
});

test("Route 53: a signed zone also its keys, and the use of KMS keys in us-east-1", () => {
  const given = allowed("route53", zone({ isCreated: true, isSigned: true }));
  expect(given["route53:EnableHostedZoneDNSSEC"]).toEqual(["arn:aws:route53:::hostedzone/*"]);
  expect(given["kms:Sign"]).toEqual(["arn:aws:kms:us-east-1:*:key/*"]);
  expect(given).not.toHaveProperty("route53:DeleteKeySigningKey");
  expect(allowed("route53", zone({ isCreated: true }))).not.toHaveProperty("kms:Sign");
});

test("Alibaba Cloud DNS: records of these domains alone; a new zone also its creation", () => {
  const given = allowed("alidns", zone(), zone({ name: "xn--5nq051n.example." }));
  expect(given["alidns:DeleteDomainRecord"]).toEqual([
    "acs:alidns:*:*:domain/example.com",
    "acs:alidns:*:*:domain/xn--5nq051n.example",
  ]);
  expect(given).not.toHaveProperty("alidns:AddDomain");
  expect(allowed("alidns", zone({ isCreated: true }))).toHaveProperty("alidns:AddDomain", ["*"]);
});

test.each([
  [[zone({ id: "a" })], ["DNS Edit"], ["example.com"]],
  [[zone()], ["DNS Edit", "Zone Read"], ["example.com"]],
  [[zone({ isCreated: true })], ["DNS Edit", "Zone Edit"], "all zones of the account"],
  [[zone({ id: "a", hasWorker: true })], ["DNS Edit", "Workers Scripts Edit"], ["example.com"]],
])("Cloudflare: %j", (zones, wanted, resources) => {
  const { permissions, zoneResources } = cloudOf("cloudflare").permissions(zones).document as {
    readonly permissions: readonly { readonly item: string; readonly level: string }[];
    readonly zoneResources: unknown;
  };
  expect(permissions.map(({ item, level }) => `${item} ${level}`)).toEqual(wanted);
  expect(zoneResources).toEqual(resources);
});
