/** `migrate`: what each phase publishes, with which TTL, and what is refused. */
import { describe, expect, test } from "@jest/globals";
import { type Loaded, loadText } from "../../src/pipeline.ts";
import { PHASES, type Phase } from "../../src/spec/schema.ts";
import { printRdata } from "../../src/zone/rdata.ts";
import { findingsOf, load } from "./zone-of.ts";

const at = (phase: Phase, lines: string): Loaded =>
  loadText("f.yaml", `domain: example.com\ndns: route53\n${lines.replace("PHASE", phase)}\n`);

/** `TTL OWNER TYPE DATA` of every record. */
const recordsOf = ({ zones }: Loaded): string[] =>
  zones
    .flatMap(({ rrsets }) => rrsets.flatMap(({ records }) => records))
    .map(({ name, ttl, data }) => {
      const owner = name === "example.com." ? "@" : name.replace(/\.example\.com\.$/, "");
      return `${ttl} ${owner} ${data.type} ${printRdata(data)}`;
    });

const KEY = (letter: string): string => `MII${letter.repeat(390)}=`;
const server = (ipv4: string, more = ""): string => `{provider: self-hosted, with: {ipv4: ${ipv4}${more}}}`;
const OWN = "never_send: [], clients: []";

interface Case {
  readonly rule: string;
  /** A spec with `PHASE` for its phase. */
  readonly spec: string;
  readonly publishes: Readonly<Record<Phase, readonly string[]>>;
  /** Only records that match. */
  readonly among?: RegExp;
}

