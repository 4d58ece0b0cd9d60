/** Domains whose mail is in order, in the shapes that providers give them: neither judge is to find an error. */
import { type Judged, KEY, PTR, txt } from "./internet.ts";
import { dkim, dmarc, spf } from "./rows.ts";

const sound = (domain: string, zone: readonly string[], selectors: readonly string[] = []): Judged => ({
  ...{ domain, zone, selectors },
  found: [],
});

export const SOUND: readonly Judged[] = [
  sound("google-five.com", [
    "@ MX 1 aspmx.l.google.com.",
    "@ MX 5 alt1.aspmx.l.google.com.",
    "@ MX 5 alt2.aspmx.l.google.com.",
    "@ MX 10 alt3.aspmx.l.google.com.",
    "@ MX 10 alt4.aspmx.l.google.com.",
    spf("v=spf1 include:_spf.google.com ~all"),
    txt("@", "google-site-verification=rXOxyZounnZasA8Z7oaD3c14JdjS9aKSWvsR1EbUSIQ"),
    dkim("google"),
    dmarc("v=DMARC1; p=quarantine; rua=mailto:dmarc@google-five.com"),
    "@ A 93.184.216.10",
    "www CNAME google-five.com.",
  ]),
  sound("google-one.org", [
    "@ MX 1 smtp.google.com.",
    spf("v=spf1 include:_spf.google.com -all"),
    dkim("google"),
    dmarc("v=DMARC1; p=reject; rua=mailto:google-one@dmarc-reports.org"),
    txt("_mta-sts", "v=STSv1; id=20261101T120000;"),
    txt("_smtp._tls", "v=TLSRPTv1; rua=mailto:tls@google-one.org"),
    "mta-sts A 93.184.216.11",
  ]),
  sound("globex.com", [
    "@ MX 0 globex-com.mail.protection.outlook.com.",
    txt("@", "MS=ms12345678"),
    spf("v=spf1 include:spf.protection.outlook.com -all"),
    "selector1._domainkey CNAME selector1-globex-com._domainkey.globex.n-v1.dkim.mail.microsoft.",
    "selector2._domainkey CNAME selector2-globex-com._domainkey.globex.n-v1.dkim.mail.microsoft.",
    "autodiscover CNAME autodiscover.outlook.com.",
    dmarc("v=DMARC1; p=reject; sp=reject; rua=mailto:dmarc@globex.com; fo=1"),
  ]),
  sound("tencent-mail.cn", [
    "@ MX 5 mxbiz1.qq.com.",
    "@ MX 10 mxbiz2.qq.com.",
    spf("v=spf1 include:spf.mail.qq.com ~all"),
    dkim("default"),
    "mail CNAME exmail.qq.com.",
    "imap CNAME imap.exmail.qq.com.",
    dmarc("v=DMARC1; p=quarantine; rua=mailto:dmarc@tencent-mail.cn"),
  ]),
  sound("fastmail-user.net", [
    "@ MX 10 in1-smtp.messagingengine.com.",
    "@ MX 20 in2-smtp.messagingengine.com.",
    spf("v=spf1 include:spf.messagingengine.com -all"),
    ...["fm1", "fm2", "fm3"].map(
      (one) => `${one}._domainkey CNAME ${one}.fastmail-user.net.dkim.fmhosted.com.`,
    ),
    dmarc("v=DMARC1; p=reject; rua=mailto:postmaster@fastmail-user.net"),
    "_imaps._tcp SRV 0 1 993 imap.fastmail.com.",
    "_submission._tcp SRV 0 1 587 smtp.fastmail.com.",
    "_imap._tcp SRV 0 0 0 .",
  ]),
  sound("proton-user.ch", [
    "@ MX 10 mail.protonmail.ch.",
    "@ MX 20 mailsec.protonmail.ch.",
    txt("@", "protonmail-verification=c2f0a7d41b9e63850a7d41b9e6385c2f0a7d41b9"),
    spf("v=spf1 include:_spf.protonmail.ch -all"),
    ...["protonmail", "protonmail2", "protonmail3"].map(
      (one) =>
        `${one}._domainkey CNAME ${one}.domainkey.dk3xq5w2vb7ztf6mnho4ylpar2sjeu3igc5d7kq2wxv4zb6thm.domains.proton.ch.`,
    ),
    dmarc("v=DMARC1; p=quarantine; rua=mailto:dmarc@proton-user.ch"),
  ]),
  sound("zoho-shop.com", [
    "@ MX 10 mx.zoho.com.",
    "@ MX 20 mx2.zoho.com.",
    "@ MX 50 mx3.zoho.com.",
    spf("v=spf1 include:zohomail.com -all"),
    dkim("zmail"),
    dmarc("v=DMARC1;p=quarantine;rua=mailto:dmarc@zoho-shop.com"),
  ]),
  sound("own-server.de", [
    "@ MX 10 mail",
    "mail A 93.184.216.20",
    "mail AAAA 2606:2800:220:1::20",
    spf("v=spf1 mx -all"),
    txt("mail", "v=spf1 a -all"),
    dkim("default"),
    dmarc("v=DMARC1; p=reject; rua=mailto:postmaster@own-server.de"),
  ]),
  sound(
    "own-backup.co.uk",
    [
      "@ MX 10 mx1",
      "@ MX 20 mx.backup-mail.net.",
      "mx1 A 93.184.216.21",
      spf("v=spf1 a:mx1.own-backup.co.uk ip4:93.184.216.22 -all"),
      dkim("s2026"),
      dmarc("v=DMARC1; p=quarantine; adkim=s; aspf=s; rua=mailto:reports@own-backup.co.uk"),
    ],
    ["s2026"],
  ),
  sound("shop-and-newsletter.com", [
    "@ MX 1 smtp.google.com.",
    spf("v=spf1 include:_spf.google.com include:sendgrid.net ~all"),
    dkim("google"),
    "s1._domainkey CNAME s1.domainkey.u1234567.wl.sendgrid.net.",
    "s2._domainkey CNAME s2.domainkey.u1234567.wl.sendgrid.net.",
    "em1234 CNAME u1234567.wl.sendgrid.net.",
    dmarc("v=DMARC1; p=quarantine; rua=mailto:d@shop-and-newsletter.com"),
  ]),
  sound("app-with-mailgun.io", [
    "@ MX 10 mx01.mail.icloud.com.",
    "@ MX 10 mx02.mail.icloud.com.",
    txt("@", "apple-domain=a1B2c3D4e5F6g7H8"),
    spf("v=spf1 include:icloud.com ~all"),
    "sig1._domainkey CNAME sig1.dkim.app-with-mailgun.io.at.icloudmailadmin.com.",
    txt("mg", "v=spf1 include:mailgun.org ~all"),
    "mg MX 10 mxa.mailgun.org.",
    "mg MX 10 mxb.mailgun.org.",
    txt("mailo._domainkey.mg", `k=rsa; p=${KEY}`),
    dmarc("v=DMARC1; p=reject; rua=mailto:dmarc@app-with-mailgun.io"),
  ]),
  sound(
    "ovh-club.fr",
    [
      "@ MX 1 mx1.mail.ovh.net.",
      "@ MX 5 mx2.mail.ovh.net.",
      "@ MX 100 mx3.mail.ovh.net.",
      spf("v=spf1 include:mx.ovh.com -all"),
      dkim("ovhmo1234567-selector1"),
      dmarc("v=DMARC1; p=quarantine; rua=mailto:dmarc@ovh-club.fr"),
    ],
    ["ovhmo1234567-selector1"],
  ),
  sound("yandex-shop.ru", [
    "@ MX 10 mx.yandex.net.",
    txt("@", "yandex-verification: 0123456789abcdef"),
    // a redirect in place of all
    spf("v=spf1 redirect=_spf.yandex.net"),
    dkim("mail", `v=DKIM1; k=rsa; t=s; p=${KEY}`),
    dmarc("v=DMARC1; p=reject; rua=mailto:postmaster@yandex-shop.ru"),
  ]),
  sound("migadu-wild.eu", [
    "@ MX 10 aspmx1.migadu.com.",
    "@ MX 20 aspmx2.migadu.com.",
    txt("@", "hosted-email-verify=abcdefgh"),
    spf("v=spf1 include:spf.migadu.com -all"),
    ...["key1", "key2", "key3"].map(
      (one) => `${one}._domainkey CNAME ${one}.migadu-wild.eu._domainkey.migadu.com.`,
    ),
    dmarc("v=DMARC1; p=quarantine; rua=mailto:dmarc@migadu-wild.eu"),
  ]),
  sound("mailbox-verein.org", [
    "@ MX 10 mxext1.mailbox.org.",
    "@ MX 10 mxext2.mailbox.org.",
    "@ MX 20 mxext3.mailbox.org.",
    spf("v=spf1 include:mailbox.org -all"),
    ...["mbo0001", "mbo0002", "mbo0003", "mbo0004"].map(
      (one) => `${one}._domainkey CNAME ${one}._domainkey.mailbox.org.`,
    ),
    dmarc("v=DMARC1; p=reject; rua=mailto:dmarc@mailbox-verein.org"),
  ]),
  sound("parked-brand.com", [
    "@ MX 0 .",
    spf("v=spf1 -all"),
    txt("*._domainkey", "v=DKIM1; p="),
    dmarc("v=DMARC1; p=reject; rua=mailto:parked-brand@dmarc-reports.org"),
    "@ A 93.184.216.30",
  ]),
  sound("ses-sender.dev", [
    "@ MX 1 smtp.google.com.",
    spf("v=spf1 include:_spf.google.com include:amazonses.com ~all"),
    dkim("google"),
    ...[
      "t1k7zq5h2xw3m8vr6cdb4njy9fps0lga",
      "t2g4ns8b6yr1qk0mh5wfx7cjz3vdpl9a",
      "t3d9pc2l7jv5xz8ws1gyk6nmq4brf0ha",
    ].map((one) => `${one}._domainkey CNAME ${one}.dkim.amazonses.com.`),
    "bounce MX 10 feedback-smtp.eu-west-1.amazonses.com.",
    txt("bounce", "v=spf1 include:amazonses.com ~all"),
    dmarc("v=DMARC1; p=quarantine; rua=mailto:dmarc@ses-sender.dev"),
  ]),
  sound("crm-user.com", [
    "@ MX 0 initech-com.mail.protection.outlook.com.",
    // a macro, whose name is known only when a mail comes
    spf("v=spf1 include:spf.protection.outlook.com include:_spf.salesforce.com -all"),
    "selector1._domainkey CNAME selector1-crm._domainkey.initech.n-v1.dkim.mail.microsoft.",
    "selector2._domainkey CNAME selector2-crm._domainkey.initech.n-v1.dkim.mail.microsoft.",
    dmarc("v=DMARC1; p=reject; rua=mailto:dmarc@crm-user.com"),
  ]),
  sound("brand-logo.com", [
    "@ MX 1 smtp.google.com.",
    spf("v=spf1 include:_spf.google.com -all"),
    dkim("google"),
    dmarc("v=DMARC1; p=reject; sp=reject; rua=mailto:dmarc@brand-logo.com"),
    txt("default._bimi", "v=BIMI1; l=https://brand-logo.com/logo.svg; a=https://brand-logo.com/vmc.pem"),
  ]),
  sound(
    "receive-and-relay.net",
    [
      "@ MX 10 mx1.mail.ovh.net.",
      "@ MX 20 mx2.mail.ovh.net.",
      // no server of the domain's own sends, and the relay's addresses are listed
      spf("v=spf1 ip4:93.184.234.0/24 ip6:2606:2800:220::/48 -all"),
      dkim("relay"),
      dmarc("v=DMARC1; p=reject; np=reject; rua=mailto:dmarc@receive-and-relay.net"),
    ],
    ["relay"],
  ),
  sound("xn--mller-kva.de", [
    "@ MX 10 in1-smtp.messagingengine.com.",
    "@ MX 20 in2-smtp.messagingengine.com.",
    spf("v=spf1 include:spf.messagingengine.com -all"),
    ...["fm1", "fm2", "fm3"].map(
      (one) => `${one}._domainkey CNAME ${one}.xn--mller-kva.de.dkim.fmhosted.com.`,
    ),
    dmarc("v=DMARC1; p=reject; rua=mailto:dmarc@xn--mller-kva.de"),
  ]),
  sound(
    "two-keys.net",
    [
      "@ MX 10 mail",
      "mail A 93.184.216.23",
      spf("v=spf1 ip4:93.184.216.23 -all"),
      dkim("rsa2026"),
      dkim("ed2026", "v=DKIM1; k=ed25519; p=tyOdNELArx+bkbfrfzESeoOjcvCgZNtwBMwGlZBpjog="),
      dmarc("v=DMARC1; p=reject; rua=mailto:dmarc@two-keys.net, mailto:two-keys@dmarc-reports.org"),
      txt("_smtp._tls", "v=TLSRPTv1;rua=mailto:tls@two-keys.net"),
      txt("_mta-sts", "v=STSv1; id=1"),
      "mta-sts A 93.184.216.23",
    ],
    ["rsa2026", "ed2026"],
  ),
  {
    ...sound("signed-with-dane.nl", [
      "@ MX 10 mx1",
      "@ MX 20 mx2",
      "mx1 A 93.184.216.24",
      "mx1 AAAA 2606:2800:220:1::24",
      "mx2 A 93.184.216.25",
      ...["mx1", "mx2"].map(
        (host) => `_25._tcp.${host} TLSA 3 1 1 ${"0b9fa5a59eed715c26c1020c711b4f6e".repeat(2)}`,
      ),
      spf("v=spf1 mx -all"),
      dkim("mail"),
      dmarc("v=DMARC1; p=reject; rua=mailto:dmarc@signed-with-dane.nl"),
    ]),
    dnssec: "sound",
  },
];

/** What their hosting providers publish for the addresses of those that have their own servers. */
export const SOUND_ABOVE: readonly string[] = [
  ...PTR("93.184.216.20", "mail.own-server.de."),
  ...PTR("2606:2800:220:1::20", "mail.own-server.de."),
  ...PTR("93.184.216.21", "mx1.own-backup.co.uk."),
  ...PTR("93.184.216.23", "mail.two-keys.net."),
  ...PTR("93.184.216.24", "mx1.signed-with-dane.nl."),
  ...PTR("2606:2800:220:1::24", "mx1.signed-with-dane.nl."),
  ...PTR("93.184.216.25", "mx2.signed-with-dane.nl."),
];
