/** Faults of TLS-RPT, MTA-STS, BIMI and DKIM records, and of large and wild ones. */
import { type Judged, txt } from "./internet.ts";
import { DKIM_GOOGLE, dkim, dmarc, MX_FASTMAIL, MX_GOOGLE, row, SPF_GOOGLE, spf } from "./rows.ts";

export const OTHERS: readonly Judged[] = [
  row(
    "tlsrpt-two.com",
    [
      MX_GOOGLE,
      SPF_GOOGLE,
      DKIM_GOOGLE,
      txt("_smtp._tls", "v=TLSRPTv1; rua=mailto:a@dmarc-reports.org"),
      txt("_smtp._tls", "v=TLSRPTv1; rua=mailto:b@dmarc-reports.org"),
    ],
    ["error rpt-record"],
  ),
  row(
    "tlsrpt-no-rua.com",
    [MX_GOOGLE, SPF_GOOGLE, DKIM_GOOGLE, txt("_smtp._tls", "v=TLSRPTv1; ruf=mailto:a@dmarc-reports.org")],
    ["error rpt-record"],
  ),
  row(
    "tlsrpt-uri.com",
    [MX_GOOGLE, SPF_GOOGLE, DKIM_GOOGLE, txt("_smtp._tls", "v=TLSRPTv1; rua=tls@dmarc-reports.org")],
    ["error rpt-uri"],
  ),
  row(
    "tlsrpt-at-apex.com",
    [MX_GOOGLE, SPF_GOOGLE, DKIM_GOOGLE, txt("@", "v=TLSRPTv1; rua=mailto:tls@dmarc-reports.org")],
    ["error rpt-record"],
  ),
  row(
    "sts-bad-id.com",
    [
      MX_GOOGLE,
      SPF_GOOGLE,
      DKIM_GOOGLE,
      txt("_mta-sts", "v=STSv1; id=2026-11-01;"),
      txt("_smtp._tls", "v=TLSRPTv1; rua=mailto:a@dmarc-reports.org"),
      "mta-sts A 93.184.216.50",
    ],
    ["error sts-id"],
  ),
  row(
    "sts-no-id.com",
    [
      MX_GOOGLE,
      SPF_GOOGLE,
      DKIM_GOOGLE,
      txt("_mta-sts", "v=STSv1;"),
      txt("_smtp._tls", "v=TLSRPTv1; rua=mailto:a@dmarc-reports.org"),
      "mta-sts A 93.184.216.50",
    ],
    ["error sts-record"],
  ),
  row(
    "sts-two.com",
    [
      MX_GOOGLE,
      SPF_GOOGLE,
      DKIM_GOOGLE,
      txt("_mta-sts", "v=STSv1; id=1;"),
      txt("_mta-sts", "v=STSv1; id=2;"),
      txt("_smtp._tls", "v=TLSRPTv1; rua=mailto:a@dmarc-reports.org"),
      "mta-sts A 93.184.216.50",
    ],
    ["error sts-record"],
  ),
  row(
    "sts-no-host.com",
    [
      MX_GOOGLE,
      SPF_GOOGLE,
      DKIM_GOOGLE,
      txt("_mta-sts", "v=STSv1; id=1;"),
      txt("_smtp._tls", "v=TLSRPTv1; rua=mailto:a@dmarc-reports.org"),
    ],
    ["warning sts-host"],
  ),
  row(
    "sts-spf-there.com",
    [MX_GOOGLE, SPF_GOOGLE, DKIM_GOOGLE, txt("_mta-sts", "v=spf1 -all")],
    ["error spf-wrong-place", "error sts-record", "warning sts-host"],
  ),
  row(
    "bimi-http.com",
    [
      MX_GOOGLE,
      SPF_GOOGLE,
      DKIM_GOOGLE,
      txt("default._bimi", "v=BIMI1; l=http://bimi-http.com/logo.svg; a=https://bimi-http.com/vmc.pem"),
    ],
    ["error bimi-record"],
  ),
  row(
    "bimi-no-l.com",
    [MX_GOOGLE, SPF_GOOGLE, DKIM_GOOGLE, txt("default._bimi", "v=BIMI1; a=https://bimi-no-l.com/vmc.pem")],
    ["error bimi-record"],
  ),
  row(
    "bimi-two.com",
    [
      MX_GOOGLE,
      SPF_GOOGLE,
      DKIM_GOOGLE,
      txt("default._bimi", "v=BIMI1; l=https://bimi-two.com/a.svg; a=https://bimi-two.com/a.pem"),
      txt("default._bimi", "v=BIMI1; l=https://bimi-two.com/b.svg; a=https://bimi-two.com/a.pem"),
    ],
    ["error bimi-record"],
  ),
  row(
    "bimi-and-none.com",
    [
      MX_GOOGLE,
      SPF_GOOGLE,
      DKIM_GOOGLE,
      txt("default._bimi", "v=BIMI1; l=https://bimi-and-none.com/a.svg; a=https://bimi-and-none.com/a.pem"),
      dmarc("v=DMARC1; p=none; rua=mailto:d@bimi-and-none.com"),
    ],
    ["warning bimi-dmarc"],
  ),
  row(
    "dkim-alias-gone.com",
    [
      ...MX_FASTMAIL,
      spf("v=spf1 include:spf.messagingengine.com -all"),
      ...["fm1", "fm2", "fm3"].map(
        (one) => `${one}._domainkey CNAME ${one}.dkim-alias-gone.com.dkim.gone-service.net.`,
      ),
    ],
    ["warning dns-dkim"],
  ),
  row(
    "dkim-short-key.com",
    [
      ...MX_FASTMAIL,
      spf("v=spf1 include:spf.messagingengine.com -all"),
      dkim(
        "old",
        "v=DKIM1; k=rsa; p=MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAKj34GkxFhD90vcNLYLInFEX6Ppy1tPf9Cnzj4p4WGeKLs1Pt8QuKUpRKfFLfRYC9AIKjbJTWit+CqvjWYzvQwECAwEAAQ==",
      ),
    ],
    ["error dkim-rsa-size"],
    ["old"],
  ),
  row(
    "dkim-revoked.com",
    [...MX_FASTMAIL, spf("v=spf1 include:spf.messagingengine.com -all"), dkim("old", "v=DKIM1; p=")],
    ["error dmarc-reject-no-dkim", "warning dkim-revoked"],
    ["old"],
  ),
  row(
    "many-tokens.com",
    [
      MX_GOOGLE,
      SPF_GOOGLE,
      DKIM_GOOGLE,
      ...Array.from({ length: 40 }, (_, i) =>
        txt("@", `service-${i}-verification=${"0123456789abcdef".repeat(4)}`),
      ),
    ],
    ["warning txt-rrset-size"],
  ),
  row(
    "wild-mx.com",
    [
      ...MX_FASTMAIL,
      "* MX 10 in1-smtp.messagingengine.com.",
      spf("v=spf1 include:spf.messagingengine.com -all"),
      dkim("k1"),
    ],
    ["warning wildcard-mx"],
    ["k1"],
  ),
];
