/** Records become the resources that Cloudflare takes, and values the text or data that it expects. */
import { describe, expect, test } from "@jest/globals";
import { cloudflare } from "../../../src/cloud/cloudflare/cloudflare.ts";
import { rrset, ZONE } from "../../zone/rrset.ts";

const lower = (...lines: string[]) => cloudflare.lower(rrset(...lines), { name: ZONE, id: "0a1b" });
const args = (line: string) => {
  const { zoneId: _zone, name: _name, type: _type, ttl: _ttl, ...value } = lower(line)[0]?.args ?? {};
  return value;
};

const measured = "plugin with terraform-provider-cloudflare v5.22.0, measured 2026-11-21";

describe("cloudflare", () => {
  test("one resource is one value", () => {
    expect(lower("@ 300 MX 20 b.example.", "@ 300 MX 5 a.example.", "@ 300 MX 5 a.example.")).toEqual([
      {
        name: "example.com/@/MX/a.example",
        args: {
          zoneId: "0a1b",
          name: "example.com",
          type: "MX",
          ttl: 300,
          content: "a.example",
          priority: 5,
        },
      },
      {
        name: "example.com/@/MX/b.example",
        args: {
          zoneId: "0a1b",
          name: "example.com",
          type: "MX",
          ttl: 300,
          content: "b.example",
          priority: 20,
        },
      },
    ]);
  });

  test.each([
    ["the apex is the zone's name", "terraform-provider-cloudflare#5378", "@ A 192.0.2.1", "example.com"],
    ["a name is whole, lower case, without a final dot", measured, "Mail A 192.0.2.1", "mail.example.com"],
    ["U-labels would drift", measured, "bücher A 192.0.2.1", "xn--bcher-kva.example.com"],
    ["a wildcard", measured, "* A 192.0.2.1", "*.example.com"],
  ])("name: %s (%s)", (_fact, _source, line, name) => {
    expect(lower(line)[0]?.args["name"]).toBe(name);
  });

  test.each([
    ["A is never proxied", measured, "a A 192.0.2.1", { content: "192.0.2.1", proxied: false }],
    ["AAAA is never proxied", measured, "a AAAA 2001:db8::1", { content: "2001:db8::1", proxied: false }],
    [
      "CNAME is never proxied and has no final dot",
      "terraform-provider-cloudflare#7286",
      "a CNAME b.example.net.",
      { content: "b.example.net", proxied: false },
    ],
    ["NS", measured, "a NS ns.example.net.", { content: "ns.example.net" }],
    ["MX priority 0 is said", measured, "a MX 0 mx.example.net.", { content: "mx.example.net", priority: 0 }],
    ["null MX", measured, "a MX 0 .", { content: ".", priority: 0 }],
    [
      "SRV as data, and its priority again at the top",
      measured,
      "a SRV 10 5 5060 sip.example.net.",
      { data: { priority: 10, weight: 5, port: 5060, target: "sip.example.net" }, priority: 10 },
    ],
    [
      "null SRV",
      "dnscontrol cloudflareProvider.go, MarshalJSON, read 2026-11-21",
      "a SRV 0 0 0 .",
      { data: { priority: 0, weight: 0, port: 0, target: "." }, priority: 0 },
    ],
    [
      "CAA as data with flags a number",
      measured,
      'a CAA 0 issue "ca.example.net"',
      { data: { flags: 0, tag: "issue", value: "ca.example.net" } },
    ],
    ["PTR", "as NS, not tried", "10 PTR mail.example.net.", { content: "mail.example.net" }],
    [
      "TLSA as data, in the capitals that come back",
      "external-dns#6616, 2026-08-06",
      "_25._tcp.a TLSA 3 1 1 0a1b",
      { data: { usage: 3, selector: 1, matchingType: 1, certificate: "0A1B" } },
    ],
    ["TXT in quotes", "cloudflare-docs#17552", 'a TXT "v=spf1 -all"', { content: '"v=spf1 -all"' }],
    [
      "TXT escapes are decimal",
      "libdns/cloudflare#33, 2026-06-06",
      'a TXT "é\\""',
      { content: '"\\195\\169\\""' },
    ],
    [
      "TXT over 255 octets in strings of 255",
      "dnscontrol, read 2026-11-21",
      `a TXT "${"a".repeat(300)}"`,
      { content: `"${"a".repeat(255)}" "${"a".repeat(45)}"` },
    ],
  ])("value: %s (%s)", (_fact, _source, line, expected) => {
    expect(args(line)).toStrictEqual(expected);
  });

  test("TTL 1 is automatic and passes", () => {
    expect(lower("a 1 A 192.0.2.1")[0]?.args["ttl"]).toBe(1);
  });
});
