/** Drift of records that the model reads in part: aliases, types that no spec has, lines; and how it is sorted and told. */
import { describe, expect, test } from "@jest/globals";
import type { LiveRecord } from "../../src/cloud/listing.ts";
import type { OwnedResource } from "../../src/inventory/owned.ts";
import { driftOf } from "../../src/live/drift.ts";
import { type Edit, gone, plus, SPEC, same, surveyed } from "./edited-zone.ts";

const owned = (type: string, name: string, outputs: OwnedResource["outputs"]): OwnedResource => ({
  urn: `urn:pulumi:prod::mailzone::mailzone:index:MailZone$${type}::${name}`,
  type,
  name,
  outputs,
});
const there =
  (record: Omit<LiveRecord, "importId">): Edit =>
  (records) => [...records, { ...record, importId: record.id }];
const fields = (survey: ReturnType<typeof surveyed>): string[] =>
  driftOf(survey).records.map(
    ({ resource, fields, live }) => `${resource}: ${live === undefined ? "gone" : fields.join(" ")}`,
  );

describe("an alias on Route 53", () => {
  const NAME = "web.example.com.";
  const resource = owned("aws:route53/record:Record", "example.com/web/A", {
    ...{ name: NAME, type: "A", zoneId: "Z1", id: "Z1_web.example.com_A" },
    aliases: [{ name: "lb.example.net", zoneId: "Z2" }],
  });
  const record = { id: "web.example.com. A", name: NAME, type: "A", values: [] };

  test.each<[string, Partial<LiveRecord>, readonly string[]]>([
    ["that leads where it led is no drift", { alias: "lb.example.net." }, []],
    ["that leads elsewhere is", { alias: "other.example.net." }, ["example.com/web/A: data"]],
    [
      "that became a set of addresses is",
      { values: [{ text: "192.0.2.1", data: { type: "A", address: "192.0.2.1" } }], ttl: 60 },
      ["example.com/web/A: data ttl"],
    ],
  ])("%s", (_, change, expected) => {
    const survey = surveyed("route53", same, { more: [resource] });
    const id = survey.owned.find(({ name }) => name === resource.name)?.id ?? "";
    const edited = surveyed("route53", there({ ...record, ...change, id }), { more: [resource] });
    expect(fields(edited)).toEqual(expected);
  });
});

describe("a record that the state and the zone have and no spec can, on Alibaba Cloud DNS", () => {
  const resource = (more: OwnedResource["outputs"]): OwnedResource =>
    owned("alicloud:dns/alidnsRecord:AlidnsRecord", "example.com/go/REDIRECT_URL", {
      ...{
        id: "x1",
        rr: "go",
        domainName: "example.com",
        type: "REDIRECT_URL",
        value: "https://a.example",
        ttl: 600,
      },
      ...more,
    });
  const live = {
    id: "x1",
    name: "go.example.com.",
    type: "REDIRECT_URL",
    ttl: 600,
    values: [{ text: "https://b.example" }],
  };

  test.each<[string, OwnedResource["outputs"], Partial<LiveRecord>, readonly string[]]>([
    ["its value is not compared", {}, {}, []],
    ["its TTL is", {}, { ttl: 60 }, ["ttl"]],
    ["and its line", { line: "telecom" }, {}, ["line"]],
    ["which is the same", { line: "telecom" }, { line: "telecom" }, []],
    ["and whether it is disabled", { status: "DISABLE" }, {}, ["disabled"]],
    ["a type that the outputs lack is that of its name", { type: undefined }, {}, []],
  ])("%s", (_, outputs, change, expected) => {
    const survey = surveyed("alidns", there({ ...live, ...change }), { more: [resource(outputs)] });
    expect(fields(survey)).toEqual(expected.map((one) => `example.com/go/REDIRECT_URL: ${one}`));
  });
});

test("records are sorted by domain, cloud, name, type and resource", () => {
  const dns = "[route53, cloudflare]";
  const { records } = driftOf(surveyed(dns, gone(/./)));
  expect(records.map(({ cloud, resource }) => `${cloud} ${resource}`)).toEqual([
    "cloudflare example.com/@/MX/mx1.example.net",
    "cloudflare example.com/@/MX/mx2.example.net",
    "cloudflare example.com/@/TXT/spf",
    "cloudflare example.com/host/A/192.0.2.1",
    "route53 example.com/@/MX",
    "route53 example.com/@/TXT",
    "route53 example.com/host/A",
  ]);
});

describe("a zone that could not be read", () => {
  test("is told with its account, and why nobody knows if nothing says it", () => {
    const survey = surveyed("{cloud: cloudflare, account: shop}", same, { unread: true });
    expect(driftOf({ ...survey, findings: [] }).unread).toEqual([
      {
        ...{ zone: "example.com.", cloud: "cloudflare", account: "shop", records: 4 },
        reason: "the zone example.com was not read",
      },
    ]);
  });

  test("is not told if the stack owns nothing in it", () => {
    const survey = surveyed("cloudflare", same, { unread: true });
    expect(driftOf({ ...survey, owned: [] })).toMatchObject({ unread: [], records: [], unchanged: 0 });
  });
});

test("what is in the way of a record that is gone from its zone is told, of one that is there or new not", () => {
  const inTheWay = plus("f1", "CNAME", "www.example.net.", "host.example.com.");
  const conflicts = (edit: Edit): string[] =>
    driftOf(surveyed("cloudflare", edit)).conflicts.map(
      ({ finding, records }) => `${finding.code} ${records}`,
    );
  expect(conflicts((records) => inTheWay(gone(/host/)(records)))).toEqual(["cname-exclusive-live f1"]);
  expect(conflicts(plus("f1", "A", "192.0.2.9", "www.example.com."))).toEqual([]);
  expect(driftOf(surveyed("cloudflare", gone(/host/), { now: SPEC })).conflicts).toEqual([]);
});
