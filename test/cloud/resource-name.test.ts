/** Names of resources never change by accident, and a value keeps its name whatever changes beside it. */
import { describe, expect, test } from "@jest/globals";
import { clouds } from "../../src/cloud/clouds.ts";
import {
  nameValues,
  ownerPath,
  parseRecordName,
  parseZoneName,
  zoneResourceName,
} from "../../src/cloud/resource-name.ts";
import { expectGolden } from "../zone/golden.ts";
import { rrset, rrsets, ZONE } from "../zone/rrset.ts";

const names = (...lines: string[]) => nameValues(rrset(...lines), ZONE).map(({ name }) => name);

test("names are public API: golden", () => {
  const sets = rrsets(
    "@ A 192.0.2.1",
    "@ AAAA 2001:db8::1",
    "@ MX 10 mx1.example.net.",
    "null MX 0 .",
    '@ TXT "v=spf1 include:spf.example.net ~all"',
    '@ TXT "google-site-verification=abc"',
    '_dmarc TXT "v=DMARC1; p=none"',
    'sel._domainkey TXT "v=DKIM1; p="',
    '*._domainkey TXT "v=DKIM1; p="',
    "imap CNAME mail.example.net.",
    "_imaps._tcp SRV 0 1 993 imap.example.net.",
    "_pop3._tcp SRV 0 0 0 .",
    '@ CAA 0 issue "ca.example.net"',
    "a.b.sub NS ns1.example.net.",
    `_25._tcp.mail TLSA 3 1 1 ${"0a".repeat(32)}`,
    "10 PTR mail.example.net.",
    "* A 192.0.2.1",
    "bücher A 192.0.2.1",
  );
  const text = clouds
    .flatMap((cloud) => [
      `# ${cloud.id}`,
      ...sets.flatMap((set) => cloud.lower(set, { name: ZONE, id: null }).map(({ name }) => name)),
    ])
    .join("\n");
  expectGolden(new URL("names.golden.txt", import.meta.url), `${text}\n`);
});

describe("a value keeps its name", () => {
  test.each([
    ["an MX whose preference changes", ["@ MX 10 mx1.example.net."], ["@ MX 20 mx1.example.net."]],
    ["an SRV whose priority and weight change", ["s SRV 0 1 993 a.example."], ["s SRV 5 9 993 a.example."]],
    ["an SPF text that is edited", ['@ TXT "v=spf1 -all"'], ['@ TXT "V=SPF1 a -all"']],
    ["a DMARC text that is edited", ['_dmarc TXT "v=DMARC1; p=none"'], ['_dmarc TXT "v = DMARC1 ;p=reject"']],
    ["a DKIM key that is changed", ['s._domainkey TXT "v=DKIM1; p=a"'], ['s._domainkey TXT "p=b"']],
    ["a CNAME that is pointed elsewhere", ["a CNAME b.example."], ["a CNAME c.example."]],
    ["a CAA whose flags change", ['@ CAA 0 issue "ca.example"'], ['@ CAA 128 issue "ca.example"']],
  ])("%s", (_title, before, after) => {
    expect(names(...after)).toEqual(names(...before));
  });

  test("whatever comes and goes beside it", () => {
    const before = names("@ A 192.0.2.2");
    expect(names("@ A 192.0.2.1", "@ A 192.0.2.2", "@ A 192.0.2.3")).toEqual(expect.arrayContaining(before));
  });
});

describe("two values of one key: the first in order keeps it", () => {
  test.each([
    [
      "one exchange at two preferences",
      ["@ MX 20 mx.example.", "@ MX 5 mx.example."],
      ["example.com/@/MX/mx.example", "example.com/@/MX/mx.example:20"],
    ],
    [
      "one SRV target and port twice",
      ["s SRV 10 1 993 a.example.", "s SRV 0 1 993 a.example."],
      ["example.com/s/SRV/a.example:993", "example.com/s/SRV/a.example:993:10:1"],
    ],
    [
      "two SPF texts (spf-single refuses them)",
      ['@ TXT "v=spf1 ~all"', '@ TXT "v=spf1 -all"'],
      ["example.com/@/TXT/spf", "example.com/@/TXT/8a59b4b8"],
    ],
    [
      "one CAA property with two flags",
      ['@ CAA 128 issue "ca"', '@ CAA 0 issue "ca"'],
      ["example.com/@/CAA/issue:ca", "example.com/@/CAA/issue:ca:128"],
    ],
  ])("%s", (_title, lines, expected) => {
    expect(names(...lines)).toEqual(expected);
    expect(names(...[...lines].reverse())).toEqual(expected);
  });
});

test("even the longer key of one value may be the short key of another", () => {
  const found = names('@ CAA 0 issue "ca"', '@ CAA 0 issue "ca:128"', '@ CAA 128 issue "ca"');
  expect(new Set(found).size).toBe(3);
});

test.each(["v=spf10 -all", "xv=spf1", "v=DMARC10", "v=dmarc1x"])(
  "%s is no policy: its key is a digest",
  (text) => {
    expect(names(`@ TXT "${text}"`)[0]).toMatch(/\/TXT\/[0-9a-f]{8}$/);
  },
);

test("a name is read back, the slash of a block of addresses too (RFC 2317 §4)", () => {
  const zone = "2.0.192.in-addr.arpa.";
  expect(parseRecordName("2.0.192.in-addr.arpa/0/25/NS/ns1.example.net")).toEqual({
    zone,
    owner: `0/25.${zone}`,
    type: "NS",
  });
  expect(parseRecordName("other:2.0.192.in-addr.arpa/129.128/25/PTR")).toEqual({
    account: "other",
    zone,
    owner: `129.128/25.${zone}`,
    type: "PTR",
  });
  expect(parseRecordName("2.0.192.in-addr.arpa/25/PTR/mail.example.com")).toMatchObject({
    owner: `25.${zone}`,
  });
  // the zone that is delegated for the block
  const block = "0/25.2.0.192.in-addr.arpa.";
  expect(ownerPath(block, `7.${block}`)).toBe("0%2F25.2.0.192.in-addr.arpa/7");
  expect(parseRecordName("eu:0%2F25.2.0.192.in-addr.arpa/7/PTR")).toEqual({
    ...{ account: "eu", zone: block, owner: `7.${block}`, type: "PTR" },
  });
  expect(parseZoneName(zoneResourceName("eu", block))).toEqual({ account: "eu", zone: block });
});
