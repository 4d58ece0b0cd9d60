/** What is said of hosts, keys and records that specs lead to, each rule with what breaks it and what keeps it. */
import { describe, expect, test } from "@jest/globals";
import type { QuestionType, ReplyData, ReplyRecord } from "../../../src/live/dns/reply.ts";
import type { LookUp, Resolver } from "../../../src/live/dns/resolver.ts";
import { lookOutside } from "../../../src/live/outside/outside.ts";
import { reverseName } from "../../../src/mail/network.ts";
import { loadText } from "../../../src/pipeline.ts";
import { data } from "../../zone/rrset.ts";

/** `name TYPE` with its values; `via NAME` before them for an alias, `!` for a failure, null for a name that is not there. */
type Dns = Readonly<Record<string, readonly string[] | "!" | null>>;

function resolverOf(dns: Dns): Resolver {
  return {
    async lookUp(name, type): Promise<LookUp> {
      const said = `${name} ${type}` in dns ? dns[`${name} ${type}`] : dns[name];
      const none = { question: { name, type }, records: [], aliases: [], isAuthentic: false, tried: [] };
      if (said === "!") return { ...none, outcome: "failed", why: "no-answer" };
      if (said === undefined || said === null)
        return { ...none, outcome: said === null ? "nxdomain" : "nodata" };
      const alias = said[0]?.startsWith("via ") ? [said[0].slice(4)] : [];
      const records = said
        .slice(alias.length)
        .map((text): ReplyRecord => ({ name, ttl: 60, data: read(type, text) }));
      const aliases = alias.map(
        (target): ReplyRecord => ({ name, ttl: 60, data: { type: "CNAME", target } }),
      );
      return { ...none, outcome: records.length > 0 ? "found" : "nodata", records, aliases };
    },
  };
}

function read(type: QuestionType, text: string): ReplyData {
  if (type === "TXT") return { type, text };
  if (type === "DS") return { type, keyTag: 1, algorithm: 13, digestType: 2, digest: text };
  return data(type as "A", text, "example.com.");
}

async function findings(dns: Dns, ...lines: string[]): Promise<string[]> {
  const { zones, findings: wrong } = loadText(
    "a.yaml",
    ["domain: example.com", "dns: route53", ...lines, ""].join("\n"),
  );
  expect(wrong.filter(({ severity }) => severity === "error")).toEqual([]);
  const found = await lookOutside(zones, resolverOf(dns));
  for (const { message, help } of found) {
    expect(message).not.toMatch(/undefined|\n/);
    expect(help).toMatch(/^\S.{5,}/);
  }
  return found.map(({ severity, code, message }) => `${severity} ${code}: ${message}`).sort();
}

const MX = [
  "mode: receive-only",
  "records:",
  "  - {type: MX, value: 10 mx1.example.net.}",
  "  - {type: MX, value: 20 mx2.example.net.}",
];
const PUBLIC = "93.184.216.34";

describe("MX hosts (RFC 5321 §5.1)", () => {
  test.each<[string, Dns, readonly string[]]>([
    [
      "have addresses",
      { "mx1.example.net. A": [PUBLIC], "mx2.example.net. AAAA": ["2606:2800:220:1::1"] },
      [],
    ],
    [
      "do not exist: the last one is an error",
      { "mx1.example.net.": null, "mx2.example.net.": null },
      ["error dns-mx-host: mx1.example.net", "error dns-mx-host: mx2.example.net"],
    ],
    [
      "one of two has no address",
      { "mx1.example.net. A": [PUBLIC] },
      ["warning dns-mx-host: mx2.example.net"],
    ],
    [
      "one has a private address, and one is an alias",
      { "mx1.example.net. A": ["10.0.0.1"], "mx2.example.net. A": ["via x.example.net.", PUBLIC] },
      ["warning dns-mx-host: mx1.example.net", "warning dns-mx-host: mx2.example.net"],
    ],
    [
      "could not be looked up",
      { "mx1.example.net.": "!", "mx2.example.net. A": [PUBLIC] },
      ["info dns-unknown: 1 name"],
    ],
  ])("%s", async (_, dns, expected) => {
    const found = await findings(dns, ...MX);
    expect(found).toEqual(expected.map((one) => expect.stringMatching(new RegExp(`^${one}`))));
  });
});

