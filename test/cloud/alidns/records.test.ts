/** Records become the resources that Alibaba Cloud DNS takes, and values the text that it expects. */
import { describe, expect, test } from "@jest/globals";
import { alidns } from "../../../src/cloud/alidns/alidns.ts";
import { rrset, ZONE } from "../../zone/rrset.ts";

const lower = (lines: string[], name = ZONE) => alidns.lower(rrset(...lines), { name, id: null });
/** The arguments that hold a value. */
const args = (line: string) => {
  const { domainName, rr, type, ttl, line: _, status, ...value } = lower([line])[0]?.args ?? {};
  return value;
};

const measured = "terraform-provider-alicloud v1.285.0, measured 2026-11-21";
const dnscontrol = "dnscontrol alidns/auditrecords.go, verified 2025-12-03";

describe("alidns", () => {
  test("one resource is one value, and the zone is given by its name", () => {
    // line and status always: absent, they would keep what a refresh has read (docs/facts/alidns.md, provider)
    const shared = {
      ...{ domainName: "example.com", rr: "@", type: "MX", ttl: 600 },
      ...{ line: "default", status: "ENABLE" },
    };
    expect(lower(["@ 600 MX 20 b.example.", "@ 600 MX 5 a.example.", "@ 600 MX 5 a.example."])).toEqual([
      { name: "example.com/@/MX/a.example", args: { ...shared, value: "a.example", priority: 5 } },
      { name: "example.com/@/MX/b.example", args: { ...shared, value: "b.example", priority: 20 } },
    ]);
  });

  test.each([
    ["@", "@"],
    ["Mail", "mail"],
    ["*", "*"],
    ["a.b.c", "a.b.c"],
    ["_dmarc", "_dmarc"],
  ])(`rr: %s is %s (${measured})`, (owner, rr) => {
    expect(lower([`${owner} A 192.0.2.1`])[0]?.args["rr"]).toBe(rr);
  });

  test("an IDN zone is named by A-labels (unverified: the form that the service returns)", () => {
    const [resource] = alidns.lower(
      { ...rrset("a A 192.0.2.1"), name: "a.xn--r8jz45g.xn--zckzah." },
      { name: "xn--r8jz45g.xn--zckzah.", id: null },
    );
    expect(resource?.args).toMatchObject({ domainName: "xn--r8jz45g.xn--zckzah", rr: "a" });
  });

  test.each([
    ["A", measured, "a A 192.0.2.1", { value: "192.0.2.1" }],
    ["AAAA", measured, "a AAAA 2001:DB8::1", { value: "2001:db8::1" }],
    ["CNAME without a final dot", measured, "a CNAME B.example.net.", { value: "b.example.net" }],
    ["NS", measured, "a NS ns.example.net.", { value: "ns.example.net" }],
    ["MX", measured, "a MX 10 mx1.example.net.", { value: "mx1.example.net", priority: 10 }],
    ["SRV flat", measured, "a SRV 10 5 5060 sip.example.net.", { value: "10 5 5060 sip.example.net" }],
    [
      "CAA flat, its value in quotes",
      measured,
      'a CAA 0 issue "ca.example.net"',
      { value: '0 issue "ca.example.net"' },
    ],
    [
      "TXT unquoted, because the service strips quotes",
      dnscontrol,
      'a TXT "v=spf1 -all"',
      { value: "v=spf1 -all" },
    ],
    ["TXT in one piece", measured, `a TXT "${"a".repeat(500)}"`, { value: "a".repeat(500) }],
    ["TXT in UTF-8 as it is", measured, 'a TXT "é;"', { value: "é;" }],
  ])("value: %s (%s)", (_fact, _source, line, expected) => {
    expect(args(line)).toStrictEqual(expected);
  });
});
