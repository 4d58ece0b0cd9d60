/** RRsets become the resources that Route 53 takes, and values the text that it expects. */
import { describe, expect, test } from "@jest/globals";
import { route53 } from "../../../src/cloud/route53/route53.ts";
import { rrset, ZONE } from "../../zone/rrset.ts";

const lower = (lines: string[], id: string | null = "Z1") =>
  route53.lower(rrset(...lines), { name: ZONE, id });
const records = (...lines: string[]) => lower(lines)[0]?.args["records"];

const docs = "docs.aws.amazon.com/Route53 ResourceRecordTypes, 2026-11-21";
const provider = "terraform-provider-aws internal/service/route53/record.go, read 2026-11-21";

describe("route53", () => {
  test("one resource is the whole RRset, its values sorted and each once", () => {
    expect(lower(["@ 300 MX 20 b.example.", "@ 300 MX 5 a.example.", "@ 300 MX 5 a.example."])).toEqual([
      {
        name: "example.com/@/MX",
        args: {
          zoneId: "Z1",
          name: "example.com",
          type: "MX",
          ttl: 300,
          records: ["5 a.example", "20 b.example"],
        },
      },
    ]);
  });

  test.each([
    ["the apex is the zone's name, not @ and not empty", provider, "@ A 192.0.2.1", "example.com"],
    ["a name is whole and without a final dot", provider, "Mail A 192.0.2.1", "mail.example.com"],
    [
      "a wildcard is a *, which the provider does not compare with \\052",
      provider,
      "* A 192.0.2.1",
      "*.example.com",
    ],
  ])("name: %s (%s)", (_fact, _source, line, name) => {
    expect(lower([line])[0]?.args["name"]).toBe(name);
  });

  test.each([
    ["A", docs, "a A 192.0.2.1", "192.0.2.1"],
    ["AAAA", docs, "a AAAA 2001:DB8::1", "2001:db8::1"],
    ["CNAME without a final dot, which means the same", docs, "a CNAME b.example.net.", "b.example.net"],
    ["NS", docs, "a NS ns.example.net.", "ns.example.net"],
    ["MX", docs, "a MX 10 mx1.example.net.", "10 mx1.example.net"],
    ["null MX", docs, "a MX 0 .", "0 ."],
    ["SRV", docs, "a SRV 10 5 5060 sip.example.net.", "10 5 5060 sip.example.net"],
    ["null SRV", docs, "a SRV 0 0 0 .", "0 0 0 ."],
    ["CAA in quotes", docs, 'a CAA 0 issue "ca.example.net"', '0 issue "ca.example.net"'],
    ["PTR", docs, "10 PTR mail.example.net.", "mail.example.net"],
    ["TLSA", docs, "_25._tcp.a TLSA 3 1 1 0A1B", "3 1 1 0a1b"],
    ["TXT bare, because the provider adds the outer quotes", provider, 'a TXT "v=spf1 -all"', "v=spf1 -all"],
    ["TXT quotes escaped, because the provider does not", provider, 'a TXT "a\\"b"', 'a\\"b'],
    ["TXT backslashes escaped", provider, 'a TXT "a\\\\b"', "a\\\\b"],
    ["TXT octets in octal", docs, 'a TXT "ex\\228mple \\127\\000"', "ex\\344mple \\177\\000"],
    ["TXT in UTF-8", docs, 'a TXT "é"', "\\303\\251"],
    [
      "TXT over 255 octets in strings of 255",
      "terraform-provider-aws#14941",
      `a TXT "${"a".repeat(300)}"`,
      `${"a".repeat(255)}""${"a".repeat(45)}`,
    ],
    [
      "255 are octets, not characters",
      docs,
      `a TXT "${"é".repeat(128)}"`,
      `${"\\303\\251".repeat(127)}\\303""\\251`,
    ],
  ])("records: %s (%s)", (_fact, _source, line, value) => {
    expect(records(line)).toEqual([value]);
  });

  test("zoneId is null while it is to be looked up", () => {
    expect(lower(["a A 192.0.2.1"], null)[0]?.args["zoneId"]).toBeNull();
  });
});
