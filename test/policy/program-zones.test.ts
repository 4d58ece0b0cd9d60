/** Records of any program are put together into zones, with the names that the clouds make of them. */
import { describe, expect, test } from "@jest/globals";
import { findingsOf } from "../../src/policy/policies.ts";
import { type ProgramResource, programZones } from "../../src/policy/program-zones.ts";

const CLOUDFLARE = "cloudflare:index/dnsRecord:DnsRecord";
const ROUTE53 = "aws:route53/record:Record";
const ALIDNS = "alicloud:dns/alidnsRecord:AlidnsRecord";

const unknown = (known: Readonly<Record<string, unknown>>, ...names: string[]): Record<string, unknown> =>
  Object.defineProperties({ ...known } as Record<string, unknown>, {
    ...Object.fromEntries(
      names.map((name) => [
        name,
        {
          enumerable: true,
          get() {
            throw new Error(`${name} is not known`);
          },
        },
      ]),
    ),
  });

let count = 0;
const resource = (type: string, props: Readonly<Record<string, unknown>>): ProgramResource => ({
  urn: `urn:pulumi:dev::own::${type}::${count++}`,
  type,
  props,
});

const owners = (...resources: ProgramResource[]): string[][] =>
  programZones(resources).map(({ name, rrsets }) => [
    name,
    ...rrsets.map((one) => `${one.name} ${one.type}`),
  ]);

const a = { type: "A", content: "192.0.2.1", ttl: 300 };

describe("names", () => {
  test.each([
    [
      "absolute ones, in the zone that somebody registered",
      [resource(CLOUDFLARE, { ...a, zoneId: "1", name: "www.example.co.uk" })],
      [["example.co.uk.", "www.example.co.uk. A"]],
    ],
    [
      "relative ones, in the zone of absolute ones with the same id",
      [
        resource(CLOUDFLARE, { ...a, zoneId: "1", name: "www" }),
        resource(CLOUDFLARE, { ...a, zoneId: "1", name: "@" }),
        resource(CLOUDFLARE, { ...a, zoneId: "1", name: "mail.example.com" }),
      ],
      [["example.com.", "www.example.com. A", "example.com. A", "mail.example.com. A"]],
    ],
    [
      "relative ones, in a zone that the program creates",
      [
        resource("aws:route53/zone:Zone", { zoneId: "Z1", name: "mail.example.com" }),
        resource(ROUTE53, { zoneId: "Z1", name: "mx", type: "A", ttl: 300, records: ["192.0.2.1"] }),
      ],
      [["mail.example.com.", "mx.mail.example.com. A"]],
    ],
    [
      "relative ones alone",
      [resource(CLOUDFLARE, { ...a, zoneId: "1", name: "www" })],
      [["zone.invalid.", "www.zone.invalid. A"]],
    ],
    [
      "of Alibaba Cloud DNS, below the name of the domain",
      [resource(ALIDNS, { domainName: "example.com", rr: "www", type: "A", value: "192.0.2.1", ttl: 600 })],
      [["example.com.", "www.example.com. A"]],
    ],
    [
      "two zones of one name stay apart",
      [
        resource(CLOUDFLARE, { ...a, zoneId: "1", name: "www.example.com" }),
        resource(CLOUDFLARE, { ...a, zoneId: "2", name: "www.example.com" }),
      ],
      [
        ["example.com.", "www.example.com. A"],
        ["example.com.", "www.example.com. A"],
      ],
    ],
    [
      "a zone whose id is not known yet",
      [resource(CLOUDFLARE, unknown({ ...a, name: "www.example.com" }, "zoneId"))],
      [["example.com.", "www.example.com. A"]],
    ],
    [
      "a value that is not known yet",
      [resource(CLOUDFLARE, unknown({ zoneId: "1" }, "content", "name"))],
      [],
    ],
    ["what is no record", [resource("aws:s3/bucket:Bucket", { name: "www.example.com" })], []],
  ])("%s", (_, resources, wanted) => {
    expect(owners(...resources)).toEqual(wanted);
  });
});

test("a finding names the resource that it is about", () => {
  const cname = resource(CLOUDFLARE, {
    zoneId: "1",
    name: "mail.example.com",
    type: "CNAME",
    content: "host.example.net",
    ttl: 300,
  });
  const address = resource(CLOUDFLARE, { ...a, zoneId: "1", name: "mail.example.com" });
  const found = findingsOf([cname, address]).find(({ code }) => code === "cname-exclusive");
  expect([cname.urn, address.urn]).toContain(found?.place?.file);
  expect(findingsOf([cname]).filter(({ severity }) => severity === "error")).toEqual([]);
});
