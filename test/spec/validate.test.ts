/** What is said of values of the wrong shape: one error, at its place, that names the key and the edit. */
import { describe, expect, test } from "@jest/globals";
import { CLOUD_IDS } from "../../src/spec/cloud-id.ts";
import { oneOf } from "../../src/words/list.ts";
import { findingsOf, grammarOf, load } from "./zone-of.ts";

const told = (text: string) => {
  return grammarOf(load(text))
    .filter(({ severity }) => severity === "error")
    .map(({ place, code, message, help }) => `${place?.line}:${place?.column} ${code}: ${message} (${help})`);
};

describe("wrong types", () => {
  const cases: [string, RegExp][] = [
    [
      "domain: 1",
      /^1:9 spec-type: domain must be text, but YAML reads 1 as the number 1 \(put it in quotes: "1"\)/,
    ],
    ["domain: [a]", /^1:9 spec-type: domain must be text, but it is a list/],
    ["domain:", /^1:8 spec-missing: domain has no value/],
    ["domains: a", /^1:10 spec-type: domains must be a list, .*\(write a list: \[a\]\)/],
    ["domains: []", /^1:10 spec-value: domains is empty/],
    ["domains: [{with: {}}]", /^1:11 spec-missing: domains\[1\]\.domain is missing/],
    ["zone: []", /^1:7 spec-type: zone must be text, but it is a list/],
    ["zone: true", /^1:7 spec-type: zone must be text, but YAML reads true as the boolean true/],
    ["dns: cloudfare", /^1:6 spec-value: dns is "cloudfare".*did you mean cloudflare\?/],
    ["dns: aws", new RegExp(`^1:6 spec-value: dns is "aws", which is not ${oneOf(CLOUD_IDS)}`)],
    ["dns: 5", new RegExp(`^1:6 spec-value: dns is "5", which is not ${oneOf(CLOUD_IDS)}`)],
    ["dns: {cloud: aws}", /^1:14 spec-value: dns\.cloud is "aws"/],
    ["dns: {clod: route53}", /^1:7 spec-key-unknown: dns has no key "clod".*did you mean cloud\?/],
    ["dns: [route53, 5]", /^1:16 spec-\w+: dns\[2\]/],
    ["dns: {cloud: route53, account: 1}", /^1:32 spec-type: dns\.account must be text/],
    ["mode: park", /^1:7 spec-value: mode is "park".*did you mean parked\?/],
    ["mailbox: 5", /^1:10 spec-type: mailbox must be text or a map/],
    ["mailbox: {with: {}}", /^1:10 spec-missing: mailbox\.provider is missing/],
    ["mailbox: {provider: netease-free, with: [b]}", /^1:41 spec-type: mailbox\.with must be a map/],
    [
      "mailbox: {provider: netease-free, groups: {client: on}}",
      /^1:52 spec-type: .*YAML reads on as text \(write true\)/,
    ],
    ["mailbox: {provider: netease-free, groups: {client: 'No'}}", /^1:52 spec-type: .*\(write false\)/],
    [
      "mailbox: {provider: netease-free, groups: {client: maybe}}",
      /^1:52 spec-type: .*\(write true or false\)/,
    ],
    ["mailbox: {provider: netease-free, without: mail}", /^1:44 spec-type: .*\(write a list: \[mail\]\)/],
    ["senders: sendgrid", /^1:10 spec-type: senders must be a list/],
    ["spf: v=spf1 -all", /^1:6 spec-type: spf must be a map, but YAML reads v=spf1 -all as text/],
    ["spf: {all: hard}", /^1:12 spec-value: spf\.all is "hard"/],
    ["spf: {a: yes}", /^1:10 spec-type: spf\.a must be true or false or a list, .*\(write true\)/],
    ["spf: {ip4: 192.0.2.1}", /^1:12 spec-type: .*\(write a list: \[192\.0\.2\.1\]\)/],
    [
      "dkim: [{selector: 1e3, key: MIIB}]",
      /^1:19 spec-type: .*YAML reads 1e3 as the number 1000 \(put it in quotes: "1e3"\)/,
    ],
    ["dkim: {selector: a}", /^1:7 spec-type: dkim must be a list/],
    // the tags of RFC 9989 §4.7 and appendix C, the words of consoles, and types that specs do not have
    ["dmarc: {policy: none, sp: reject}", /did you mean subdomainPolicy\?/],
    ["dmarc: {policy: none, np: reject}", /did you mean nonexistentPolicy\?/],
    ["dmarc: {policy: none, ADKIM: s}", /did you mean alignDkim\?/],
    ["dmarc: {policy: none, fo: 1}", /did you mean failureOptions\?/],
    ["dmarc: {p: none}", /^1:9 spec-key-unknown: .*did you mean policy\?[^\n]*$/],
    ["dmarc: {policy: none, ri: 86400}", /delete it: RFC 9989 removed it/],
    ["dmarc: {policy: none, pct: 20}", /RFC 9989 removed it from DMARC; to test a policy, write test: true/],
    ["dmarc: {policy: none, alignDkim: s}", /did you mean strict\?/],
    ["spf: {all: ~all}", /^1:12 spec-value: .*did you mean softfail\?/],
    ["spf: {all: '-all'}", /did you mean fail\?/],
    ["dkim: [{s: a, key: MIIB}]", /did you mean selector\?/],
    ["records: [{host: www, type: A, value: 192.0.2.1}]", /did you mean name\?/],
    ["records: [{name: www, type: A, content: 192.0.2.1}]", /did you mean value\?/],
    [
      "records: [{name: a, type: DS, value: 1 8 2 AB}]",
      /specs have no DS records: manage it where the zone is/,
    ],
    ["records: [{name: a, type: SPF, value: v=spf1}]", /write it under spf:, or as type: TXT/],
    [
      "records: [{name: a, type: ALIAS, value: b.example.net}]",
      /write a CNAME; at the apex, Cloudflare alone/,
    ],
    ["dmarc: {policy: rejct}", /^1:17 dmarc-p-value: .*did you mean reject\?/],
    ["dmarc: {rua: [a]}", /^1:8 spec-missing: dmarc\.policy is missing/],
    ["dmarc: {policy: none, failureOptions: [1]}", /^1:40 spec-\w+: dmarc\.failureOptions\[1\]/],
    ["ttl: 1h", /^1:6 spec-type: ttl must be a number, but YAML reads 1h as text/],
    ["ttl: '300'", /^1:6 spec-type: ttl must be a number/],
    ["ttl: 3600.5", /^1:6 spec-type: ttl must be a whole number/],
    ["ttl: .inf", /^1:6 spec-type: ttl/],
    ["ttl: 99999999999999999999", /^1:6 spec-value: ttl is .* too large/],
    ["external: www", /^1:11 spec-type: external must be a list/],
    ["cloudflare: {apexCname: yes}", /^1:25 spec-value: cloudflare\.apexCname is "yes"/],
    ["route53: {x: 1}", /^1:11 spec-key-unknown: route53 has no key "x"/],
    ["records: {a: b}", /^1:10 spec-type: records must be a list/],
    ["records: [a]", /^1:11 spec-type: records\[1\] must be a map/],
    ["records: [~]", /^1:11 spec-missing: records\[1\] has no value/],
    ["records: [{type: PTRX, value: a}]", /^1:18 rr-type-supported: .*"PTRX"/],
    ["records: [{type: txt, value: a}]", /^1:18 rr-type-supported: .*did you mean TXT\?/],
    ["records: [{name: 1, type: TXT, value: a}]", /^1:18 spec-type: records\[1\]\.name must be text/],
    ["records: [{type: TXT, value: 5}]", /^1:30 spec-type: records\[1\]\.value must be text/],
    ["records: [{type: TXT, value: ''}]", /^1:30 spec-value: records\[1\]\.value is empty/],
    ["records: [{type: A, value: [192.0.2.1]}]", /^1:28 spec-type: .*write several values under `values`/],
    ["records: [{name: a, type: A}]", /^1:11 spec-missing: records\[1\]\.value is missing/],
    [
      "records: [{type: MX, preference: x, exchange: a}]",
      /^1:34 spec-type: records\[1\]\.preference must be a number/,
    ],
    [
      "records: [{type: MX, prefernce: 1, exchange: a}]",
      /^1:22 spec-key-unknown: .*did you mean preference\?/,
    ],
    [
      "records: [{type: SRV, priority: 1, port: 5, target: a}]",
      /^1:11 spec-missing: records\[1\]\.weight is missing/,
    ],
    [
      "records: [{type: TXT, value: a, values: [b]}]",
      /^1:33 spec-key-unknown: .*no key "values".*next to type and value/,
    ],
    [
      "records: [{name: a, type: A, value: 192.0.2.1, tll: 5}]",
      /^1:48 spec-key-unknown: .*did you mean ttl\?/,
    ],
    ["mailbx: tencent-exmail", /^1:1 spec-key-unknown: unknown key "mailbx".*did you mean mailbox\?/],
    ["whatever: 1", /^1:1 spec-key-unknown: .*known keys: domain, domains, zone, dns/],
    ["__proto__: 1", /^1:1 spec-key-unknown: unknown key "__proto__"/],
    ['"a\\nb": 1', /^1:1 spec-key-unknown: unknown key "a\\nb"/],
    ["<<: {ttl: 300}", /^1:1 spec-key-unknown: .*YAML 1\.2 has no merge keys/],
  ];
  test.each(cases)("%s", (text, expected) => {
    expect(told(text)).toEqual([expect.stringMatching(expected)]);
  });

  test("everything at once: all are told, in the order of the file", () => {
    const keys = [
      "zone",
      "dns",
      "mode",
      "mailbox",
      "senders",
      "spf",
      "dkim",
      "dmarc",
      "records",
      "ttl",
      "external",
    ];
    expect(findingsOf(load(keys.map((key) => `${key}:`).join("\n")))).toEqual(
      keys.map((key, i) => `${i + 1}:${key.length + 2} spec-missing`),
    );
  });

  test.each([
    ["hello", "1:1 spec-type"],
    ["- a", "1:1 spec-type"],
    ["42", "1:1 spec-type"],
    ["null", "1:1 spec-empty"],
    ["# nothing", "1:1 spec-empty"],
    ["", "1:1 spec-empty"],
  ])("no map: %j", async (text, expected) => {
    const { loadText } = await import("../../src/pipeline.ts");
    expect(findingsOf(loadText("f.yaml", text))).toEqual([expected]);
  });
});