describe("reverse DNS of own mail hosts (RFC 1912 §2.1, RFC 8601 §2.7.3)", () => {
  const OWN = [
    "mode: receive-only",
    "records:",
    "  - {type: MX, value: 10 mail}",
    `  - {name: mail, type: A, value: ${PUBLIC}}`,
  ];
  const host = { "mail.example.com. A": [PUBLIC] };
  const ptr = `${reverseName(PUBLIC)} PTR`;
  test.each<[string, Dns, string | undefined]>([
    ["leads back", { ...host, [ptr]: ["mail.example.com."] }, undefined],
    [
      "leads back by another name",
      { ...host, [ptr]: ["a.example.net.", "b.example.net."], "b.example.net. A": [PUBLIC] },
      undefined,
    ],
    ["is missing", host, "has no PTR record"],
    [
      "does not come back",
      { ...host, [ptr]: ["a.example.net."], "a.example.net. A": ["93.184.216.1"] },
      "does not lead back to it",
    ],
    ["failed", { ...host, [reverseName(PUBLIC)]: "!" }, "could not be looked up"],
  ])("%s", async (_, dns, said) => {
    const found = await findings(dns, ...OWN);
    expect(found).toEqual(said === undefined ? [] : [expect.stringContaining(said)]);
  });
});

describe("keys behind a selector's CNAME (RFC 6376 §3.6.2)", () => {
  const KEY = ["mode: send-only", "records: [{name: s1._domainkey, type: CNAME, value: k.example.net.}]"];
  test.each<[string, Dns, string | undefined]>([
    ["are there", { "k.example.net. TXT": ["v=DKIM1; p=abc"] }, undefined],
    ["are not there", { "k.example.net.": null }, "which does not exist in DNS"],
    ["are something else", { "k.example.net. TXT": ["hello"] }, "which has no DKIM key"],
    ["are revoked", { "k.example.net. TXT": ["v=DKIM1; p="] }, "whose key is revoked"],
  ])("%s", async (_, dns, said) => {
    const found = await findings(dns, ...KEY);
    expect(found).toEqual(said === undefined ? [] : [expect.stringContaining(said)]);
  });
});

describe("included SPF records (RFC 7208 §4.6.4, §5.2)", () => {
  const SPF = ["mode: send-only", "spf: {include: [a.example.net]}"];
  const deep = (count: number): Dns =>
    Object.fromEntries([
      [
        "a.example.net. TXT",
        [`v=spf1 ${Array.from({ length: count }, (_, i) => `include:i${i}.example.net`).join(" ")} -all`],
      ],
      ...Array.from(
        { length: count },
        (_, i) => [`i${i}.example.net. TXT`, ["v=spf1 ip4:93.184.216.0/24 -all"]] as const,
      ),
    ]);
  test.each<[string, Dns, readonly string[]]>([
    ["are there", { "a.example.net. TXT": ["token", "v=spf1 ip4:93.184.216.0/24 -all"] }, []],
    ["are not there", { "a.example.net.": null }, ["leads to a.example.net, which has none"]],
    ["are none", { "a.example.net. TXT": ["token"] }, ["leads to a.example.net, which has none"]],
    [
      "include what is not there",
      { "a.example.net. TXT": ["v=spf1 include:b.example.net -all"] },
      ["leads to b.example.net, which has none"],
    ],
    ["take ten look-ups", deep(9), []],
    ["take eleven", deep(10), ["takes 11 look-ups"]],
    [
      "include each other",
      { "a.example.net. TXT": ["v=spf1 include:a.example.net -all"] },
      ["leads to a.example.net again and again"],
    ],
    ["could not be looked up", { "a.example.net.": "!" }, ["1 name could not be looked up"]],
  ])("%s", async (_, dns, said) => {
    const found = await findings(dns, ...SPF);
    expect(found).toEqual(said.map((one) => expect.stringContaining(one)));
  });
});

describe("consent to DMARC reports (RFC 9990 §4)", () => {
  const DMARC = [
    "mode: receive-only",
    "dmarc: {policy: reject, rua: ['mailto:d@reports.example.net', 'mailto:d@example.com']}",
    "records: [{type: MX, value: 10 mx1.example.net.}]",
  ];
  const host = { "mx1.example.net. A": [PUBLIC], "reports.example.net. MX": ["10 mx1.example.net."] };
  test.each<[string, Dns, string | undefined]>([
    ["is there", { ...host, "example.com._report._dmarc.reports.example.net. TXT": ["v=DMARC1"] }, undefined],
    ["is not there", host, "reports.example.net does not consent to DMARC reports about example.com"],
    [
      "is another text",
      { ...host, "example.com._report._dmarc.reports.example.net. TXT": ["v=spf1"] },
      "does not consent",
    ],
  ])("%s", async (_, dns, said) => {
    const found = await findings(dns, ...DMARC);
    expect(found).toEqual(said === undefined ? [] : [expect.stringContaining(said)]);
  });
});

