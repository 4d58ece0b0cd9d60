/** What presets publish by default, compared with the documents that they were made from. */
import { expect, test } from "@jest/globals";
import { expand, preset, type Values } from "./own-expansion.ts";

/** What the seed documents give, to the letter. */
const seeds: [title: string, id: string, given: Values, records: string[]][] = [
  [
    "document 000, table 1",
    "huawei-enterprise-mail",
    {},
    [
      "@ MX 5 mx1.sparkspace.huaweicloud.com",
      "@ MX 10 mx2.sparkspace.huaweicloud.com",
      "@ TXT v=spf1 include:spf.sparkspace.huaweicloud.com -all",
      "mail CNAME mail.sparkspace.huaweicloud.com",
      "smtp CNAME smtp.sparkspace.huaweicloud.com",
      "imap CNAME imap.sparkspace.huaweicloud.com",
      "pop CNAME pop3.sparkspace.huaweicloud.com",
      "pop3 CNAME pop3.sparkspace.huaweicloud.com",
    ],
  ],
  [
    "document 000, table 2",
    "alibaba-mail-standard",
    {},
    [
      "@ MX 5 mx1.qiye.aliyun.com",
      "@ MX 10 mx2.qiye.aliyun.com",
      "@ MX 15 mx3.qiye.aliyun.com",
      "@ TXT v=spf1 include:spf.qiye.aliyun.com -all",
      "mail CNAME qiye.aliyun.com",
      "smtp CNAME smtp.qiye.aliyun.com",
      "imap CNAME imap.qiye.aliyun.com",
      "pop3 CNAME pop.qiye.aliyun.com",
    ],
  ],
  [
    "document 001",
    "alibaba-mail-enterprise",
    {},
    [
      "@ MX 5 mxn.mxhichina.com",
      "@ MX 10 mxw.mxhichina.com",
      "@ TXT v=spf1 include:spf.qiye.aliyun.com -all",
    ],
  ],
  [
    "document 000, table 3",
    "netease-free",
    {},
    [
      "@ MX 10 mx.ym.163.com",
      "@ TXT v=spf1 include:spf.163.com ~all",
      "mail CNAME ym.163.com",
      "smtp CNAME smtp.ym.163.com",
      "imap CNAME imap.ym.163.com",
      "pop3 CNAME pop.ym.163.com",
    ],
  ],
  [
    "document 000, table 4",
    "netease-enterprise",
    {},
    [
      "@ MX 5 qiye163mx01.mxmail.netease.com",
      "@ MX 10 qiye163mx02.mxmail.netease.com",
      "@ TXT v=spf1 include:spf.163.com -all",
      "_dmarc TXT v=DMARC1; p=none; fo=1; ruf=mailto:dmarc@qiye.163.com; rua=mailto:dmarc_report@qiye.163.com",
      "mail CNAME mail.qiye.163.com",
      "smtp CNAME smtp.qiye.163.com",
      "imap CNAME imap.qiye.163.com",
      "pop3 CNAME pop.qiye.163.com",
    ],
  ],
  [
    "document 000, table 5",
    "tencent-exmail",
    {},
    [
      "@ MX 5 mxbiz1.qq.com",
      "@ MX 10 mxbiz2.qq.com",
      "@ TXT v=spf1 include:spf.mail.qq.com ~all",
      "mail CNAME exmail.qq.com",
      "smtp CNAME smtp.exmail.qq.com",
      "imap CNAME imap.exmail.qq.com",
      "pop3 CNAME pop.exmail.qq.com",
    ],
  ],
  [
    "document 000, table 5, users outside China",
    "tencent-exmail",
    { clients: "overseas" },
    [
      "@ MX 5 mxbiz1.qq.com",
      "@ MX 10 mxbiz2.qq.com",
      "@ TXT v=spf1 include:spf.mail.qq.com ~all",
      "mail CNAME exmail.qq.com",
      "smtp CNAME hwsmtp.exmail.qq.com",
      "imap CNAME hwimap.exmail.qq.com",
      "pop3 CNAME hwpop.exmail.qq.com",
    ],
  ],
  [
    "document 002",
    "self-hosted",
    { mail_label: "smtp", ipv4: "192.0.2.25" },
    [
      "@ MX 10 smtp.example.com",
      "@ TXT v=spf1 mx -all",
      "smtp A 192.0.2.25",
      "smtp TXT v=spf1 a -all",
      "www TXT v=spf1 -all",
      "imap CNAME smtp.example.com",
      "mail CNAME smtp.example.com",
    ],
  ],
  [
    "document 002 without aliases",
    "self-hosted",
    { ipv4: "192.0.2.25", client_type: "address", never_send: [] },
    [
      "@ MX 10 mail.example.com",
      "@ TXT v=spf1 mx -all",
      "mail A 192.0.2.25",
      "mail TXT v=spf1 a -all",
      "imap A 192.0.2.25",
      "smtp A 192.0.2.25",
    ],
  ],
];

test.each(seeds)("seed %s is the default of %s", (_title, id, given, records) => {
  expect(expand(preset(id), given, false).sort()).toEqual([...records].sort());
});

test.each([
  ["mg", ["mg TXT", "mailo._domainkey.mg TXT", "email.mg CNAME"]],
  ["@", ["@ TXT", "mailo._domainkey TXT", "email CNAME"]],
])("mailgun sends from %s", (sending_name, owners) => {
  const given = { sending_name, dkim_selector: "mailo", dkim_value: "k=rsa; p=AAAA" };
  const lines = expand(preset("mailgun"), given, false);
  expect(lines.map((line) => line.split(" ", 2).join(" "))).toEqual(owners);
});

test("a parked domain says no to mail in all four ways", () => {
  expect(expand(preset("parked-domain"), {}, false)).toEqual([
    "@ MX 0 .",
    "@ TXT v=spf1 -all",
    "_dmarc TXT v=DMARC1; p=reject",
    "*._domainkey TXT v=DKIM1; p=",
  ]);
});
