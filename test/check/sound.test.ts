/** Sound set-ups that other tools refuse get no error and no warning. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { loadText } from "../../src/pipeline.ts";
import { ED25519_KEY, RSA_KEY } from "../mail/keys.ts";
import { spec } from "./check-case.ts";
import { findingsOf } from "./run-case.ts";

/** What a domain that sends has besides: a key, and a policy with reports. */
const dkim = `dkim: [{selector: s1, key: ${RSA_KEY}}]`;
const policy = (name: string): string => `dmarc: {policy: ${name}, rua: ["mailto:dmarc@example.com"]}`;

/** Set-ups that work, and that other tools refuse or that a careless rule would. */
const sound: Readonly<Record<string, string>> = {
  "Microsoft 365 with its one MX": spec(
    "route53",
    "mailbox: {provider: microsoft-365, with: {tenant: contoso, dkim_partition: n}}",
    policy("none"),
  ),
  "SPF by redirect alone": spec(
    "cloudflare",
    "mode: send-only",
    dkim,
    policy("none"),
    "records:",
    "  - {type: MX, value: 10 mx.example.net}",
    "  - {type: TXT, value: v=spf1 redirect=_spf.example.net}",
  ),
  "SPF by exists: with a list of addresses of its own (RFC 7208 §5.7, appendix D)": spec(
    "cloudflare",
    "mode: send-only",
    dkim,
    policy("none"),
    'spf: {exists: ["%{i}._spf.%{d}"], all: fail}',
    "records:",
    "  - {type: MX, value: 10 mx.example.net}",
    "  - {name: 30.20.10.52._spf, type: A, value: 127.0.0.2}",
  ),
  "SPF in parts, of which each is included once and the last ends with ?all": spec(
    "route53",
    "mode: send-only",
    dkim,
    policy("none"),
    "spf: {include: [_spf1.example.com, _spf2.example.com], all: fail}",
    "records:",
    "  - {type: MX, value: 10 mx.example.net}",
    "  - {name: _spf1, type: TXT, value: 'v=spf1 ip4:100.20.30.0/24'}",
    "  - {name: _spf2, type: TXT, value: 'v=spf1 ip4:100.20.31.0/24 ?all'}",
  ),
  "a mailbox behind redirect=, whose record the run has": spec(
    "cloudflare",
    "mailbox: {provider: tencent-exmail, groups: {spf: false}}",
    dkim,
    policy("none"),
    "records:",
    "  - {type: TXT, value: v=spf1 redirect=_spf.example.com}",
    "  - {name: _spf, type: TXT, value: 'v=spf1 include:spf.mail.qq.com ip4:100.20.30.40 -all'}",
  ),
  "a reverse zone with a delegated block (RFC 2317)": [
    "domain: 2.0.192.in-addr.arpa\ndns: route53\nrecords:",
    "  - {name: 0/25, type: NS, values: [ns1.example.net, ns2.example.net]}",
    "  - {name: '1', type: CNAME, value: 1.0/25.2.0.192.in-addr.arpa}",
    "",
  ].join("\n"),
  "the zone of such a block (RFC 2317)": [
    "domain: 0/25.2.0.192.in-addr.arpa\ndns: route53\nrecords:",
    "  - {name: '1', type: PTR, value: mail.example.net}",
    "",
  ].join("\n"),
  "SPF with an explanation behind all": spec(
    "cloudflare",
    dkim,
    policy("none"),
    "records:",
    "  - {type: MX, value: 10 mx.example.net}",
    "  - {type: TXT, value: 'v=spf1 mx -all exp=explain.example.net'}",
  ),
  "a domain that only sends": spec(
    "cloudflare",
    "mode: send-only",
    "senders: [{provider: sendgrid, with: {em_label: em1, sg_user: u1}}]",
    "spf: {all: fail}",
    policy("reject").replace("@example.com", "@example.net"),
  ),
  "DMARC by a vendor's CNAME": spec(
    "cloudflare",
    "mailbox: tencent-exmail",
    dkim,
    "records:",
    "  - {name: _dmarc, type: CNAME, value: example.com._d.example.net}",
  ),
  "p=reject on a domain that receives mail": spec(
    "cloudflare",
    "mailbox: tencent-exmail",
    dkim,
    policy("reject"),
  ),
  "a parked domain with a web page": spec(
    "route53",
    "mode: parked",
    "records:",
    "  - {type: A, value: 192.0.2.1}",
    "  - {name: www, type: CNAME, value: '@'}",
    "  - {name: '*', type: TXT, value: v=spf1 -all}",
    "  - {name: '*', type: MX, value: 0 .}",
  ),
  "an apex full of verification texts and a delegation": spec(
    "alidns",
    "mailbox: tencent-exmail",
    dkim,
    policy("quarantine"),
    "records:",
    "  - {type: TXT, values: [google-site-verification=abc, MS=ms123]}",
    "  - {name: sub, type: NS, values: [ns1.example.net, ns2.example.net]}",
    "  - {type: CAA, value: '0 issue \";\"'}",
  ),
  "a fleet behind one mail host": [
    spec(
      "cloudflare",
      dkim,
      policy("none"),
      "spf: {mx: true, all: fail}",
      "records:",
      "  - {type: MX, value: 10 mx}",
      "  - {name: mx, type: A, value: 192.0.2.1}",
    ),
    [
      "domains: [example.net, example.org]",
      "dns: route53",
      dkim,
      'dmarc: {policy: none, rua: ["mailto:dmarc@reports.example"]}',
      "spf: {mx: true, all: fail}",
      "records:",
      "  - {type: MX, value: 10 mx.example.com}",
      "",
    ].join("\n"),
  ].join("---\n"),
  "keys that rotate, on three clouds": spec(
    "[cloudflare, route53, alidns]",
    "mailbox: tencent-exmail",
    policy("quarantine"),
    `dkim: [{selector: a, key: ${RSA_KEY}}, {selector: b, cname: b.dkim.example.net}]`,
  ),
};

describe("sound set-ups", () => {
  test.each(Object.entries(sound))("%s: no error and no warning", (_, specs) => {
    expect(findingsOf({ specs }).filter(({ severity }) => severity !== "info")).toEqual([]);
  });
});

/** Whole fleets, one a file; keys are put in where the files have `{{RSA}}` and `{{ED}}`. */
describe("sound fleets", () => {
  const folder = join(import.meta.dirname, "../fixtures/sound");
  const files = readdirSync(folder);
  const textOf = (file: string): string =>
    readFileSync(join(folder, file), "utf8").replaceAll("{{RSA}}", RSA_KEY).replaceAll("{{ED}}", ED25519_KEY);

  test.each(files)("%s: no error and no warning", (file) => {
    const { findings } = loadText(file, textOf(file));
    const shown = findings.flatMap(({ code, severity, message, place }) =>
      severity === "info" ? [] : [`${place?.line} ${severity} ${code}: ${message}`],
    );
    expect(shown).toEqual([]);
  });

  test("are at least 60 domains", () => {
    const domains = files.flatMap((file) => loadText(file, textOf(file)).domains);
    expect(domains.length).toBeGreaterThanOrEqual(60);
  });
});
