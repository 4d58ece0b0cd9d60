import { type CheckCase, spec } from "../check-case.ts";
import { ED25519_KEY, RSA_KEY } from "../keys.ts";

const exmail = "mailbox: tencent-exmail";
const sends = (...lines: string[]): string => spec("cloudflare", "mode: send-only", ...lines);
const record = (text: string): string => sends("records:", `  - {type: TXT, value: ${JSON.stringify(text)}}`);
const includes = (count: number): string =>
  `spf: {include: [${Array.from({ length: count }, (_, i) => `s${i}.example.net`).join(", ")}]}`;
const dkim = (key: string): string => sends(`dkim: [{selector: s1, key: ${JSON.stringify(key)}}]`);
const selector = (text: string): string =>
  sends("records:", `  - {name: s1._domainkey, type: TXT, value: ${JSON.stringify(text)}}`);
const dmarc = (...texts: string[]): string =>
  sends("records:", ...texts.map((text) => `  - {name: _dmarc, type: TXT, value: ${JSON.stringify(text)}}`));

export const texts: readonly CheckCase[] = [
  {
    check: "spf-single",
    title: "refuses a second SPF record beside the preset's",
    specs: spec("cloudflare", exmail, "records:", "  - {type: TXT, value: 'v=spf1 ip4:192.0.2.1 -all'}"),
    finds: ["error 5:5 < 3 < tencent-exmail SPF"],
    mended: spec("cloudflare", exmail, "spf: {ip4: [192.0.2.1]}"),
  },
  {
    check: "spf-single",
    title: "refuses one beside that of spf:, in whatever case",
    specs: sends("spf: {ip4: [192.0.2.1]}", "records:", "  - {type: TXT, value: V=SPF1 -all}"),
    finds: ["error 6:5 < 4"],
    mended: sends("spf: {ip4: [192.0.2.1]}"),
  },
  {
    check: "spf-single",
    title: "takes one at each name, and texts that only resemble SPF",
    specs: spec(
      "cloudflare",
      exmail,
      "records:",
      "  - {name: www, type: TXT, value: v=spf1 -all}",
      "  - {type: TXT, value: v=spf10 -all}",
      "  - {type: TXT, value: spf2.0/pra -all}",
    ),
    finds: [],
  },
  {
    check: "spf-syntax",
    title: "points into an item under spf: that holds two terms",
    specs: sends("spf:", "  ip4: [192.0.2.1, 999.1.1.1]", "  include: [a b.example.net]"),
    finds: ["error 6:15"],
    mended: sends("spf:", "  ip4: [192.0.2.1]", "  include: [b.example.net]"),
  },
  {
    check: "spf-ip4",
    title: "points to the item under spf:",
    specs: sends("spf:", "  ip4: [192.0.2.1, 999.1.1.1]"),
    finds: ["error 5:20"],
  },
  {
    check: "spf-domain-spec",
    title: "points to the item under spf:",
    specs: sends("spf:", "  include: [a b.example.net]"),
    finds: ["error 5:13"],
  },
  {
    check: "spf-syntax",
    title: "points to the record of records:, once a problem",
    specs: record("v=spf1 fooo bar:baz ip4:1.2.3.4/33 -all"),
    finds: ["error 5:32", "error 5:37"],
    mended: record("v=spf1 ip4:1.2.3.4/32 -all"),
  },
  {
    check: "spf-syntax",
    title: "warns of a text that is nearly SPF",
    specs: sends(
      "records:",
      "  - {name: a, type: TXT, value: v=spf10 -all}",
      '  - {name: b, type: TXT, value: " v=spf1 -all"}',
      "  - {name: c, type: TXT, value: spf1 -all}",
      '  - {name: d, type: TXT, value: "v=spf1\\t-all"}',
    ),
    finds: ["warning 5:33", "warning 7:33", "warning 8:34"],
  },
  {
    check: "spf-syntax",
    title: "takes sound records that other tools refuse",
    specs: sends(
      "records:",
      "  - {name: a, type: TXT, value: v=spf1 redirect=_spf.example.net}",
      "  - {name: b, type: TXT, value: 'v=spf1 mx -all exp=explain.example.net'}",
      "  - {name: c, type: TXT, value: 'v=spf1 a/24//64 unknown=foo ptr ?all'}",
      "  - {name: d, type: TXT, value: 'v=spf1 exists:%{ir}.%{v}._spf.%{d2} -all'}",
      "  - {name: e, type: TXT, value: v=spf1}",
    ),
    finds: [],
  },
  {
    check: "spf-lookups-static",
    title: "refuses eleven lookups, the last of them at the end",
    specs: sends(includes(11)),
    finds: ["error 4:1"],
    mended: sends(includes(8)),
  },
  {
    check: "spf-lookups-static",
    title: "warns of nine and of ten",
    specs: sends(includes(9)),
    finds: ["warning 4:1"],
  },
  {
    check: "spf-lookups-static",
    title: "counts qualified terms, and what the zone's own includes take",
    specs: sends(
      "records:",
      "  - {type: TXT, value: 'v=spf1 ~include:_spf.example.com +mx ?ptr a -exists:x.example.net -all'}",
      "  - {name: _spf, type: TXT, value: 'v=spf1 include:_a.example.com include:_b.example.net'}",
      "  - {name: _a, type: TXT, value: 'v=spf1 a mx a:x.example.net a:y.example.net a:z.example.net'}",
    ),
    finds: ["error 5:5"],
  },
  {
    check: "spf-lookups-static",
    title: "ends at includes that lead back",
    specs: sends(
      "records:",
      "  - {type: TXT, value: 'v=spf1 include:_spf.example.com -all'}",
      "  - {name: _spf, type: TXT, value: 'v=spf1 include:example.com'}",
    ),
    finds: [],
  },
  {
    check: "spf-lookups-static",
    title: "counts neither all nor addresses, and nothing after all",
    specs: record(
      `v=spf1 ip4:192.0.2.0/24 ip6:2001:db8::/32 abc=x ${Array.from({ length: 8 }, (_, i) => `a:h${i}.example.net`).join(" ")} -all include:a.example.net mx ptr redirect=b.example.net`,
    ),
    finds: [],
  },
  {
    check: "spf-all-present",
    title: "warns of a record without all and redirect",
    specs: record("v=spf1 ip4:192.0.2.1"),
    finds: ["warning 5:5"],
    mended: record("v=spf1 ip4:192.0.2.1 -all"),
  },
  {
    check: "spf-all-present",
    title: "takes redirect, all before exp, and parts that others include",
    specs: sends(
      "records:",
      "  - {name: a, type: TXT, value: v=spf1 redirect=_spf.example.net}",
      "  - {name: b, type: TXT, value: 'v=spf1 mx ALL exp=explain.example.net'}",
      "  - {name: _spf, type: TXT, value: 'v=spf1 ip4:192.0.2.1'}",
    ),
    finds: [],
  },
  {
    check: "dkim-one-record",
    title: "refuses a second key at a selector",
    specs: sends(
      `dkim: [{selector: s1, key: ${RSA_KEY}}]`,
      "records:",
      `  - {name: s1._domainkey, type: TXT, value: "v=DKIM1; k=ed25519; p=${ED25519_KEY}"}`,
    ),
    finds: ["error 6:5 < 4"],
    mended: sends(
      `dkim: [{selector: s1, key: ${RSA_KEY}}]`,
      "records:",
      `  - {name: s2._domainkey, type: TXT, value: "v=DKIM1; k=ed25519; p=${ED25519_KEY}"}`,
    ),
  },
  {
    check: "dkim-one-record",
    title: "takes a key at each selector",
    specs: sends(`dkim: [{selector: s1, key: ${RSA_KEY}}, {selector: s2, key: ${ED25519_KEY}}]`),
    finds: [],
  },
  {
    check: "dkim-p",
    title: "refuses what is not base64, and a key that was cut off",
    specs: sends(
      `dkim: [{selector: s1, key: "!!not base64!!"}, {selector: s2, key: ${RSA_KEY.slice(0, 200)}}]`,
    ),
    finds: ["error 4:29", "error 4:67"],
    mended: dkim(RSA_KEY),
  },
  {
    check: "dkim-p",
    title: "refuses a whole record and a line break, and leaves files to dkim-private-key",
    specs: sends(
      "dkim:",
      '  - {selector: s1, key: "-----BEGIN PUBLIC KEY-----\\nMIIB\\n-----END PUBLIC KEY-----"}',
      '  - {selector: s2, key: "-----BEGIN PRIVATE KEY-----\\nMIIB"}',
      `  - {selector: s3, key: "v=DKIM1; k=rsa; p=${RSA_KEY}"}`,
      `  - {selector: s4, key: "${RSA_KEY.slice(0, 64)}\\n${RSA_KEY.slice(64)}"}`,
    ),
    finds: ["error 7:26", "error 8:90"],
  },
  {
    check: "dkim-p",
    title: "refuses a record without p= and a key of another type",
    specs: sends(
      "records:",
      "  - {name: a._domainkey, type: TXT, value: v=DKIM1; k=rsa}",
      `  - {name: b._domainkey, type: TXT, value: "k=rsa; p=${ED25519_KEY}"}`,
      `  - {name: c._domainkey, type: TXT, value: "k=ed25519; p=${RSA_KEY}"}`,
      `  - {name: d._domainkey, type: TXT, value: "p=; p=${RSA_KEY}"}`,
    ),
    finds: ["error 5:5", "error 6:54"],
  },
  {
    check: "dkim-p",
    title: "warns of white space",
    specs: selector(`v=DKIM1; p=${RSA_KEY.slice(0, 100)} ${RSA_KEY.slice(100)}`),
    finds: ["warning 5:157"],
    mended: selector(`v=DKIM1; p=${RSA_KEY}`),
  },
  {
    check: "dkim-p",
    title: "takes RSA and Ed25519 keys, a revoked key and other tags",
    specs: sends(
      `dkim: [{selector: s1, key: ${RSA_KEY}}, {selector: s2, key: ${ED25519_KEY}}]`,
      "records:",
      "  - {name: s3._domainkey, type: TXT, value: v=DKIM1; p=}",
      `  - {name: s4._domainkey, type: TXT, value: "v=DKIM1; h=sha256; t=s; n=x; p=${RSA_KEY};"}`,
      "  - {name: _domainkey, type: TXT, value: o=~}",
    ),
    finds: [],
  },
  {
    check: "dmarc-single",
    title: "refuses a second DMARC record beside that of dmarc:",
    specs: sends(
      "dmarc: {policy: reject}",
      "records:",
      "  - {name: _dmarc, type: TXT, value: v=DMARC1; p=none}",
    ),
    finds: ["error 6:5 < 4"],
    mended: sends("dmarc: {policy: none}"),
  },
  {
    check: "dmarc-single",
    title: "refuses one beside the preset's",
    specs: spec(
      "cloudflare",
      "mailbox: netease-enterprise",
      "records:",
      "  - {name: _dmarc, type: TXT, value: v=DMARC1; p=reject}",
    ),
    finds: ["error 5:5 < 3 < netease-enterprise DMARC"],
    mended: spec("cloudflare", "mailbox: netease-enterprise", "dmarc: {policy: none}"),
  },
  {
    check: "dmarc-single",
    title: "takes other text at _dmarc, and many consents at one name",
    specs: sends(
      "dmarc: {policy: reject}",
      "records:",
      "  - {name: _dmarc, type: TXT, value: verification=1}",
      "  - {name: '*._report._dmarc', type: TXT, values: [v=DMARC1, v=DMARC1;]}",
    ),
    finds: [],
  },
  {
    check: "dmarc-p-value",
    title: "refuses other words for p, sp and np",
    specs: dmarc("v=DMARC1; p=rejct; sp=foo; np=on; rua=mailto:a@example.net"),
    finds: ["error 5:51", "error 5:61", "error 5:69"],
    mended: dmarc("v=DMARC1; p=none; sp=none; np=quarantine; rua=mailto:a@example.net"),
  },
  {
    check: "dmarc-syntax",
    title: "refuses a forgotten semicolon and an empty p, and leaves a missing one to dmarc-p-present",
    specs: [
      dmarc("v=DMARC1; p=none rua=mailto:a@example.net"),
      dmarc("v=DMARC1; p=").replace("example.com", "example.org"),
      dmarc("v=DMARC1").replace("example.com", "example.net"),
    ].join("---\n"),
    finds: ["error 5:56", "error 11:51"],
  },
  {
    check: "dmarc-p-value",
    title: "takes p anywhere, in any case, and a record that only asks for reports",
    specs: [
      dmarc("v=DMARC1; rua=mailto:a@example.net; p=Reject ; sp=none"),
      dmarc("v=DMARC1; rua=mailto:a@example.net").replace("example.com", "example.org"),
    ].join("---\n"),
    finds: [],
  },
  {
    check: "spf-include-none",
    title: "refuses a redirect to a managed domain without SPF, and warns of a name that no spec has",
    specs: {
      "spec.yaml": record("v=spf1 include:_spf.example.com redirect=example.org"),
      "b.yaml":
        "domain: example.org\ndns: route53\nmode: receive-only\nrecords:\n  - {type: MX, value: 10 mx.example.net}\n",
    },
    finds: ["error 5:57", "warning 5:32"],
  },
  {
    check: "spf-include-none",
    title: "takes names elsewhere, external and delegated ones, CNAMEs and macros",
    specs: sends(
      "external: [_out]",
      "records:",
      "  - {type: TXT, value: 'v=spf1 include:spf.example.net include:_out.example.com include:x.far.example.com include:_c.example.com include:%{d}.example.com -all'}",
      "  - {name: far, type: NS, value: ns.example.net}",
      "  - {name: _c, type: CNAME, value: spf.example.net}",
    ),
    finds: [],
  },
  {
    check: "spf-ip-private",
    title: "warns of IPv4 in the form of IPv6, which no client is seen with",
    specs: record("v=spf1 ip6:::ffff:8.8.8.8 -all"),
    finds: ["warning 5:32"],
  },
  {
    check: "mode-send-only",
    title: "takes a record that fails nobody, or only some",
    specs: [record("v=spf1"), record("v=spf1 ?ip4:8.8.8.8 -all").replace("example.com", "example.org")].join(
      "---\n",
    ),
    finds: [],
  },
  {
    check: "dkim-name",
    title: "takes a key that a selector's CNAME leads to, from another zone too",
    specs: {
      "spec.yaml": sends(
        "records:",
        "  - {name: s1._domainkey, type: CNAME, value: s1-dkim}",
        `  - {name: s1-dkim, type: TXT, value: "v=DKIM1; p=${RSA_KEY}"}`,
        `  - {name: s2-dkim, type: TXT, value: "v=DKIM1; p=${RSA_KEY}"}`,
      ),
      "b.yaml":
        "domain: example.org\ndns: route53\nmode: parked\nrecords:\n  - {name: s2._domainkey, type: CNAME, value: s2-dkim.example.com}\n",
    },
    finds: [],
  },
  {
    check: "dkim-g-obsolete",
    title: "takes a key at _domainkey for what it is, which dkim-name refuses",
    specs: sends("records:", `  - {name: _domainkey, type: TXT, value: "v=DKIM1; p=${RSA_KEY}"}`),
    finds: [],
  },
  {
    check: "dkim-cname-shape",
    title: "warns of Microsoft's targets of another domain, not of letters behind its own",
    specs: sends(
      "dkim:",
      "  - {selector: selector1, cname: selector1-other-com._domainkey.contoso.onmicrosoft.com}",
      "  - {selector: selector2, cname: selector2-example-com0i._domainkey.contoso.onmicrosoft.com}",
    ),
    finds: ["warning 5:34"],
  },
  {
    check: "dmarc-rua-uri",
    title: "refuses slashes behind mailto:",
    specs: dmarc("v=DMARC1; p=none; rua=mailto://a@example.net"),
    finds: ["error 5:61"],
  },
];
