/** What specs mean: names, values, merging, modes, precedence. */
import { describe, expect, test } from "@jest/globals";
import { loadText } from "../../src/pipeline.ts";
import { errorsOf, findingsOf, grammarOf, load, recordsOf } from "./zone-of.ts";

const record = (fields: string) => recordsOf(load(`records:\n  - {${fields}}`));

describe("names", () => {
  const cases: [string, string, string][] = [
    ["are relative to the mail domain", "name: www", "www"],
    ["of several labels too", "name: a.b", "a.b"],
    ["@ is the mail domain", 'name: "@"', "@"],
    ["absent is the mail domain", "ttl: 300", "@"],
    ["a final dot makes them absolute", "name: x.example.com.", "x"],
    ["the mail domain written out", "name: example.com.", "@"],
    ["U-labels become A-labels", "name: Bücher", "xn--bcher-kva"],
    ["everything is in lower case", "name: WWW.Shop", "www.shop"],
    ["a wildcard", 'name: "*.x"', "*.x"],
    ["an underscore", "name: _x", "_x"],
    ["blanks around do not count", 'name: " www "', "www"],
  ];
  test.each(cases)("%s", (_, name, owner) => {
    expect(record(`${name}, type: TXT, value: x`)).toEqual([`${owner} TXT "x"`]);
  });

  test("are relative to the mail domain, not to the zone; targets too", () => {
    const loaded = load(
      "domain: a.example.com\nzone: example.com\nrecords:\n  - {name: x, type: CNAME, value: y}\n  - {name: z.example.com., type: CNAME, value: '@'}",
    );
    expect(recordsOf(loaded)).toEqual(["x.a CNAME y.a.example.com.", "z CNAME a.example.com."]);
    expect(errorsOf(loaded)).toEqual([]);
  });

  test.each([
    ["example.org", "lies outside the zone"],
    ["ample.com", "does not lie in the zone"],
  ])("a zone must hold the domain: %s", (zone) => {
    expect(findingsOf(load(`zone: ${zone}`))).toContain("1:7 name-outside-zone");
  });

  test.each([
    ["https://example.com/", "1:15 name-syntax"],
    ["user@example.com", "1:14 name-syntax"],
    ["*.example.com", "1:10 name-syntax"],
    ["_x.example.com", "1:10 name-syntax"],
    ["a..b", "1:12 name-syntax"],
    [".", "1:10 name-syntax"],
    ["  ", "1:10 name-syntax"],
    ["192.0.2.1", "1:10 name-syntax"],
    ["-x.example.com", "1:10 name-syntax"],
    ["a b.example.com", "1:11 name-syntax"],
    [`${"abcdefghi.".repeat(30)}com`, "1:10 name-syntax"],
    [`${"a".repeat(64)}.com`, "1:10 name-syntax"],
    ["b.xn--a.com", "1:12 name-idna"],
    ["a\u200db.com", "1:10 name-idna"],
  ])("no domain: %j", (domain, finding) => {
    const loaded = load(`domain: ${JSON.stringify(domain)}`);
    expect(findingsOf(loaded)).toEqual([finding]);
    expect(loaded.domains).toEqual([]);
  });
});

