/** What `spf`, `dmarc` and `dkim` of a spec mean, and what goes before what. */
import { describe, expect, test } from "@jest/globals";
import { findingsOf, load, recordsOf } from "./zone-of.ts";

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
    [
      "exists after mx, exp at the end",
      'spf: {exists: ["%{i}._spf.%{d}", h], mx: true, include: [b.example.net], exp: explain, all: fail}',
      "v=spf1 mx exists:%{i}._spf.%{d} exists:h.example.com include:b.example.net -all exp=explain.example.com",
    ],
    [
      "redirect in place of all, the mailbox's too",
      "mailbox: self-hosted\nspf: {redirect: _spf.example.net}",
      "v=spf1 mx redirect=_spf.example.net",
    ],
    [
      "without: a preset's term, whatever its qualifier and case",
      "mailbox: tencent-exmail\nsenders: [google-workspace]\nspf: {without: [?Include:SPF.mail.qq.com], ip4: [192.0.2.1]}",
      "v=spf1 ip4:192.0.2.1 include:_spf.google.com ~all",
    ],
    ["all: no sender's", "senders: [self-hosted]", "v=spf1 mx ~all"],
  ];
  test.each(cases)("%s", (_, text, expected) => {
    expect(spf(text)).toEqual([expected]);
  });

  test.each([
    ["include:spf.mail.q.com", "did you mean include:spf.mail.qq.com?"],
    ["ptr", "the presets' terms are include:spf.mail.qq.com"],
  ])("without: %s, which no preset has, is an error", (term, help) => {
    const { findings } = load(`mailbox: tencent-exmail\nspf: {without: [${term}]}`);
    expect(findings.filter(({ code }) => code === "preset-without")).toMatchObject([
      { severity: "error", help, place: { line: 2, column: 17 } },
    ]);
  });

  test("without: leaves the terms of names below the domain", () => {
    const sender = "senders: [{provider: tencent-ses, with: {sending_name: ses, dkim_value: p=x}}]";
    const texts = recordsOf(load(`${sender}\nspf: {all: fail}`)).filter((one) => one.includes("v=spf1"));
    const [term = ""] = /include:\S+/.exec(texts.join()) ?? [];
    const { findings } = load(`${sender}\nspf: {all: fail, without: ["${term}"]}`);
    expect(findings.map(({ code }) => code)).toContain("preset-without");
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

describe("BIMI", () => {
  const bimi = (text: string) => recordsOf(load(`bimi: ${text}`)).filter((one) => one.includes("_bimi"));

  test("publishes the logo, and its certificate if there is one", () => {
    expect(bimi("{logo: https://a.example/l.svg}")).toEqual([
      'default._bimi TXT "v=BIMI1; l=https://a.example/l.svg"',
    ]);
    expect(bimi("{certificate: https://a.example/c.pem, logo: ' https://a.example/l.svg'}")).toEqual([
      'default._bimi TXT "v=BIMI1; l=https://a.example/l.svg; a=https://a.example/c.pem"',
    ]);
  });

  test.each([
    ["{certificate: https://a.example/c.pem}", "1:7 spec-missing"],
    ["{logo: https://a.example/l.svg, vmc: https://a.example/c.pem}", "1:39 spec-key-unknown"],
    ["{logo: [https://a.example/l.svg]}", "1:14 spec-type"],
    ["https://a.example/l.svg", "1:7 spec-type"],
    // an empty l= would decline
    ["{logo: ' '}", "1:14 spec-value"],
  ])("%s is refused where it is wrong", (text, found) => {
    expect(findingsOf(load(`bimi: ${text}`))).toEqual([found]);
  });
});
