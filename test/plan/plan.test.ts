/** Which records a plan has, in which order, and whose they are. */
import { describe, expect, test } from "@jest/globals";
import type { ResourceArgs } from "../../src/cloud/resource.ts";
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

describe("a policy that the cloud serves", () => {
  const worker = (domain: string, dns = "cloudflare") =>
    `{domain: ${domain}, zone: example.com, dns: ${dns}, mailbox: tencent-exmail, mtaSts: {mode: testing, host: cloudflare-worker}}`;

  test("is a script and a hostname of one name, before the records; MX and the policy's TXT come after the hostname", () => {
    const planned = plan(worker("a.example.com", "{cloud: cloudflare, account: eu}"));
    const [script, hostname] = planned;
    expect([script, hostname]).toMatchObject([
      { kind: "script", name: "eu:example.com/mta-sts.a/WORKER", domain: "a.example.com" },
      {
        kind: "hostname",
        name: "eu:example.com/mta-sts.a/WORKER",
        owner: "mta-sts.a.example.com.",
        after: [script],
      },
    ]);
    const after = planned.flatMap((one) => (one.kind === "record" && one.after ? [one] : []));
    expect(after.map(({ name }) => name.replace(/[0-9a-f]{8}$/, "id"))).toEqual([
      "eu:example.com/a/MX/mxbiz1.qq.com",
      "eu:example.com/a/MX/mxbiz2.qq.com",
      "eu:example.com/_mta-sts.a/TXT/id",
    ]);
    for (const one of after) expect(one.after).toEqual([hostname]);
  });

  test("is each domain's own, and nothing where the cloud has no Workers", () => {
    const planned = plan(worker("a.example.com"), worker("b.example.com"));
    const scripts = planned.filter(({ kind }) => kind === "script");
    expect(new Set(scripts.map(({ args }) => (args as ResourceArgs)["scriptName"])).size).toBe(2);
    expect(plan(worker("a.example.com", "route53")).filter(({ kind }) => kind !== "record")).toEqual([]);
  });
});