const cases: readonly Case[] = [
  {
    rule: "the mail is with the old provider, then with the new one; both may send until the old one is gone",
    spec: "mailbox: {provider: zoho-mail, with: {verification: zb12345678}}\nmigrate: {from: tencent-exmail, phase: PHASE}",
    publishes: {
      prepare: [
        "300 @ MX 5 mxbiz1.qq.com.",
        "300 @ MX 10 mxbiz2.qq.com.",
        "300 mail CNAME exmail.qq.com.",
        "300 smtp CNAME smtp.exmail.qq.com.",
        "300 imap CNAME imap.exmail.qq.com.",
        "300 pop3 CNAME pop.exmail.qq.com.",
        '300 @ TXT "v=spf1 include:spf.mail.qq.com include:zohomail.com ~all"',
        '300 @ TXT "zoho-verification=zb12345678.zmverify.zoho.com"',
      ],
      switch: [
        "300 @ MX 10 mx.zoho.com.",
        "300 @ MX 20 mx2.zoho.com.",
        "300 @ MX 50 mx3.zoho.com.",
        '300 @ TXT "zoho-verification=zb12345678.zmverify.zoho.com"',
        '300 @ TXT "v=spf1 include:zohomail.com include:spf.mail.qq.com ~all"',
      ],
      finish: [
        "3600 @ MX 10 mx.zoho.com.",
        "3600 @ MX 20 mx2.zoho.com.",
        "3600 @ MX 50 mx3.zoho.com.",
        '3600 @ TXT "zoho-verification=zb12345678.zmverify.zoho.com"',
        '3600 @ TXT "v=spf1 include:zohomail.com ~all"',
      ],
    },
  },
  {
    rule: "mx in SPF is written out as the hosts of its provider, by address or by name, while the MX may be the other's",
    spec: `mailbox: {provider: mailcow, with: {hostname: mail.example.net}}\nmigrate:\n  from: ${server("192.0.2.25")}\n  phase: PHASE`,
    among: /@ TXT/,
    publishes: {
      prepare: ['300 @ TXT "v=spf1 ip4:192.0.2.25 a:mail.example.net a -all"'],
      switch: ['300 @ TXT "v=spf1 a:mail.example.net a ip4:192.0.2.25 -all"'],
      finish: ['3600 @ TXT "v=spf1 mx a -all"'],
    },
  },
  {
    rule: "a server that does not hold the mail keeps its address and the SPF of its host",
    spec: `mailbox: alibaba-mail-enterprise\nmigrate:\n  from: ${server("192.0.2.25", ", never_send: []")}\n  phase: PHASE`,
    among: / (?:mail|smtp) /,
    publishes: {
      prepare: ["300 mail A 192.0.2.25", "300 smtp CNAME mail.example.com.", '300 mail TXT "v=spf1 a -all"'],
      switch: ["300 mail A 192.0.2.25", '300 mail TXT "v=spf1 a -all"'],
      finish: [],
    },
  },
  {
    rule: "one host name of two servers has the address of the one that holds the mail",
    spec: `mailbox: ${server("192.0.2.50", `, ${OWN}`)}\nmigrate:\n  from: ${server("192.0.2.25", `, ipv6: "2001:db8::25", ${OWN}`)}\n  phase: PHASE`,
    publishes: {
      prepare: [
        "300 mail A 192.0.2.25",
        "300 mail AAAA 2001:db8::25",
        "3600 @ MX 10 mail.example.com.",
        '300 @ TXT "v=spf1 ip4:192.0.2.25 ip6:2001:db8::25 ip4:192.0.2.50 -all"',
        '3600 mail TXT "v=spf1 a -all"',
      ],
      switch: [
        "300 mail A 192.0.2.50",
        "3600 @ MX 10 mail.example.com.",
        '300 @ TXT "v=spf1 ip4:192.0.2.50 ip4:192.0.2.25 ip6:2001:db8::25 -all"',
        '3600 mail TXT "v=spf1 a -all"',
      ],
      finish: [
        "3600 mail A 192.0.2.50",
        "3600 @ MX 10 mail.example.com.",
        '3600 @ TXT "v=spf1 mx -all"',
        '3600 mail TXT "v=spf1 a -all"',
      ],
    },
  },
  {
    rule: "one selector of both has the key of the provider that holds the mail",
    spec: `mailbox: ${server("192.0.2.50", `, dkim_public_key: ${KEY("b")}`)}\nmigrate:\n  from: ${server("192.0.2.25", `, dkim_public_key: ${KEY("a")}`)}\n  phase: PHASE`,
    among: /_domainkey/,
    publishes: {
      prepare: [expect.stringContaining("p=MIIa") as unknown as string],
      switch: [expect.stringContaining("p=MIIb") as unknown as string],
      finish: [expect.stringContaining("p=MIIb") as unknown as string],
    },
  },
  {
    rule: "the new provider's DMARC policy waits for the switch, and the old one's stays until the finish",
    spec: `mailbox: {provider: mailcow, with: {hostname: mail.example.net, dmarc_rua: d@example.com}}\nmigrate: {from: {provider: google-workspace, with: {dmarc_rua: d@example.com}}, phase: PHASE}`,
    among: /_dmarc/,
    publishes: {
      prepare: ['300 _dmarc TXT "v=DMARC1; p=none; rua=mailto:d@example.com"'],
      switch: ['300 _dmarc TXT "v=DMARC1; p=reject; rua=mailto:d@example.com"'],
      finish: ['3600 _dmarc TXT "v=DMARC1; p=reject; rua=mailto:d@example.com"'],
    },
  },
  {
    rule: "a policy that only the new provider has waits for the switch: it might reject what the old one sends",
    spec: "mailbox: {provider: mailcow, with: {hostname: mail.example.net, dmarc_rua: d@example.com}}\nmigrate: {from: tencent-exmail, phase: PHASE}",
    among: /_dmarc/,
    publishes: {
      prepare: [],
      switch: ['300 _dmarc TXT "v=DMARC1; p=reject; rua=mailto:d@example.com"'],
      finish: ['3600 _dmarc TXT "v=DMARC1; p=reject; rua=mailto:d@example.com"'],
    },
  },
  {
    rule: "a policy that only the old provider has ends with it",
    spec: `mailbox: tencent-exmail\nmigrate: {from: {provider: google-workspace, with: {dmarc_rua: d@example.com}}, phase: PHASE}`,
    among: /_dmarc/,
    publishes: {
      prepare: ['300 _dmarc TXT "v=DMARC1; p=none; rua=mailto:d@example.com"'],
      switch: ['300 _dmarc TXT "v=DMARC1; p=none; rua=mailto:d@example.com"'],
      finish: [],
    },
  },
  {
    rule: "the milder all applies while both may send, unless the spec says another",
    spec: "mailbox: alibaba-mail-enterprise\nmigrate: {from: google-workspace, phase: PHASE}",
    among: /spf1/,
    publishes: {
      prepare: ['300 @ TXT "v=spf1 include:_spf.google.com include:spf.qiye.aliyun.com ~all"'],
      switch: ['300 @ TXT "v=spf1 include:spf.qiye.aliyun.com include:_spf.google.com ~all"'],
      finish: ['3600 @ TXT "v=spf1 include:spf.qiye.aliyun.com -all"'],
    },
  },
  {
    rule: "the all of the spec applies in every phase",
    spec: "mailbox: alibaba-mail-enterprise\nmigrate: {from: google-workspace, phase: PHASE}\nspf: {all: neutral}",
    among: /spf1/,
    publishes: {
      prepare: ['300 @ TXT "v=spf1 include:_spf.google.com include:spf.qiye.aliyun.com ?all"'],
      switch: ['300 @ TXT "v=spf1 include:spf.qiye.aliyun.com include:_spf.google.com ?all"'],
      finish: ['3600 @ TXT "v=spf1 include:spf.qiye.aliyun.com ?all"'],
    },
  },
  {
    rule: "a record of the spec has the TTL of the set that it is in, and its own elsewhere",
    spec: "mailbox: alibaba-mail-enterprise\nmigrate: {from: google-workspace, phase: PHASE}\nrecords:\n  - {type: TXT, value: a}\n  - {name: b, type: TXT, value: b}",
    among: /TXT "[ab]"/,
    publishes: {
      prepare: ['300 @ TXT "a"', '3600 b TXT "b"'],
      switch: ['300 @ TXT "a"', '3600 b TXT "b"'],
      finish: ['3600 @ TXT "a"', '3600 b TXT "b"'],
    },
  },
  {
    rule: "a TTL that is lower than that stays",
    spec: "mailbox: alibaba-mail-enterprise\nmigrate: {from: google-workspace, phase: PHASE}\nttl: 120",
    among: /MX/,
    publishes: {
      prepare: ["120 @ MX 1 smtp.google.com."],
      switch: ["120 @ MX 5 mxn.mxhichina.com.", "120 @ MX 10 mxw.mxhichina.com."],
      finish: ["120 @ MX 5 mxn.mxhichina.com.", "120 @ MX 10 mxw.mxhichina.com."],
    },
  },
  {
    rule: "behind a gateway the MX stay the gateway's",
    spec: "mailbox: alibaba-mail-enterprise\ngateway: {provider: mimecast, with: {mc_region: eu}}\nmigrate: {from: google-workspace, phase: PHASE}",
    among: /MX/,
    publishes: Object.fromEntries(
      PHASES.map((phase) => [
        phase,
        ["3600 @ MX 10 eu-smtp-inbound-1.mimecast.com.", "3600 @ MX 10 eu-smtp-inbound-2.mimecast.com."],
      ]),
    ) as Record<Phase, string[]>,
  },
];