describe("targets and values", () => {
  const cases: [string, string, string][] = [
    ["without a dot: relative", "type: MX, value: 10 mx", "@ MX 10 mx.example.com."],
    ["with a dot: absolute", "type: MX, value: 10 mx.example.net", "@ MX 10 mx.example.net."],
    ["with a final dot", "type: MX, value: 10 mx.example.net.", "@ MX 10 mx.example.net."],
    ["@: the mail domain", 'name: x, type: CNAME, value: "@"', "x CNAME example.com."],
    [
      "U-labels and upper case",
      "name: x, type: CNAME, value: BÜCHER.Example.NET",
      "x CNAME xn--bcher-kva.example.net.",
    ],
    ["null MX", "type: MX, value: 0 .", "@ MX 0 ."],
    ["blanks between", 'type: MX, value: "  10\\t mx  "', "@ MX 10 mx.example.com."],
    ["MX by its fields", "type: MX, preference: 10, exchange: mx", "@ MX 10 mx.example.com."],
    ["SRV", "name: _x._tcp, type: SRV, value: 1 2 3 h", "_x._tcp SRV 1 2 3 h.example.com."],
    [
      "SRV by its fields",
      "name: _x._tcp, type: SRV, priority: 1, weight: 2, port: 3, target: h.example.net",
      "_x._tcp SRV 1 2 3 h.example.net.",
    ],
    ["CAA", `type: CAA, value: '0 ISSUE "ca.example.net; a=b"'`, '@ CAA 0 issue "ca.example.net; a=b"'],
    [
      "CAA without quotes",
      "type: CAA, value: 128 iodef mailto:a@example.com",
      '@ CAA 128 iodef "mailto:a@example.com"',
    ],
    [
      "CAA by its fields",
      'type: CAA, flags: 0, tag: issue, value: "a \\"b\\" \\\\"',
      '@ CAA 0 issue "a \\"b\\" \\\\"',
    ],
    ["CNAME by its field", "name: x, type: CNAME, target: y", "x CNAME y.example.com."],
    ["NS by its field", "name: x, type: NS, target: ns1.example.net", "x NS ns1.example.net."],
    ["A by its field", "name: x, type: A, address: 192.0.2.1", "x A 192.0.2.1"],
    ["AAAA as RFC 5952", 'name: x, type: AAAA, value: "2001:DB8:0:0:0::0001"', "x AAAA 2001:db8::1"],
    [
      "AAAA with an embedded IPv4",
      'name: x, type: AAAA, value: "::ffff:192.0.2.1"',
      "x AAAA ::ffff:192.0.2.1",
    ],
  ];
  test.each(cases)("%s", (_, fields, expected) => {
    expect(record(fields)).toEqual([expected]);
  });

  const texts: [string, string, string][] = [
    ["plain", "a b", '"a b"'],
    ["quotes", '"a"', '"\\"a\\""'],
    ["backslashes and semicolons", "a\\;b;\\\\", '"a\\\\;b;\\\\\\\\"'],
    ["blanks at both ends", "  a  ", '"  a  "'],
    ["Unicode, as UTF-8", "é邮", '"\\195\\169\\233\\130\\174"'],
    ["control characters", "a\nb\u0000\u007f", '"a\\010b\\000\\127"'],
    ["255 octets", "x".repeat(255), `"${"x".repeat(255)}"`],
    ["256 octets", "x".repeat(256), `"${"x".repeat(255)}" "x"`],
    ["what looks like two strings", '"a" "b"', '"\\"a\\" \\"b\\""'],
    ["upper case", "ABC", '"ABC"'],
  ];
  test.each(texts)("TXT is never rewritten: %s", (_, text, printed) => {
    expect(record(`name: x, type: TXT, value: ${JSON.stringify(text)}`)).toEqual([`x TXT ${printed}`]);
    expect(record(`name: x, type: TXT, text: ${JSON.stringify(text)}`)).toEqual([`x TXT ${printed}`]);
  });

  const wrong: [string, string][] = [
    ["A of another family", 'type: A, value: "2001:db8::1"'],
    ["A that is cut", "type: A, value: 192.0.2"],
    ["A with leading zeros", "type: A, value: 192.0.2.001"],
    ["AAAA with a zone index", 'type: AAAA, value: "fe80::1%eth0"'],
    ["MX without preference", "type: MX, value: mx.example.net"],
    ["MX with a word for it", "type: MX, value: ten mx.example.net"],
    ["MX, negative", "type: MX, value: -1 mx.example.net"],
    ["MX with a third word", "type: MX, value: 10 mx.example.net extra"],
    ["SRV with three words", "type: SRV, value: 1 2 h"],
    ["CAA without a value", "type: CAA, value: 0 issue"],
    ["CNAME of two words", "name: x, type: CNAME, value: a b"],
    ["only blanks", 'name: x, type: CNAME, value: "  "'],
  ];
  test.each(wrong)("no data: %s", (_, fields) => {
    const loaded = load(`records:\n  - {${fields}}`);
    expect(findingsOf(loaded).filter((one) => one.endsWith("rr-syntax"))).toHaveLength(1);
    expect(recordsOf(loaded)).toEqual([]);
  });
});

describe("merging", () => {
  test("values of one name and type join, in one place or several", () => {
    const loaded = load(
      "records:\n  - {type: MX, value: 20 b.example.net}\n  - {type: MX, values: [10 a.example.net, 30 c.example.net]}",
    );
    expect(recordsOf(loaded).sort()).toEqual([
      "@ MX 10 a.example.net.",
      "@ MX 20 b.example.net.",
      "@ MX 30 c.example.net.",
    ]);
  });

  test("an identical value twice is rr-duplicate, with both places", () => {
    const loaded = load(
      "records:\n  - {name: x, type: A, value: 192.0.2.1}\n  - {name: X, type: A, address: 192.0.2.1}",
    );
    const [one] = loaded.findings.filter(({ code }) => code === "rr-duplicate");
    expect([one?.place?.line, ...(one?.related ?? []).map(({ place }) => place.line)].sort()).toEqual([2, 3]);
  });

  test("SPF in records beside SPF of a preset is spf-single, never merged", () => {
    const loaded = load('mailbox: tencent-exmail\nrecords:\n  - {type: TXT, value: "v=spf1 a -all"}');
    expect(errorsOf(loaded).map((one) => one.split(":")[0])).toEqual(["spf-single"]);
    expect(recordsOf(loaded).filter((one) => one.includes("v=spf1"))).toHaveLength(2);
  });
});

