/** Faults of MX records, of their hosts, and of the names of those hosts. */
import { type Judged, txt } from "./internet.ts";
import { DKIM_GOOGLE, dkim, dmarc, row, SPF_GOOGLE, spf } from "./rows.ts";

export const MX: readonly Judged[] = [
  row(
    "mx-gone.com",
    ["@ MX 10 mx1.old-host.net.", spf("v=spf1 ip4:93.184.234.1 -all"), dkim("k1")],
    ["error dns-mx-host"],
    ["k1"],
  ),
  row(
    "mx-one-gone.com",
    [
      "@ MX 10 mx1.mail.ovh.net.",
      "@ MX 20 mx9.mail.ovh.com.",
      spf("v=spf1 include:mx.ovh.com -all"),
      dkim("k1"),
    ],
    ["warning dns-mx-host"],
    ["k1"],
  ),
  row(
    "mx-without-address.org",
    ["@ MX 10 reports.example-reports.net.", SPF_GOOGLE, DKIM_GOOGLE],
    ["error dns-mx-host"],
  ),
  row(
    "mx-own-without-address.org",
    ["@ MX 10 mail", txt("mail", "v=spf1 -all"), SPF_GOOGLE, DKIM_GOOGLE],
    ["error dns-mx-host"],
  ),
  row(
    "mx-to-alias.net",
    ["@ MX 10 mail", "mail CNAME mx.backup-mail.net.", spf("v=spf1 ip4:93.184.234.2 -all"), dkim("k1")],
    ["warning dns-mx-host"],
    ["k1"],
  ),
  row(
    "mx-to-foreign-alias.net",
    ["@ MX 10 mx.aliased-host.net.", spf("v=spf1 ip4:93.184.234.2 -all"), dkim("k1")],
    ["warning dns-mx-host"],
    ["k1"],
  ),
  row(
    "mx-is-address.com",
    ["@ MX 10 93.184.216.40.", spf("v=spf1 ip4:93.184.216.40 -all"), dkim("k1")],
    ["error mx-not-ip"],
    ["k1"],
  ),
  row(
    "mx-underscore.com",
    ["@ MX 10 mail_1", "mail_1 A 93.184.216.41", spf("v=spf1 ip4:93.184.216.41 -all"), dkim("k1")],
    ["error name-syntax", "error rr-target-fqdn"],
    ["k1"],
  ),
  row(
    "mx-twice.com",
    [
      "@ MX 10 mx1.mail.ovh.net.",
      "@ MX 20 mx1.mail.ovh.net.",
      spf("v=spf1 include:mx.ovh.com -all"),
      dkim("k1"),
    ],
    ["warning mx-dup-exchange"],
    ["k1"],
  ),
  row(
    "mx-null-and-more.com",
    ["@ MX 0 .", "@ MX 10 mx1.mail.ovh.net.", spf("v=spf1 -all")],
    ["error mx-null-alone"],
    ["k1"],
  ),
  row(
    "mx-null-preference.com",
    [
      "@ MX 10 .",
      spf("v=spf1 -all"),
      txt("*._domainkey", "v=DKIM1; p="),
      dmarc("v=DMARC1; p=reject; rua=mailto:d@dmarc-reports.org"),
    ],
    ["error mx-null-pref"],
  ),
  row(
    "mx-private.com",
    ["@ MX 10 mail", "mail A 192.168.1.10", spf("v=spf1 ip4:93.184.234.3 -all"), dkim("k1")],
    ["error dns-mx-host", "error mx-public-addr"],
    ["k1"],
  ),
  row(
    "no-mx-no-address.com",
    [
      spf("v=spf1 include:_spf.google.com -all"),
      DKIM_GOOGLE,
      dmarc("v=DMARC1; p=reject; rua=mailto:d@dmarc-reports.org"),
    ],
    ["warning dns-no-mx"],
  ),
  row("no-mx.com", ["@ A 93.184.216.42", spf("v=spf1 a -all"), dkim("k1")], ["warning dns-no-mx"], ["k1"]),
  row(
    "ptr-missing.com",
    ["@ MX 10 mx1", "mx1 A 93.184.216.43", spf("v=spf1 mx -all"), dkim("k1")],
    ["warning dns-reverse"],
    ["k1"],
  ),
  row(
    "ptr-elsewhere.com",
    ["@ MX 10 post", "post A 93.184.216.44", spf("v=spf1 a:post.ptr-elsewhere.com -all"), dkim("k1")],
    ["warning dns-reverse"],
    ["k1"],
  ),
  row(
    "ptr-ipv6-missing.de",
    [
      "@ MX 10 mail",
      "mail A 93.184.216.45",
      "mail AAAA 2606:2800:220:1::45",
      spf("v=spf1 mx -all"),
      dkim("k1"),
    ],
    ["warning dns-reverse"],
    ["k1"],
  ),
];
