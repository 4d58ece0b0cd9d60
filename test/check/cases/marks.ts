import { type CheckCase, spec } from "../check-case.ts";
import { RSA_KEY } from "../keys.ts";

const DKIM = `dkim: [{selector: s1, key: "${RSA_KEY}"}]`;
const mail = (policy: string, ...records: string[]): string =>
  spec("cloudflare", "mailbox: tencent-exmail", `dmarc: ${policy}`, "records:", ...records, DKIM);
const REJECT = "{policy: reject, rua: ['mailto:dmarc@example.com']}";
const bimi = (text: string, name = "default._bimi"): string =>
  `  - {name: ${name}, type: TXT, value: "${text}"}`;
const LOGO = "v=BIMI1; l=https://example.com/logo.svg; a=https://example.com/vmc.pem";

const caa = (...values: string[]): string =>
  spec(
    "cloudflare",
    "mailbox: tencent-exmail",
    "records:",
    ...values.map((value) => `  - {type: CAA, value: '${value}'}`),
  );

export const marks: readonly CheckCase[] = [
  {
    check: "bimi-record",
    title: "refuses http, a missing l, another version, two records, and one without a selector",
    specs: mail(
      REJECT,
      bimi("v=BIMI1; l=http://example.com/logo.svg"),
      bimi("v=BIMI1; a=", "a._bimi"),
      bimi("v=bimi1; l=https://example.com/logo.svg", "b._bimi"),
      bimi(LOGO, "c._bimi"),
      bimi("v=BIMI1; l=https://example.com/other.svg", "c._bimi"),
      bimi(LOGO, "_bimi"),
    ),
    finds: ["error 6:57", "error 7:40", "error 8:40", "error 10:5 < 9", "error 11:12"],
    mended: mail(REJECT, bimi(LOGO)),
  },
  {
    check: "bimi-record",
    title: "warns of a tag that receivers ignore",
    specs: mail(REJECT, bimi(`${LOGO}; size=1`)),
    finds: ["warning 6:123"],
  },
  {
    check: "bimi-record",
    title: "takes all tags, a refusal, and another text beside it",
    specs: mail(
      REJECT,
      bimi(`${LOGO}; avp=brand; lps=news,shop`),
      bimi("v=BIMI1; l=; a=;", "a._bimi"),
      `  - {name: b._bimi, type: TXT, values: ["${LOGO}", something else]}`,
    ),
    finds: [],
  },
  {
    check: "bimi-dmarc",
    title: "warns of p=none, of sp=none and of a record below a domain with them",
    specs: {
      "spec.yaml": mail("{policy: none}", bimi(LOGO)),
      "a.yaml": mail("{policy: reject, subdomainPolicy: none}", bimi(LOGO)).replace(
        "example.com",
        "a.example",
      ),
      "b.yaml": mail("{policy: quarantine, test: true}", bimi(LOGO)).replace("example.com", "b.example"),
      "c.yaml": mail("{policy: none}", bimi(LOGO, "default._bimi.shop")).replace("example.com", "c.example"),
    },
    finds: [
      "warning 6:5 < 4",
      "warning a.yaml:6:5 < a.yaml:4",
      "warning b.yaml:6:5 < b.yaml:4",
      "warning c.yaml:6:5 < c.yaml:4",
    ],
    mended: mail(REJECT, bimi(LOGO)),
  },
  {
    check: "bimi-dmarc",
    title: "takes an enforced policy, one that others hold, and a domain that declines",
    specs: {
      "spec.yaml": mail("{policy: quarantine, subdomainPolicy: reject}", bimi(LOGO)),
      "a.yaml": spec(
        "cloudflare",
        "mailbox: tencent-exmail",
        "records:",
        bimi(LOGO),
        "  - {name: _dmarc, type: CNAME, value: d.example.net}",
      ).replace("example.com", "a.example"),
      "b.yaml": mail("{policy: none}", bimi("v=BIMI1; l=; a=;")).replace("example.com", "b.example"),
    },
    finds: [],
  },
  {
    check: "bimi-vmc",
    title: "tells of a logo without a certificate",
    specs: mail(
      REJECT,
      bimi("v=BIMI1; l=https://example.com/logo.svg"),
      bimi("v=BIMI1; l=https://example.com/l.svg; a=", "b._bimi"),
    ),
    finds: ["info 6:5", "info 7:5"],
  },
  {
    check: "bimi-vmc",
    title: "is silent with one, and for a domain that declines",
    specs: mail(REJECT, bimi(LOGO), bimi("v=BIMI1; l=", "b._bimi")),
    finds: [],
  },
  {
    check: "caa-syntax",
    title: "refuses values and flags that CAs cannot read, and warns of a mistyped tag",
    specs: caa(
      '0 issue "https://letsencrypt.org"',
      '1 issue "letsencrypt.org"',
      '0 iodef "security@example.com"',
      '0 isue "letsencrypt.org"',
      '128 isue "letsencrypt.org"',
    ),
    finds: ["error 5:34", "error 6:25", "error 7:34", "warning 8:27", "error 9:29"],
    mended: caa('0 issue "letsencrypt.org"'),
  },
  {
    check: "caa-syntax",
    title: "takes every registered property",
    specs: caa(
      '0 issue "letsencrypt.org; validationmethods=dns-01"',
      '0 issuewild ";"',
      '0 issuemail "ca.example.net"',
      '128 issuevmc "digicert.com"',
      '0 iodef "mailto:security@example.com"',
      '0 contactemail "security@example.com"',
    ),
    finds: [],
  },
  {
    check: "caa-sts",
    title: "warns where nobody may issue for an MX host or for mta-sts, its own CAA nearest",
    specs: spec(
      "cloudflare",
      "external: [_mta-sts]",
      "records:",
      "  - {type: MX, values: [10 mx1, 20 mx2.b]}",
      "  - {name: mx1, type: A, value: 198.51.100.1}",
      "  - {name: mx2.b, type: A, value: 198.51.100.2}",
      "  - {name: mta-sts, type: CNAME, value: policy.example.net}",
      "  - {type: CAA, value: '0 issue \";\"'}",
      "  - {name: b, type: CAA, value: '0 issue \"letsencrypt.org\"'}",
    ),
    finds: ["warning 9:5", "warning 9:5"],
    mended: spec(
      "cloudflare",
      "records:",
      "  - {type: MX, value: 10 mx1}",
      "  - {name: mx1, type: A, value: 198.51.100.1}",
      "  - {type: CAA, value: '0 issue \"letsencrypt.org\"'}",
    ),
  },
  {
    check: "caa-sts",
    title: "takes a domain with hosted mail that lets nobody issue, and CAA of other kinds",
    specs: {
      "spec.yaml": caa('0 issue ";"'),
      "a.yaml":
        "domain: a.example\ndns: route53\nrecords:\n  - {type: MX, value: 10 mx}\n  - {name: mx, type: A, value: 198.51.100.1}\n  - {type: CAA, value: '0 issuewild \";\"'}\n",
    },
    finds: [],
  },
  {
    check: "caa-issuemail",
    title: "advises issuemail to a parked domain, and an issuer of its mark certificate to one with a logo",
    specs: {
      "spec.yaml": spec("cloudflare", "mode: parked", "records:", "  - {type: CAA, value: '0 issue \";\"'}"),
      "a.yaml": mail(REJECT, bimi(LOGO), "  - {type: CAA, value: '0 issuevmc \";\"'}").replace(
        "example.com",
        "a.example",
      ),
    },
    finds: ["info 5:5", "info a.yaml:6:5 < a.yaml:7"],
  },
  {
    check: "caa-issuemail",
    title: "is silent where each kind is said, and where mail is used",
    specs: {
      "spec.yaml": spec(
        "cloudflare",
        "mode: parked",
        "records:",
        "  - {type: CAA, values: ['0 issue \";\"', '0 issuemail \";\"']}",
      ),
      "a.yaml": mail(
        REJECT,
        bimi(LOGO),
        "  - {type: CAA, values: ['0 issuevmc \"digicert.com\"', '0 issue \";\"']}",
      ).replace("example.com", "a.example"),
      "b.yaml": spec("cloudflare", "mode: parked").replace("example.com", "b.example"),
    },
    finds: [],
  },
];
