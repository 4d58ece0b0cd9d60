/** What a spec is about: its domains, their modes and their clouds. */
import { describe, expect, test } from "@jest/globals";
import { loadText } from "../../src/pipeline.ts";
import { errorsOf, findingsOf, grammarOf, load, recordsOf } from "./zone-of.ts";

describe("domains", () => {
  test("each gets the same, with what its item adds", () => {
    const loaded = load(
      "domains:\n  - a.example.com\n  - {domain: b.example.com, with: {clients: overseas}, dkim: [{selector: s2, cname: t.example.net}]}\nmailbox: {provider: tencent-exmail, groups: {mx: false, spf: false}, without: [mail, smtp, pop3]}\ndkim: [{selector: s1, cname: t.example.net}]",
    );
    expect(recordsOf(loaded)).toEqual([
      "s1._domainkey.a CNAME t.example.net.",
      "imap.a CNAME imap.exmail.qq.com.",
      "s1._domainkey.b CNAME t.example.net.",
      "s2._domainkey.b CNAME t.example.net.",
      "imap.b CNAME hwimap.exmail.qq.com.",
    ]);
  });

  test("domain and domains together, none of them, one twice", () => {
    expect(findingsOf(load("domain: example.com\ndomains: [example.org]"))).toContain("2:1 spec-value");
    expect(findingsOf(loadText("f.yaml", "dns: route53\nmode: parked\n"))).toEqual(["1:1 spec-missing"]);
    expect(findingsOf(load("domains: [example.com, Example.COM.]\nmode: parked"))).toContain(
      "1:24 fleet-dup-domain",
    );
  });

  test("several documents in a file are several specs, empty ones none", () => {
    const parked = (name: string) => `domain: ${name}\ndns: route53\nmode: parked\n`;
    const loaded = loadText("f.yaml", `# head\n---\n${parked("a.test")}---\n---\n${parked("b.test")}---\n`);
    expect(loaded.domains.map(({ spec }) => spec.domain)).toEqual(["a.test.", "b.test."]);
    expect(findingsOf(loaded)).toEqual([]);
  });
});

describe("modes", () => {
  const mode = (text: string) => load(text).domains[0]?.spec.mode;
  const bare = (text: string) => loadText("f.yaml", `domain: example.com\ndns: route53\n${text}\n`);
  const cases: [string, string, string | undefined][] = [
    ["a mailbox", "mailbox: tencent-exmail", "mail"],
    ["an MX among records", "records: [{type: MX, value: 10 mx.example.net}]", "mail"],
    ["senders alone", "senders: [google-workspace]", "send-only"],
    ["senders and a mailbox", "senders: [google-workspace]\nmailbox: tencent-exmail", "mail"],
    [
      "senders and an MX",
      "senders: [google-workspace]\nrecords: [{type: MX, value: 10 mx.example.net}]",
      "mail",
    ],
    ["none of them", "records: [{type: A, value: 192.0.2.1}]", undefined],
  ];
  test.each(cases)("default: %s", (_, text, expected) => {
    const loaded = bare(text);
    expect(loaded.domains[0]?.spec.mode).toBe(expected);
    if (expected === undefined) expect(findingsOf(loaded)).toEqual(["1:1 spec-missing"]);
  });

  test("send-only takes of a mailbox provider what sending needs", () => {
    expect(mode("mode: send-only\nmailbox: tencent-exmail")).toBe("send-only");
    expect(recordsOf(load("mode: send-only\nmailbox: tencent-exmail"))).toEqual([
      '@ TXT "v=spf1 include:spf.mail.qq.com ~all"',
    ]);
  });

  const PARKED = ['@ TXT "v=spf1 -all"', '_dmarc TXT "v=DMARC1; p=reject"', '*._domainkey TXT "v=DKIM1; p="'];
  test.each(["route53", "cloudflare"])("parked on %s", (cloud) => {
    const loaded = load(`dns: ${cloud}\nmode: parked`);
    expect(recordsOf(loaded)).toEqual(["@ MX 0 .", ...PARKED]);
    expect(findingsOf(loaded)).toEqual([]);
  });

  test("parked on alidns leaves out the null MX with a warning; a user's own is an error", () => {
    const loaded = load("dns: alidns\nmode: parked");
    expect(recordsOf(loaded)).toEqual(PARKED);
    expect(grammarOf(loaded).map(({ code, severity }) => `${severity} ${code}`)).toEqual([
      "warning mx-null-provider",
    ]);
    const own = load("dns: alidns\nmode: send-only\nrecords: [{type: MX, value: 0 .}]");
    expect(errorsOf(own).map((one) => one.split(":")[0])).toContain("mx-null-provider");
  });

  test("parked contradicts a mailbox and senders", () => {
    expect(findingsOf(load("mode: parked\nmailbox: tencent-exmail"))).toEqual(["1:7 spec-value"]);
    expect(findingsOf(load("mode: parked\nsenders: [sendgrid]"))).toEqual(["1:7 spec-value"]);
  });
});

describe("clouds", () => {
  test("several get the same RRsets", () => {
    const loaded = load(
      "dns: [route53, {cloud: cloudflare, account: a}, {cloud: cloudflare, account: b}]\nmailbox: tencent-exmail",
    );
    expect(loaded.zones.map(({ cloud, account }) => `${cloud.id} ${account ?? ""}`)).toEqual([
      "cloudflare a",
      "cloudflare b",
      "route53 ",
    ]);
    expect(recordsOf(loaded, "route53")).toHaveLength(7);
    expect(recordsOf(loaded, "cloudflare")).toEqual([
      ...recordsOf(loaded, "route53"),
      ...recordsOf(loaded, "route53"),
    ]);
  });

  test("the same twice is a finding", () => {
    expect(findingsOf(load("dns: [route53, {cloud: route53}]\nmode: parked"))).toContain("1:16 spec-value");
  });

  test("a preset's preference 0 becomes 1 on alidns with an info", () => {
    const zero = load(
      "dns: alidns\nmailbox: {provider: microsoft-365, with: {tenant: contoso, dkim_partition: n}}",
    );
    expect(recordsOf(zero)).toContain("@ MX 1 example-com.mail.protection.outlook.com.");
    expect(zero.findings).toContainEqual(
      expect.objectContaining({ code: "mx-pref-range", severity: "info" }),
    );
  });
});