describe.each(PHASES)("phase %s", (phase) => {
  test.each(cases)("$rule", ({ spec, publishes, among }) => {
    const records = recordsOf(at(phase, spec)).filter((record) => among?.test(record) ?? true);
    expect(records.sort()).toEqual([...publishes[phase]].sort());
  });
});

test("the short TTL is one that the cheapest edition of the cloud accepts", () => {
  const { zones } = load(
    "dns: [alidns, cloudflare]\nmailbox: zoho-mail\nmigrate: {from: tencent-exmail, phase: prepare}",
  );
  const ttls = zones.map(({ cloud, rrsets }) => [cloud.id, rrsets.find(({ type }) => type === "MX")?.ttl]);
  expect(ttls).toEqual([
    ["alidns", 600],
    ["cloudflare", 300],
  ]);
});

/** What is wrong, without what is only missing. */
const wrongIn = (text: string): string[] =>
  findingsOf(load(text)).filter((found) => !found.endsWith("preset-incomplete"));

describe("what is refused", () => {
  const refused: readonly [string, string, string[]][] = [
    ["no provider to move to", "migrate: {from: tencent-exmail, phase: prepare}", ["1:10 spec-missing"]],
    [
      "a domain that only sends",
      "mailbox: zoho-mail\nmode: send-only\nmigrate: {from: tencent-exmail, phase: prepare}",
      ["3:10 spec-value"],
    ],
    ["a parked domain", "mode: parked\nmigrate: {from: tencent-exmail, phase: prepare}", ["2:10 spec-value"]],
    [
      "the same provider",
      "mailbox: {provider: zoho-mail}\nmigrate: {from: zoho-mail, phase: prepare}",
      ["2:17 spec-value"],
    ],
    ["no phase", "mailbox: zoho-mail\nmigrate: {from: tencent-exmail}", ["2:10 spec-missing"]],
    [
      "another phase",
      "mailbox: zoho-mail\nmigrate: {from: tencent-exmail, phase: done}",
      ["2:40 spec-value"],
    ],
    [
      "an unknown provider to move from",
      "mailbox: zoho-mail\nmigrate: {from: tencent, phase: switch}",
      ["2:17 preset-unknown"],
    ],
    [
      "a sender to move from",
      "mailbox: zoho-mail\nmigrate: {from: sendgrid, phase: switch}",
      ["2:17 preset-role"],
    ],
    [
      "a parameter that the provider to move from does not have",
      "mailbox: zoho-mail\nmigrate: {from: {provider: tencent-exmail, with: {x: y}}, phase: switch}",
      ["2:54 preset-parameter"],
    ],
  ];
  test.each(refused)("%s", (_, text, findings) => {
    expect(wrongIn(text)).toEqual(findings);
  });

  test("the host without which the other provider's SPF says nothing is missing", () => {
    const loaded = load("mailbox: mailcow\nmigrate: {from: tencent-exmail, phase: prepare}");
    expect(loaded.findings.map(({ code, severity }) => `${severity} ${code}`)).toContain(
      "error preset-incomplete",
    );
  });

  test("the same provider with other parameters is a move", () => {
    const five = "mailbox: {provider: google-workspace, with: {mx_set: five}}";
    expect(wrongIn(`${five}\nmigrate: {from: google-workspace, phase: switch}`)).toEqual([]);
  });
});

test("who is over the budget of SPF is not told to drop one of the two providers", () => {
  const include = ["a", "b", "c", "d", "e"].map((name) => `${name}.example.net`).join(", ");
  const lines = `mailbox: alibaba-mail-enterprise\nspf: {include: [${include}, sendgrid.net]}`;
  const helpAt = (text: string): string =>
    load(text).findings.find(({ code }) => code === "spf-lookups-static")?.help ?? "";
  const migrating = helpAt(`${lines}\nmigrate: {from: tencent-exmail, phase: prepare}`);
  expect(migrating).toContain(" until phase finish, ");
  expect(migrating).toContain(": dropping include:sendgrid.net saves 2;");
  expect(migrating).not.toContain("dropping tencent-exmail");
  expect(helpAt(`${lines}\nsenders: [tencent-exmail]`)).toContain("dropping tencent-exmail");
});
