/** Faults of DMARC records. */
import { type Judged, txt } from "./internet.ts";
import { DKIM_GOOGLE, dkim, dmarc, MX_FASTMAIL, MX_GOOGLE, row, SPF_GOOGLE, spf } from "./rows.ts";

export const DMARC: readonly Judged[] = [
  row("dmarc-none.com", [MX_GOOGLE, SPF_GOOGLE, DKIM_GOOGLE, "; no DMARC"], ["warning dmarc-present"]),
  row(
    "dmarc-at-apex.com",
    [
      MX_GOOGLE,
      SPF_GOOGLE,
      DKIM_GOOGLE,
      txt("@", "v=DMARC1; p=reject; rua=mailto:d@dmarc-at-apex.com"),
      "; no DMARC",
    ],
    ["error dmarc-name", "warning dmarc-present"],
  ),
  row(
    "dmarc-two.com",
    [
      MX_GOOGLE,
      SPF_GOOGLE,
      DKIM_GOOGLE,
      dmarc("v=DMARC1; p=quarantine; rua=mailto:d@dmarc-two.com"),
      dmarc("v=DMARC1; p=reject; rua=mailto:d@dmarc-two.com"),
    ],
    ["error dmarc-single"],
  ),
  row(
    "dmarc-spf-there.com",
    [MX_GOOGLE, SPF_GOOGLE, DKIM_GOOGLE, dmarc("v=spf1 include:_spf.google.com -all")],
    ["error spf-wrong-place"],
  ),
  row(
    "dmarc-other-text.com",
    [
      MX_GOOGLE,
      SPF_GOOGLE,
      DKIM_GOOGLE,
      dmarc("google-site-verification=rXOxyZounnZasA8Z7oaD3c14JdjS9aKSWvsR1EbUSIQ"),
      dmarc("v=DMARC1; p=reject; rua=mailto:d@dmarc-other-text.com"),
    ],
    [],
  ),
  row(
    "dmarc-space-first.com",
    [MX_GOOGLE, SPF_GOOGLE, DKIM_GOOGLE, dmarc(" v=DMARC1; p=reject; rua=mailto:d@dmarc-space-first.com")],
    ["error txt-edge-space"],
  ),
  row(
    "dmarc-no-semicolon.com",
    [MX_GOOGLE, SPF_GOOGLE, DKIM_GOOGLE, dmarc("v=DMARC1 p=reject rua=mailto:d@dmarc-no-semicolon.com")],
    ["error dmarc-v"],
  ),
  row(
    "dmarc-no-p.com",
    [MX_GOOGLE, SPF_GOOGLE, DKIM_GOOGLE, dmarc("v=DMARC1; rua=mailto:d@dmarc-no-p.com")],
    ["warning dmarc-p-present"],
  ),
  row(
    "dmarc-bad-p.com",
    [MX_GOOGLE, SPF_GOOGLE, DKIM_GOOGLE, dmarc("v=DMARC1; p=block; rua=mailto:d@dmarc-bad-p.com")],
    ["error dmarc-p-value"],
  ),
  row(
    "dmarc-watching.com",
    [MX_GOOGLE, SPF_GOOGLE, DKIM_GOOGLE, dmarc("v=DMARC1; p=none; rua=mailto:d@dmarc-watching.com")],
    [],
  ),
  row(
    "dmarc-tag-twice.com",
    [
      MX_GOOGLE,
      SPF_GOOGLE,
      DKIM_GOOGLE,
      dmarc("v=DMARC1; p=none; p=reject; rua=mailto:d@dmarc-tag-twice.com"),
    ],
    ["error dmarc-syntax"],
  ),
  row(
    "dmarc-unknown-tag.com",
    [
      MX_GOOGLE,
      SPF_GOOGLE,
      DKIM_GOOGLE,
      dmarc("v=DMARC1; p=reject; policy=strict; rua=mailto:d@dmarc-unknown-tag.com"),
    ],
    ["warning dmarc-unknown-tag"],
  ),
  row(
    "dmarc-pct.com",
    [MX_GOOGLE, SPF_GOOGLE, DKIM_GOOGLE, dmarc("v=DMARC1; p=reject; pct=50; rua=mailto:d@dmarc-pct.com")],
    ["warning dmarc-removed-tag"],
  ),
  row(
    "dmarc-no-mailto.com",
    [MX_GOOGLE, SPF_GOOGLE, DKIM_GOOGLE, dmarc("v=DMARC1; p=reject; rua=d@dmarc-no-mailto.com")],
    ["error dmarc-rua-uri"],
  ),
  row(
    "dmarc-no-consent.com",
    [MX_GOOGLE, SPF_GOOGLE, DKIM_GOOGLE, dmarc("v=DMARC1; p=reject; rua=mailto:d@backup-mail.net")],
    ["warning dns-consent"],
  ),
  row(
    "dmarc-nobody-reads.com",
    [
      ...MX_FASTMAIL,
      spf("v=spf1 include:spf.messagingengine.com -all"),
      dkim("k1"),
      dmarc("v=DMARC1; p=reject; rua=mailto:d@reports.dmarc-nobody-reads.com"),
    ],
    ["warning dns-report-mailbox"],
    ["k1"],
  ),
  row(
    "dmarc-no-reports.com",
    [MX_GOOGLE, SPF_GOOGLE, DKIM_GOOGLE, dmarc("v=DMARC1; p=reject")],
    ["warning dmarc-rua-present"],
  ),
  row(
    "dmarc-three-reports.com",
    [
      MX_GOOGLE,
      SPF_GOOGLE,
      DKIM_GOOGLE,
      dmarc(
        "v=DMARC1; p=reject; rua=mailto:a@dmarc-three-reports.com,mailto:b@dmarc-three-reports.com,mailto:c@dmarc-three-reports.com",
      ),
    ],
    ["warning dmarc-rua-count"],
  ),
  row(
    "dmarc-size.com",
    [MX_GOOGLE, SPF_GOOGLE, DKIM_GOOGLE, dmarc("v=DMARC1; p=reject; rua=mailto:a@dmarc-size.com!10m")],
    ["warning dmarc-rua-size"],
  ),
  row(
    "dmarc-alignment.com",
    [
      MX_GOOGLE,
      SPF_GOOGLE,
      DKIM_GOOGLE,
      dmarc("v=DMARC1; p=reject; adkim=strict; rua=mailto:a@dmarc-alignment.com"),
    ],
    ["error dmarc-enums"],
  ),
  row(
    "dmarc-fo.com",
    [MX_GOOGLE, SPF_GOOGLE, DKIM_GOOGLE, dmarc("v=DMARC1; p=reject; fo=2; rua=mailto:a@dmarc-fo.com")],
    ["warning dmarc-enums"],
  ),
  row(
    "dmarc-weak-sub.com",
    [
      MX_GOOGLE,
      SPF_GOOGLE,
      DKIM_GOOGLE,
      dmarc("v=DMARC1; p=reject; sp=none; rua=mailto:a@dmarc-weak-sub.com"),
    ],
    ["warning dmarc-sp-weaker"],
  ),
];
