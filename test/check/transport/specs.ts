import { type CheckCase, spec } from "../check-case.ts";

/** Hosted mail; records begin at line 6. */
export const mail = (...records: string[]): string =>
  spec("cloudflare", "mailbox: tencent-exmail", "external: [mta-sts]", "records:", ...records);

export const txt = (name: string, text: string): string => `  - {name: ${name}, type: TXT, value: "${text}"}`;

export const STS = txt("_mta-sts", "v=STSv1; id=1");

export const RPT = txt("_smtp._tls", "v=TLSRPTv1; rua=mailto:tls@example.net");

/** Two mail hosts of the domain's own; records begin at line 8. */
export const own = (...records: string[]): string =>
  spec(
    "cloudflare",
    "spf: {mx: true}",
    "records:",
    "  - {type: MX, values: [10 mx1, 20 mx2]}",
    "  - {name: mx1, type: A, value: 198.51.100.1}",
    "  - {name: mx2, type: A, value: 198.51.100.2}",
    ...records,
  );

export const tlsa = (name: string, value: string): string =>
  `  - {name: ${name}, type: TLSA, value: ${value}}`;

export const DIGEST = "0a1b2c3d".repeat(8);

/** A text that a CNAME leads to, for each check of texts that are looked up at names of their own. */
export const textBehindCname = (check: "sts-record" | "rpt-record" | "bimi-record"): CheckCase => ({
  check,
  title: "takes a text that a CNAME leads to",
  specs: mail(
    "  - {name: _mta-sts, type: CNAME, value: sts-text}",
    txt("sts-text", "v=STSv1; id=1"),
    "  - {name: _smtp._tls, type: CNAME, value: rpt-text}",
    txt("rpt-text", "v=TLSRPTv1; rua=mailto:tls@example.net"),
    "  - {name: default._bimi, type: CNAME, value: bimi-text}",
    txt("bimi-text", "v=BIMI1; l=https://example.com/logo.svg"),
  ),
  finds: [],
});
