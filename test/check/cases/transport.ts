import { type CheckCase, spec } from "../check-case.ts";

const mail = (...records: string[]): string =>
  spec("cloudflare", "mailbox: tencent-exmail", "external: [mta-sts]", "records:", ...records);
const txt = (name: string, text: string): string => `  - {name: ${name}, type: TXT, value: "${text}"}`;
const STS = txt("_mta-sts", "v=STSv1; id=1");
const RPT = txt("_smtp._tls", "v=TLSRPTv1; rua=mailto:tls@example.net");

const DIGEST = "0a1b2c3d".repeat(8);
/** Two mail hosts of the domain's own; records begin at line 8. */
const own = (...records: string[]): string =>
  spec(
    "cloudflare",
    "spf: {mx: true}",
    "records:",
    "  - {type: MX, values: [10 mx1, 20 mx2]}",
    "  - {name: mx1, type: A, value: 198.51.100.1}",
    "  - {name: mx2, type: A, value: 198.51.100.2}",
    ...records,
  );
const tlsa = (name: string, value: string): string => `  - {name: ${name}, type: TLSA, value: ${value}}`;

export const transport: readonly CheckCase[] = [
  {
    check: "sts-record",
    title: "refuses a version in other letters, a blank before it, and a field without a value",
    specs: mail(
      txt("_mta-sts", "v=STSV1; id=1"),
      txt("_mta-sts.a", " v=STSv1; id=1"),
      txt("_mta-sts.b", "v=STSv1; mx=mx.example.net"),
      txt("_mta-sts.c", "v=STSv1; id=1; x"),
    ),
    finds: ["error 6:41", "error 7:43", "error 8:43", "error 9:58"],
    mended: mail(STS),
  },
  {
    check: "sts-record",
    title: "refuses two records, and one where nobody looks",
    specs: mail(
      "  - {name: _mta-sts, type: TXT, values: [v=STSv1; id=1, v=STSv1; id=2]}",
      txt("mta-sts.b", "v=STSv1; id=1"),
      txt("'@'", "v=STSv1; id=1"),
    ),
    finds: ["error 6:57 < 6", "error 7:12", "error 8:13"],
    mended: mail(STS),
  },
  {
    check: "sts-record",
    title: "takes fields that it does not know, another text beside it, and a CNAME in its place",
    specs: mail(
      "  - {name: _mta-sts, type: TXT, values: [v=STSv1;id=1 ; x-y=z;, 'some verification']}",
      "  - {name: _mta-sts.a, type: CNAME, value: sts.example.net}",
    ),
    finds: [],
  },
  {
    check: "sts-id",
    title: "refuses hyphens and more than 32 characters",
    specs: mail(
      txt("_mta-sts", "v=STSv1; id=2026-01-01"),
      txt("_mta-sts.a", `v=STSv1; id=${"1".repeat(33)}`),
    ),
    finds: ["error 6:53", "error 7:55"],
    mended: mail(txt("_mta-sts", "v=STSv1; id=20260101")),
  },
  {
    check: "sts-id",
    title: "takes letters and digits, and leaves a record without an id to sts-record",
    specs: mail(txt("_mta-sts", `v=STSv1; id=${"aZ09".repeat(8)}`), txt("_mta-sts.a", "v=STSv1; x=1")),
    finds: [],
  },
  {
    check: "sts-host",
    title: "refuses a record without its host: an error where the name has other data, else a warning",
    specs: spec(
      "cloudflare",
      "mailbox: tencent-exmail",
      "records:",
      STS,
      txt("_mta-sts.a", "v=STSv1; id=1"),
      txt("mta-sts.a", "to do"),
    ),
    finds: ["warning 5:5", "error 6:5"],
    mended: mail(STS),
  },
  {
    check: "sts-host",
    title: "warns of a host that no record announces, once for its two addresses",
    specs: spec(
      "cloudflare",
      "mailbox: tencent-exmail",
      "records:",
      "  - {name: mta-sts, type: A, value: 198.51.100.3}",
      "  - {name: mta-sts, type: AAAA, value: '2606:4700::3'}",
    ),
    finds: ["warning 5:5"],
  },
  {
    check: "sts-host",
    title: "takes addresses, a CNAME, a delegation, a wildcard and what something else manages",
    specs: [
      spec(
        "cloudflare",
        "mailbox: tencent-exmail",
        "external: [mta-sts.e, _mta-sts.f]",
        "records:",
        ...["", ".a", ".b", ".c.w", ".d", ".e"].map((below) => txt(`_mta-sts${below}`, "v=STSv1; id=1")),
        "  - {name: mta-sts, type: A, value: 198.51.100.3}",
        "  - {name: mta-sts.a, type: CNAME, value: policy.example.net}",
        "  - {name: mta-sts.b, type: NS, value: ns.example.net}",
        "  - {name: '*.c.w', type: A, value: 198.51.100.3}",
        "  - {name: mta-sts.f, type: A, value: 198.51.100.3}",
        "  - {name: mta-sts.g, type: A, value: 198.51.100.3}",
        "  - {name: _mta-sts.g, type: CNAME, value: sts.example.net}",
      ),
      "domain: mta-sts.d.example.com\ndns: route53\nmode: parked\nrecords: [{type: A, value: 198.51.100.3}]\n",
    ].join("---\n"),
    finds: [],
  },
  {
    check: "sts-no-mx",
    title: "warns where the domain is parked, only sends, or has a null MX",
    specs: {
      "spec.yaml": spec("cloudflare", "mode: parked", "external: [mta-sts]", "records:", STS),
      "a.yaml": `domain: a.example\ndns: alidns\nmode: parked\nexternal: [mta-sts]\nrecords:\n${STS}\n`,
      "b.yaml": `domain: b.example\ndns: route53\nmode: send-only\nexternal: [mta-sts]\nrecords:\n${STS}\n`,
      "c.yaml": `domain: c.example\ndns: route53\nmode: send-only\nexternal: [mta-sts.x]\nrecords:\n${txt("_mta-sts.x", "v=STSv1; id=1")}\n  - {name: x, type: MX, value: 0 .}\n`,
    },
    finds: ["warning 6:5", "warning a.yaml:6:5", "warning b.yaml:6:5", "warning c.yaml:6:5"],
    mended: spec("cloudflare", "mode: parked"),
  },
  {
    check: "sts-no-mx",
    title: "takes it beside an MX, and at a name of which nothing is known",
    specs: mail(STS, txt("_mta-sts.elsewhere", "v=STSv1; id=1")),
    finds: [],
  },
  {
    check: "rpt-record",
    title: "refuses another version, a record without rua, and an empty one",
    specs: mail(
      txt("_smtp._tls", "v=TLSRPT1; rua=mailto:a@example.net"),
      txt("_smtp._tls.a", "v=TLSRPTv1; ruf=mailto:a@example.net"),
      txt("_smtp._tls.b", "v=TLSRPTv1; rua="),
    ),
    finds: ["error 6:43", "error 7:45", "error 8:57"],
    mended: mail(RPT),
  },
  {
    check: "rpt-record",
    title: "refuses two records, and one where nobody looks",
    specs: mail(
      RPT,
      txt("_smtp._tls", "v=TLSRPTv1; rua=mailto:b@example.net"),
      txt("_tls", "v=TLSRPTv1; rua=mailto:b@example.net"),
    ),
    finds: ["error 7:5 < 6", "error 8:12"],
    mended: mail(RPT),
  },
  {
    check: "rpt-record",
    title: "takes several URIs, further fields and a CNAME",
    specs: mail(
      txt("_smtp._tls", "v=TLSRPTv1;rua=mailto:a@example.net,https://r.example.net/v1;x=y;"),
      "  - {name: _smtp._tls.a, type: CNAME, value: tls.example.net}",
    ),
    finds: [],
  },
  {
    check: "rpt-uri",
    title: "refuses an address without mailto, http, and a size limit",
    specs: mail(
      txt("_smtp._tls", "v=TLSRPTv1; rua=ops@example.net"),
      txt("_smtp._tls.a", "v=TLSRPTv1; rua=mailto:a@example.net, http://r.example.net/"),
      txt("_smtp._tls.b", "v=TLSRPTv1; rua=mailto:ops@example.net!10m"),
    ),
    finds: ["error 6:59", "error 7:83", "error 8:61"],
    mended: mail(RPT),
  },
  {
    check: "rpt-uri",
    title: "takes mailto and https, and leaves an empty list to rpt-record",
    specs: mail(
      RPT,
      txt("_smtp._tls.a", "v=TLSRPTv1; rua=https://r.example.net/v1"),
      txt("_smtp._tls.b", "v=TLSRPTv1; rua=;"),
    ),
    finds: [],
  },
  {
    check: "rpt-with-sts",
    title: "advises reports to a domain with MTA-STS or DANE, and MTA-STS to one with reports",
    specs: {
      "spec.yaml": mail(STS),
      "a.yaml": own(tlsa("_25._tcp.mx1", `3 1 1 ${DIGEST}`)).replace("example.com", "a.example"),
      "b.yaml": mail(RPT).replace("example.com", "b.example"),
    },
    finds: ["info 1:9", "info a.yaml:1:9", "info b.yaml:1:9"],
  },
  {
    check: "rpt-with-sts",
    title: "is silent with both, with neither, and where another's CNAME stands",
    specs: {
      "spec.yaml": mail(STS, RPT),
      "a.yaml": spec("cloudflare", "mailbox: tencent-exmail").replace("example.com", "a.example"),
      "b.yaml": mail("  - {name: _smtp._tls, type: CNAME, value: tls.example.net}").replace(
        "example.com",
        "b.example",
      ),
      "c.yaml": spec("cloudflare", "mode: parked").replace("example.com", "c.example"),
    },
    finds: [],
  },
  {
    check: "rpt-self-mail",
    title: "advises another mailbox where MTA-STS may stop the reports",
    specs: mail(STS, txt("_smtp._tls", "v=TLSRPTv1; rua=mailto:tls@example.com")),
    finds: ["info 7:59"],
  },
  {
    check: "rpt-self-mail",
    title: "is silent without MTA-STS, and with a second way",
    specs: {
      "spec.yaml": mail(txt("_smtp._tls", "v=TLSRPTv1; rua=mailto:tls@example.com")),
      "a.yaml": mail(
        STS,
        txt("_smtp._tls", "v=TLSRPTv1; rua=mailto:tls@a.example,https://r.example.net/"),
      ).replace("example.com", "a.example"),
    },
    finds: [],
  },
  {
    check: "tlsa-name",
    title: "refuses TLSA at the mail domain, and at a name that is not of its form",
    specs: own(
      tlsa("_25._tcp", `3 1 1 ${DIGEST}`),
      tlsa("_smtp._tcp.mx1", `3 1 1 ${DIGEST}`),
      tlsa("mx2", `3 1 1 ${DIGEST}`),
    ),
    finds: ["error 8:12", "error 9:12", "error 10:12"],
    mended: own(tlsa("_25._tcp.mx1", `3 1 1 ${DIGEST}`)),
  },
  {
    check: "tlsa-name",
    title:
      "takes MX hosts, other ports, a wildcard, a name that a CNAME leads to, and a domain that is its own MX host",
    specs: {
      "spec.yaml": own(
        ...["_25._tcp.mx1", "_443._tcp", "_465._tcp.mx1", "'*._tcp.mx2'", "_dane.mx2"].map((name) =>
          tlsa(name, `3 1 1 ${DIGEST}`),
        ),
        "  - {name: _25._tcp.backup, type: CNAME, value: _dane.mx2}",
      ).replace("value: _dane.mx2", "value: _dane.mx2.example.com"),
      "a.yaml": [
        "domain: a.example",
        "dns: route53",
        "records:",
        "  - {type: MX, value: 10 '@'}".replace("10 '@'", "'10 @'"),
        "  - {type: A, value: 198.51.100.1}",
        tlsa("_25._tcp", `3 1 1 ${DIGEST}`),
        "",
      ].join("\n"),
    },
    finds: [],
  },
  {
    check: "tlsa-rdata",
    title: "refuses numbers out of range, a digest of another length and data that is no certificate",
    specs: own(
      tlsa("_25._tcp.mx1", `4 1 1 ${DIGEST}`),
      tlsa("_26._tcp.mx1", `3 2 1 ${DIGEST}`),
      tlsa("_27._tcp.mx1", `3 1 3 ${DIGEST}`),
      tlsa("_28._tcp.mx1", `3 1 2 ${DIGEST}`),
      tlsa("_29._tcp.mx1", "3 1 0 0a1b"),
    ),
    finds: ["error 8:45", "error 9:47", "error 10:49", "error 11:51", "error 12:51"],
    mended: own(tlsa("_25._tcp.mx1", `3 1 1 ${DIGEST}`)),
  },
  {
    check: "tlsa-rdata",
    title: "takes both digests and a whole key, in presentation form and field by field",
    specs: own(
      tlsa("_25._tcp.mx1", `2 0 2 ${DIGEST}${DIGEST}`),
      tlsa("_25._tcp.mx2", "3 1 0 3059301306072a"),
      `  - {name: _26._tcp.mx2, type: TLSA, usage: 3, selector: 1, matching: 1, certificate: ${DIGEST.toUpperCase()}}`,
    ),
    finds: [],
  },
  {
    check: "tlsa-smtp-usage",
    title: "refuses the usages 0 and 1 for SMTP",
    specs: own(tlsa("_25._tcp.mx1", `1 1 1 ${DIGEST}`), tlsa("_25._tcp.mx2", `0 0 1 ${DIGEST}`)),
    finds: ["error 8:45", "error 9:45"],
    mended: own(tlsa("_25._tcp.mx1", `3 1 1 ${DIGEST}`)),
  },
  {
    check: "tlsa-smtp-usage",
    title: "takes 2 and 3, and any of them on other ports",
    specs: own(
      tlsa("_25._tcp.mx1", `3 1 1 ${DIGEST}`),
      tlsa("_25._tcp.mx2", `2 1 1 ${DIGEST}`),
      tlsa("_443._tcp.mx1", `1 1 1 ${DIGEST}`),
    ),
    finds: [],
  },
  {
    check: "tlsa-rollover",
    title: "advises a second record",
    specs: own(tlsa("_25._tcp.mx1", `3 1 1 ${DIGEST}`)),
    finds: ["info 8:5"],
  },
  {
    check: "tlsa-rollover",
    title: "is silent with two, with one of a CA, and for other ports",
    specs: own(
      `  - {name: _25._tcp.mx1, type: TLSA, values: [3 1 1 ${DIGEST}, 3 1 1 ${"4e".repeat(32)}]}`,
      tlsa("_25._tcp.mx2", `2 1 1 ${DIGEST}`),
      tlsa("_443._tcp.mx1", `3 1 1 ${DIGEST}`),
    ),
    finds: [],
  },
  {
    check: "dane-sts-agree",
    title: "warns of an MX host that DANE leaves out beside MTA-STS",
    specs: own(
      STS,
      "  - {name: mta-sts, type: A, value: 198.51.100.3}",
      tlsa("_25._tcp.mx1", `3 1 1 ${DIGEST}`),
    ),
    finds: ["warning 1:9"],
    mended: own(
      STS,
      "  - {name: mta-sts, type: A, value: 198.51.100.3}",
      tlsa("_25._tcp.mx1", `3 1 1 ${DIGEST}`),
      tlsa("_25._tcp.mx2", `3 1 1 ${DIGEST}`),
    ),
  },
  {
    check: "dane-sts-agree",
    title: "is silent without MTA-STS, and where all hosts have TLSA, one by CNAME",
    specs: {
      "spec.yaml": own(tlsa("_25._tcp.mx1", `3 1 1 ${DIGEST}`)),
      "a.yaml": own(
        STS,
        "  - {name: mta-sts, type: A, value: 198.51.100.3}",
        tlsa("_25._tcp.mx1", `3 1 1 ${DIGEST}`),
        "  - {name: _25._tcp.mx2, type: CNAME, value: _25._tcp.mx1.a.example}",
      ).replace("example.com", "a.example"),
    },
    finds: [],
  },
  ...(["sts-record", "rpt-record", "bimi-record"] as const).map(
    (check): CheckCase => ({
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
    }),
  ),
];
