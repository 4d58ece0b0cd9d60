/** Which records a plan has, in which order, and whose they are. */
import { describe, expect, test } from "@jest/globals";
import { placeDomains } from "../../src/plan/placing.ts";
import { type PlannedRecord, planZones } from "../../src/plan/plan.ts";
import { documents, domainsOf } from "../cloud/domain.ts";

const plan = (...specs: string[]) => planZones(placeDomains(domainsOf(documents(...specs))).zones);
const spec = (dns: string, ...records: string[]) =>
  `{domain: example.com, dns: ${dns}, mode: mail, records: [${records.join(", ")}]}`;

const recordsOf = (...specs: string[]) =>
  plan(...specs).filter((one): one is PlannedRecord => one.kind === "record");

describe("records", () => {
  test("of several clouds have the same names", () => {
    const planned = plan(spec("[cloudflare, alidns]", "{name: a, type: A, values: [192.0.2.1, 192.0.2.2]}"));
    expect(planned.map(({ kind, type, name }) => [kind, type, name])).toEqual([
      ["record", "alicloud:dns/alidnsRecord:AlidnsRecord", "example.com/a/A/192.0.2.1"],
      ["record", "alicloud:dns/alidnsRecord:AlidnsRecord", "example.com/a/A/192.0.2.2"],
      ["record", "cloudflare:index/dnsRecord:DnsRecord", "example.com/a/A/192.0.2.1"],
      ["record", "cloudflare:index/dnsRecord:DnsRecord", "example.com/a/A/192.0.2.2"],
    ]);
  });

  test("say whose they are and what to fill in at run time", () => {
    const [record] = plan(
      spec("{cloud: route53, account: main}", "{type: MX, value: 10 mx.example.net}"),
    ) as [PlannedRecord];
    expect(record).toMatchObject({
      kind: "record",
      name: "main:example.com/@/MX",
      type: "aws:route53/record:Record",
      domain: "example.com",
      owner: "example.com.",
      args: { zoneId: null, name: "example.com", type: "MX", ttl: 3600, records: ["10 mx.example.net"] },
    });
    expect(record.zone.cloud.zoneArgument).toBe("zoneId");
    expect(record.args).toHaveProperty([record.zone.cloud.ownerArgument], "example.com");
  });

  test("have the zone's id where the spec gives it", () => {
    const [record] = recordsOf(
      spec(`{cloud: cloudflare, zoneId: ${"0a1b".repeat(8)}}`, "{type: MX, value: 10 mx.example.net}"),
    );
    expect(record?.args["zoneId"]).toBe("0a1b".repeat(8));
  });

  test("of an RRset that two specs write are one resource on Route 53", () => {
    const planned = plan(
      spec("route53", "{type: TXT, value: from the apex}"),
      "{domain: a.example.com, zone: example.com, dns: route53, mode: send-only, records: [{name: example.com., type: TXT, value: from a}]}",
    );
    expect(planned).toHaveLength(1);
    expect(planned[0]).toMatchObject({
      domain: "example.com",
      args: { records: ["from a", "from the apex"] },
    });
  });
});