describe("SPF", () => {
  const spf = (text: string) =>
    recordsOf(load(text))
      .filter((one) => /^@ TXT "v=spf1/.test(one))
      .map((one) => /"(.*)"/.exec(one)?.[1]);
  const cases: [string, string, string][] = [
    ["~all where nobody says", "spf: {ip4: [192.0.2.1]}", "v=spf1 ip4:192.0.2.1 ~all"],
    ["a and mx of the domain", "spf: {a: true, mx: true, all: fail}", "v=spf1 a mx -all"],
    ["false is absent", "spf: {a: false, mx: false, all: neutral}", "v=spf1 ?all"],
    [
      "hosts",
      'spf: {a: [h, x.example.net], mx: ["@"]}',
      "v=spf1 a:h.example.com a:x.example.net mx:example.com ~all",
    ],
    [
      "the order: ip4, ip6, a, mx, mailbox, senders, include",
      "mailbox: tencent-exmail\nsenders: [{provider: amazon-ses, with: {region: eu-west-1, dkim_token1: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, dkim_token2: baaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, dkim_token3: caaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa}}, google-workspace]\nspf: {include: [_spf.example.net], mx: true, a: true, ip6: ['2001:db8::/32'], ip4: [192.0.2.0/24]}",
      "v=spf1 ip4:192.0.2.0/24 ip6:2001:db8::/32 a mx include:spf.mail.qq.com include:_spf.google.com include:_spf.example.net ~all",
    ],
    [
      "duplicates are dropped, the first stays",
      "mailbox: tencent-exmail\nsenders: [tencent-exmail]\nspf: {include: [SPF.mail.qq.com, spf.mail.qq.com], ip4: [192.0.2.1, 192.0.2.1]}",
      "v=spf1 ip4:192.0.2.1 include:spf.mail.qq.com ~all",
    ],
    ["all: the spec's before the mailbox's", "mailbox: self-hosted\nspf: {all: softfail}", "v=spf1 mx ~all"],
    [
      "all: the mailbox's",
      "mailbox: self-hosted\nsenders: [google-workspace]",
      "v=spf1 mx include:_spf.google.com -all",
    ],
    ["all: no sender's", "senders: [self-hosted]", "v=spf1 mx ~all"],
  ];
  test.each(cases)("%s", (_, text, expected) => {
    expect(spf(text)).toEqual([expected]);
  });

  test("senders come in spec order", () => {
    expect(spf("senders: [google-workspace, tencent-exmail]")).toEqual([
      "v=spf1 include:_spf.google.com include:spf.mail.qq.com ~all",
    ]);
    expect(spf("senders: [tencent-exmail, google-workspace]")).toEqual([
      "v=spf1 include:spf.mail.qq.com include:_spf.google.com ~all",
    ]);
  });
});

describe("DMARC: the spec's, else the mailbox's, else the first sender's", () => {
  const dmarc = (text: string) => {
    const loaded = load(text);
    return [
      ...recordsOf(loaded).filter((one) => one.startsWith("_dmarc ")),
      ...loaded.findings
        .filter(({ code }) => code === "rr-conflict-presets")
        .map(({ severity, message }) => `${severity} ${/record of (\S+?),/.exec(message)?.[1]}`),
    ];
  };
  const sendgrid = "{provider: sendgrid, with: {em_label: em1, sg_user: u1}}";
  const cases: [string, string, string[]][] = [
    ["nothing is invented", "mailbox: tencent-exmail", []],
    ["a sender's", `mailbox: tencent-exmail\nsenders: [${sendgrid}]`, ['_dmarc TXT "v=DMARC1; p=none"']],
    [
      "the mailbox's before a sender's",
      `mailbox: {provider: self-hosted, with: {ipv4: 192.0.2.1, dmarc_rua: a@example.com}}\nsenders: [${sendgrid}]`,
      [expect.stringContaining("rua=mailto:a@example.com") as never, "info sendgrid"],
    ],
    [
      "the spec's before both",
      `mailbox: netease-enterprise\nsenders: [${sendgrid}]\ndmarc: {policy: reject}`,
      ['_dmarc TXT "v=DMARC1; p=reject"', "info netease-enterprise", "info sendgrid"],
    ],
    [
      "an equal loser is not told",
      `senders: [${sendgrid}]\ndmarc: {policy: none}`,
      ['_dmarc TXT "v=DMARC1; p=none"'],
    ],
  ];
  test.each(cases)("%s", (_, text, expected) => {
    expect(dmarc(text)).toEqual(expected);
  });

  test("every key of the spec", () => {
    expect(
      dmarc(
        "dmarc: {policy: quarantine, subdomainPolicy: reject, nonexistentPolicy: none, rua: ['mailto:a@example.net', 'mailto:b@example.net'], ruf: ['mailto:c@example.net'], alignSpf: strict, alignDkim: relaxed, failureOptions: ['1', d], test: true}",
      ),
    ).toEqual([
      '_dmarc TXT "v=DMARC1; p=quarantine; sp=reject; np=none; adkim=r; aspf=s; fo=1:d; rua=mailto:a@example.net,mailto:b@example.net; ruf=mailto:c@example.net; t=y"',
    ]);
  });
});

describe("DKIM", () => {
  const ED25519 = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";
  const RSA =
    "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAmjVScPCvS8i1fPIWssAe0YsfKk+SUIE5/EC4KmA2n7lo1Wmio6B8ta8fSw77QlUGtjmpxrwoZR/yARtGeyjKwwjxUFfdfLMv5TZaZTwGGfTLPzYuOYPAVVjBpvRs32PQ5aqLFqaRdRsMxUCoOZzEABjFE0IupjJPP5asNRfoZ1dTYrFuNlxkpU3+sxO/YDhLnC+og2/X2nmnAfrsN1n+hqr+3tkZezBb29DPK3IK8C8aCE+laEw9FXnpAvb3DoJyCqVmcrC5yR+guTo7y/5Zobmrhrdb9kfg2PMiKrp7PB2JszJQ+bh7HCLN3zvkzqJLkbhA/a/sFRGcyWQrxivurwIDAQAB";
  const dkim = (fields: string) => recordsOf(load(`dkim:\n  - {${fields}}`));
  const joined = (lines: string[]) => lines.map((line) => line.replaceAll('" "', ""));

  test("the algorithm is found out from the key", () => {
    expect(dkim(`selector: S1, key: ${ED25519}`)).toEqual([
      `s1._domainkey TXT "v=DKIM1; k=ed25519; p=${ED25519}"`,
    ]);
    expect(joined(dkim(`selector: s1, key: ${RSA}`))).toEqual([
      `s1._domainkey TXT "v=DKIM1; k=rsa; p=${RSA}"`,
    ]);
  });

  test("a name that holds the key, relative like every target", () => {
    expect(dkim("selector: s1, cname: s1.example.net")).toEqual(["s1._domainkey CNAME s1.example.net."]);
    expect(dkim("selector: s1, cname: host")).toEqual(["s1._domainkey CNAME host.example.com."]);
  });

  test("both, or none, is a finding", () => {
    expect(findingsOf(load(`dkim:\n  - {selector: s1, cname: a, key: ${ED25519}}`))).toEqual([
      expect.stringMatching(/^2:\d+ spec-key-unknown$/),
    ]);
    expect(findingsOf(load("dkim:\n  - {selector: s1}"))).toEqual(["2:5 spec-missing"]);
  });
});

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

describe("ttl: the nearest wins", () => {
  const ttls = (text: string) =>
    load(text).zones.flatMap(({ rrsets }) => rrsets.map(({ type, ttl }) => `${type} ${ttl}`));
  test("a record's, the spec's, 3600", () => {
    const records =
      "records:\n  - {name: a, type: A, value: 192.0.2.1, ttl: 60}\n  - {name: b, type: AAAA, value: '2001:db8::1'}";
    expect(ttls(`ttl: 300\n${records}`)).toEqual(["A 60", "AAAA 300"]);
    expect(ttls(records)).toEqual(["A 60", "AAAA 3600"]);
    expect(ttls("ttl: 300\nmode: parked")).toEqual(["MX 300", "TXT 300", "TXT 300", "TXT 300"].sort());
  });

  test.each(["-1", "99999999999"])("%s is an error, never clamped", (ttl) => {
    const loaded = load(`ttl: ${ttl}\nmode: parked`);
    expect(errorsOf(loaded).map((one) => one.split(":")[0])).toContain("rr-ttl-range");
  });
});

test("external: names that something else manages, relative to the mail domain", () => {
  const text = "records: [{type: MX, value: 10 mx}]";
  expect(findingsOf(load(text))).toEqual(["1:32 mx-target-unmanaged"]);
  expect(findingsOf(load(`${text}\nexternal: [MX]`))).toEqual([]);
});