describe("mailboxes for reports (RFC 5321 §5.1, RFC 7505)", () => {
  const REPORTS = [
    "mode: receive-only",
    "dmarc: {policy: reject, rua: ['mailto:d@reports.example.net']}",
    "records: [{type: MX, value: 10 mx1.example.net.}]",
  ];
  const host = {
    "mx1.example.net. A": [PUBLIC],
    "example.com._report._dmarc.reports.example.net. TXT": ["v=DMARC1"],
  };
  test.each<[string, Dns, string | undefined]>([
    [
      "are at a domain with an MX",
      { ...host, "reports.example.net. MX": ["10 mx1.example.net."] },
      undefined,
    ],
    ["are at a domain with an address", { ...host, "reports.example.net. A": [PUBLIC] }, undefined],
    ["are at a domain with neither", host, "which has neither an MX nor an address"],
    ["are at a domain that accepts none", { ...host, "reports.example.net. MX": ["0 ."] }, "accepts no mail"],
    ["are nowhere", { ...host, "reports.example.net.": null }, "does not exist in DNS"],
  ])("%s", async (_, dns, said) => {
    const found = await findings(dns, ...REPORTS);
    expect(found).toEqual(said === undefined ? [] : [expect.stringContaining(said)]);
  });
});

describe("the other terms of SPF (RFC 7208 §4.6.4)", () => {
  const hosts = (count: number): string[] => [
    "mode: send-only",
    `spf: {a: [${Array.from({ length: count }, (_, i) => `out${i}.example.net`).join(", ")}]}`,
  ];
  test.each<[string, Dns, readonly string[], readonly string[]]>([
    ["find hosts", { "out0.example.net. A": [PUBLIC] }, hosts(1), []],
    [
      "find none: two are borne",
      {},
      hosts(2),
      ["warning dns-spf: the SPF record of example.com has 2 terms"],
    ],
    ["find none: three are not", {}, hosts(3), ["error dns-spf: the SPF record of example.com has 3 terms"]],
    [
      "find eleven MX",
      { "many.example.net. MX": Array.from({ length: 11 }, (_, i) => `${i} mx${i}.example.net.`) },
      ["mode: send-only", "spf: {mx: [many.example.net]}"],
      ["error dns-spf: the SPF record of example.com has mx:many.example.net, which finds 11 MX"],
    ],
  ])("%s", async (_, dns, spec, said) => {
    const found = await findings(dns, ...spec);
    expect(found).toEqual(said.map((one) => expect.stringContaining(one)));
  });
});

describe("zones with DANE (RFC 7672 §2.2)", () => {
  const LINES = [
    "mode: receive-only",
    "records:",
    "  - {type: MX, value: 10 mail}",
    `  - {name: mail, type: A, value: ${PUBLIC}}`,
  ];
  const DANE = `dane: {hosts: {mail: {certificates: [{sha256: ${"ab".repeat(32)}}]}}}`;
  const NAMED = { [`${reverseName(PUBLIC)} PTR`]: ["mail.example.com."], "mail.example.com. A": [PUBLIC] };
  const SIGNED = { ...NAMED, "example.com. DS": ["ab".repeat(32)] };
  const unsigned = async (dns: Dns, ...lines: string[]) =>
    (await findings(dns, ...lines)).filter((one) => one.includes("dns-dane"));

  test("are signed; one that is not in DNS, or of which nothing is known, is told otherwise", async () => {
    expect(await unsigned(NAMED, ...LINES)).toEqual([]);
    expect(await unsigned(SIGNED, ...LINES, DANE)).toEqual([]);
    for (const state of ["!", null] as const)
      expect(await unsigned({ ...NAMED, "example.com. DS": state }, ...LINES, DANE)).toEqual([]);
    expect(await unsigned(NAMED, ...LINES, DANE)).toEqual([
      expect.stringMatching(
        /^warning dns-dane-unsigned: the zone example\.com is not signed .*ignore its TLSA/,
      ),
    ]);
  });

  test("count with the zones whose MX lead to them", async () => {
    const other = [
      "---",
      "domain: example.net",
      "dns: route53",
      "mode: receive-only",
      "records:",
      "  - {type: MX, value: 10 mail.example.com}",
    ];
    expect(await unsigned(SIGNED, ...LINES, DANE, ...other)).toEqual([
      expect.stringMatching(
        /: the zone example\.net is not signed .* its MX leads mail past mail\.example\.com/,
      ),
    ]);
  });
});
