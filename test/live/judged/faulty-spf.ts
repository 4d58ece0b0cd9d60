/** Faults of SPF records. */
import { type Judged, txt } from "./internet.ts";
import { DKIM_GOOGLE, dkim, MX_FASTMAIL, MX_GOOGLE, OUTLOOK, row, SPF_GOOGLE, spf } from "./rows.ts";

export const SPF: readonly Judged[] = [
  row(
    "spf-two.com",
    [MX_GOOGLE, SPF_GOOGLE, spf("v=spf1 include:sendgrid.net ~all"), DKIM_GOOGLE],
    ["error spf-single"],
  ),
  row(
    "spf-none.com",
    [
      "@ MX 0 initech-com.mail.protection.outlook.com.",
      txt("@", "MS=ms87654321"),
      ...OUTLOOK("spf-none.com"),
    ],
    ["warning mode-mail"],
  ),
  row(
    "spf-typo.com",
    [MX_GOOGLE, spf("v=spf1 includes:_spf.google.com -all"), DKIM_GOOGLE],
    ["error spf-syntax"],
  ),
  row(
    "spf-bad-ip4.com",
    [MX_GOOGLE, spf("v=spf1 ip4:93.184.234.256 include:_spf.google.com -all"), DKIM_GOOGLE],
    ["error spf-ip4"],
  ),
  row(
    "spf-ip6-as-ip4.com",
    [MX_GOOGLE, spf("v=spf1 ip4:2606:2800:220::1 include:_spf.google.com -all"), DKIM_GOOGLE],
    ["error spf-ip4"],
  ),
  row(
    "spf-bad-ip6.com",
    [MX_GOOGLE, spf("v=spf1 ip6:2606:2800::220::1 include:_spf.google.com -all"), DKIM_GOOGLE],
    ["error spf-ip6"],
  ),
  row(
    "spf-no-space.com",
    [MX_GOOGLE, spf("v=spf1 include:_spf.google.com ip4:93.184.234.5-all"), DKIM_GOOGLE],
    ["error spf-ip4"],
  ),
  row(
    "spf-empty-include.com",
    [MX_GOOGLE, spf("v=spf1 include: include:_spf.google.com -all"), DKIM_GOOGLE],
    ["error spf-domain-spec"],
  ),
  row(
    "spf-include-gone.com",
    [
      ...MX_FASTMAIL,
      spf("v=spf1 include:spf.messagingengine.com include:spf.gone-service.net -all"),
      dkim("k1"),
    ],
    ["error dns-spf"],
    ["k1"],
  ),
  row(
    "spf-include-loop.com",
    [
      ...MX_FASTMAIL,
      spf("v=spf1 include:spf.messagingengine.com include:_spf.spf-include-loop.com -all"),
      txt("_spf", "v=spf1 include:spf-include-loop.com -all"),
      dkim("k1"),
    ],
    ["error dns-spf"],
    ["k1"],
  ),
  row(
    "spf-redirect-loop.com",
    [...MX_FASTMAIL, spf("v=spf1 redirect=spf-redirect-loop.com"), dkim("k1")],
    ["error dns-spf"],
    ["k1"],
  ),
  row(
    "spf-lookups.com",
    [
      "@ MX 5 mxbiz1.qq.com.",
      "@ MX 10 mxbiz2.qq.com.",
      spf(
        "v=spf1 include:spf.mail.qq.com include:_spf.google.com include:spf.protection.outlook.com include:sendgrid.net include:mailgun.org include:zohomail.com include:amazonses.com include:mx.ovh.com -all",
      ),
      dkim("default"),
    ],
    ["error dns-spf"],
  ),
  row(
    "spf-voids.com",
    [
      ...MX_FASTMAIL,
      spf(
        "v=spf1 include:spf.messagingengine.com a:out1.spf-voids.com a:out2.spf-voids.com a:out3.spf-voids.com -all",
      ),
      dkim("k1"),
    ],
    ["error dns-spf"],
    ["k1"],
  ),
  row(
    "spf-foreign-voids.com",
    [
      ...MX_FASTMAIL,
      spf(
        "v=spf1 include:spf.messagingengine.com a:out1.gone-service.net a:out2.gone-service.net mx:gone-service.net -all",
      ),
      dkim("k1"),
    ],
    ["error dns-spf"],
    ["k1"],
  ),
  row(
    "spf-a-void.com",
    [...MX_FASTMAIL, spf("v=spf1 include:spf.messagingengine.com a:web.gone-service.net -all"), dkim("k1")],
    ["warning dns-spf"],
    ["k1"],
  ),
  row(
    "spf-eleven-mx.com",
    [...MX_FASTMAIL, spf("v=spf1 include:spf.messagingengine.com mx:many-mx.net -all"), dkim("k1")],
    ["error dns-spf"],
    ["k1"],
  ),
  row(
    "spf-ptr.com",
    [MX_GOOGLE, spf("v=spf1 ptr include:_spf.google.com -all"), DKIM_GOOGLE],
    ["warning spf-ptr"],
  ),
  row(
    "spf-after-all.com",
    [MX_GOOGLE, spf("v=spf1 include:_spf.google.com ~all include:sendgrid.net"), DKIM_GOOGLE],
    ["warning spf-after-all"],
  ),
  row(
    "spf-two-all.com",
    [MX_GOOGLE, spf("v=spf1 include:_spf.google.com ~all -all"), DKIM_GOOGLE],
    ["warning spf-after-all"],
  ),
  row(
    "spf-redirect-and-all.com",
    [MX_GOOGLE, spf("v=spf1 include:_spf.google.com -all redirect=_spf.google.com"), DKIM_GOOGLE],
    ["warning spf-redirect-with-all"],
  ),
  row(
    "spf-redirect-twice.com",
    [MX_GOOGLE, spf("v=spf1 redirect=_spf.google.com redirect=mailgun.org"), DKIM_GOOGLE],
    ["error spf-redirect"],
  ),
  row(
    "spf-open.com",
    [MX_GOOGLE, spf("v=spf1 include:_spf.google.com +all"), DKIM_GOOGLE],
    ["error spf-all-qualifier"],
  ),
  row(
    "spf-no-all.com",
    [MX_GOOGLE, spf("v=spf1 include:_spf.google.com"), DKIM_GOOGLE],
    ["warning spf-all-present"],
  ),
  row(
    "spf-version.com",
    [MX_GOOGLE, spf("v=spf10 include:_spf.google.com -all"), DKIM_GOOGLE],
    ["error spf-syntax", "warning mode-mail"],
  ),
  row(
    "spf-macro.com",
    [MX_GOOGLE, spf("v=spf1 include:_spf.google.com exists:%{x}.spf-macro.com -all"), DKIM_GOOGLE],
    ["error spf-macro"],
  ),
  row(
    "spf-prefix.com",
    [
      MX_GOOGLE,
      spf("v=spf1 include:_spf.google.com a:mail.spf-prefix.com/33 -all"),
      "mail A 93.184.216.46",
      DKIM_GOOGLE,
    ],
    ["error spf-syntax"],
  ),
  row(
    "spf-twice-included.com",
    [MX_GOOGLE, spf("v=spf1 include:_spf.google.com include:_spf.google.com -all"), DKIM_GOOGLE],
    ["warning spf-dup-term"],
  ),
  row(
    "spf-unknown-modifier.com",
    [MX_GOOGLE, spf("v=spf1 include:_spf.google.com report=yes -all"), DKIM_GOOGLE],
    ["warning spf-unknown-modifier"],
  ),
  row(
    "spf-long.com",
    [
      MX_GOOGLE,
      spf(
        `v=spf1 include:_spf.google.com ${Array.from({ length: 26 }, (_, i) => `ip4:93.184.23${i % 10}.${100 + i}`).join(" ")} -all`,
      ),
      DKIM_GOOGLE,
    ],
    ["warning spf-size", "warning txt-rrset-size"],
  ),
  row(
    "spf-quoted.com",
    [MX_GOOGLE, spf('"v=spf1 include:_spf.google.com -all"'), DKIM_GOOGLE],
    ["error txt-double-quoted", "warning mode-mail"],
  ),
  row(
    "spf-single-label.com",
    [MX_GOOGLE, spf("v=spf1 include:_spf.google.com include:localhost -all"), DKIM_GOOGLE],
    ["error spf-domain-spec"],
  ),
];