test("what follows from a preset that is not known is not told", async () => {
  const { loadText } = await import("../../src/pipeline.ts");
  const { findings } = loadText("f.yaml", "domain: example.com\ndns: route53\nmailbox: tencent-exmial\n");
  expect(findings.filter(({ severity }) => severity !== "info").map(({ code }) => code)).toEqual([
    "preset-unknown",
  ]);
});

describe("presets as a spec names them", () => {
  const cases: [string, RegExp[]][] = [
    ["mailbox: tencent-exmial", [/^1:10 preset-unknown: .*did you mean tencent-exmail\?/]],
    ["mailbox: tencent", [/^1:10 preset-unknown: .*did you mean tencent-exmail, tencent-ses or /]],
    ["mailbox: __proto__", [/^1:10 preset-unknown/]],
    ["mailbox: ../README", [/^1:10 preset-unknown/]],
    ["mailbox: sendgrid", [/^1:10 preset-role: .*senders: \[sendgrid\]/]],
    [
      "mailbox: {provider: tencent-exmail, groups: {cleint: true}, without: [mial]}",
      [/^1:46 preset-group: .*did you mean client\?/, /^1:71 preset-without: .*did you mean mail\?/],
    ],
    [
      "mailbox: {provider: self-hosted, with: {ipv4: 192.0.2.1, mail_lable: x}}",
      [/^1:70 preset-parameter: .*no parameter "mail_lable".*did you mean mail_label\?/],
    ],
    ["mailbox: {provider: tencent-exmail, with: {clients: abroad}}", [/^1:53 preset-parameter: .*must be/]],
    [
      "senders: [{provider: sendgrid, with: {em_label: em1, sg_user: 5}}]",
      [/^1:63 preset-parameter: .*sg_user must be text.*where it comes from:/],
    ],
    [
      "senders: [{provider: sendgrid, with: {em_label: em1}}]",
      [/^1:22 preset-incomplete: .*parameter sg_user/],
    ],
    [
      'mailbox: {provider: google-workspace, with: {dkim_value: "a\\nb"}}',
      [/^1:58 preset-parameter: .*line break or another control character/],
    ],
    [
      'mailbox: {provider: self-hosted, with: {ipv4: 192.0.2.1, mail_label: "a b"}}',
      [/^1:70 preset-parameter: /],
    ],
    [
      "mailbox: {provider: self-hosted, with: {ipv4: 192.0.2.1, never_send: www}}",
      [/^1:70 preset-parameter: .*must be a list.*write never_send: \[www\]/],
    ],
  ];
  test.each(cases)("%s", (text, expected) => {
    expect(told(text)).toEqual(expected.map((one) => expect.stringMatching(one)));
  });

  test("a missing optional parameter is an info that names it", () => {
    const findings = grammarOf(load("mailbox: google-workspace"));
    expect(
      findings.map(
        ({ code, severity, message }) => `${severity} ${code} ${/parameter (\S+)/.exec(message)?.[1]}`,
      ),
    ).toEqual(["info preset-incomplete dkim_value", "info preset-incomplete dmarc_rua"]);
  });
});
