import { type CheckCase, spec } from "../check-case.ts";
import { ED25519_KEY, RSA_KEY } from "../keys.ts";

const exmail = "mailbox: tencent-exmail";
const key = `dkim: [{selector: s1, key: ${RSA_KEY}}]`;
const sends = (...lines: string[]): string => spec("cloudflare", "mode: send-only", ...lines);
/** TXT records at owners, the first at line 5. */
const texts = (...pairs: (readonly [string, string])[]): string =>
  sends(
    "records:",
    ...pairs.map(([name, text]) => `  - {name: "${name}", type: TXT, value: ${JSON.stringify(text)}}`),
  );
const spf = (text: string): string => texts(["@", text]);
const dmarc = (text: string): string => texts(["_dmarc", text]);

/** The finer points of the checks on what mail domains publish; the plain ones are in their explanations. */
export const mail: readonly CheckCase[] = [
  {
    check: "name-delegated",
    title:
      "takes the addresses of name servers below the delegation, and a zone below that is managed to its own check",
    specs: {
      "spec.yaml": spec(
        "cloudflare",
        "mode: parked",
        "records:",
        "  - {name: shop, type: NS, value: ns1.shop.example.com}",
        "  - {name: ns1.shop, type: A, value: 192.0.2.1}",
        "  - {name: sub, type: NS, value: ns1.example.net}",
        "  - {name: www.sub, type: A, value: 192.0.2.1}",
      ),
      "sub.yaml": "domain: sub.example.com\ndns: route53\nmode: parked\n",
    },
    finds: [],
  },
  {
    check: "name-public-suffix",
    title: "refuses top-level domains, names in arpa and suffixes of several labels",
    specs: ["com", "2.0.192.in-addr.arpa", "com.cn", "kawasaki.jp"]
      .map((domain) => `domain: ${domain}\ndns: cloudflare\nmode: parked\n`)
      .join("---\n"),
    finds: ["error 1:9", "error 5:9", "error 9:9", "error 13:9"],
  },
  {
    check: "name-public-suffix",
    title: "tells of reserved names, and takes private suffixes and domains below public ones",
    specs: ["shop.example", "mail.test", "github.io", "example.com.cn", "bbc.co.uk", "xn--fiqs8s.example.org"]
      .map((domain) => `domain: ${domain}\ndns: cloudflare\nmode: parked\n`)
      .join("---\n"),
    finds: ["info 1:9", "info 5:9"],
  },
  {
    check: "rr-ttl-advice",
    title: "tells of single records, and takes automatic, other types and the bounds",
    specs: spec(
      "cloudflare",
      "mode: parked",
      "records:",
      "  - {name: a, type: TXT, value: x, ttl: 60}",
      "  - {name: b, type: TXT, value: x, ttl: 1}",
      "  - {name: c, type: TXT, value: x, ttl: 300}",
      "  - {name: d, type: TXT, value: x, ttl: 86400}",
      "  - {name: e, type: A, value: 192.0.2.1, ttl: 60}",
    ),
    finds: ["info 5:41"],
  },
  {
    check: "txt-ascii",
    title: "sees curly quotes, invisible spaces and line feeds, and leaves other texts alone",
    specs: texts(
      ["a", "\u200bv=spf1 -all"],
      ["_dmarc", "“v=DMARC1; p=none”"],
      ["s1._domainkey", "v=DKIM1;\np="],
      ["b", "grüße 你好"],
      ["c", "v=spf1\t-all"],
    ),
    finds: ["error 5:36", "error 6:41", "error 7:56"],
  },
  {
    check: "txt-edge-space",
    title: "warns of white space that costs nothing",
    specs: texts(["a", "token "], ["s1._domainkey", " v=DKIM1; p="], ["b", "v=spf1 -all "], ["c", "a b"]),
    finds: ["warning 5:41", "warning 6:48", "warning 7:47"],
  },
  {
    check: "cname-chain",
    title: "sees a chain through another zone, and leaves loops to cname-loop",
    specs: {
      "spec.yaml": spec(
        "cloudflare",
        "mode: parked",
        "records:",
        "  - {name: a, type: CNAME, value: x.example.org}",
        "  - {name: b, type: CNAME, value: c.example.com}",
        "  - {name: c, type: CNAME, value: b.example.com}",
      ),
      "b.yaml":
        "domain: example.org\ndns: route53\nmode: parked\nrecords:\n  - {name: x, type: CNAME, value: y.example.net}\n",
    },
    finds: ["warning 5:5 < b.yaml:5"],
  },
  {
    check: "cname-target-exists",
    title: "wants TXT behind a key's or a policy's CNAME, and takes the apex and wildcards",
    specs: spec(
      "cloudflare",
      "mode: parked",
      "records:",
      "  - {name: s1._domainkey, type: CNAME, value: keys.example.com}",
      "  - {name: keys, type: A, value: 192.0.2.1}",
      "  - {name: www, type: CNAME, value: '@'}",
      "  - {name: ftp, type: CNAME, value: x.y.example.com}",
      "  - {name: '*.y', type: A, value: 192.0.2.1}",
    ),
    finds: ["warning 5:47"],
  },
  {
    check: "wildcard-shadow",
    title: "warns of a CNAME for all names where there is no DMARC record",
    specs: spec("cloudflare", exmail, "records:", '  - {name: "*", type: CNAME, value: web.example.net}'),
    finds: ["warning 5:13"],
    mended: spec(
      "cloudflare",
      exmail,
      "dmarc: {policy: none}",
      "records:",
      '  - {name: "*", type: CNAME, value: web.example.net}',
    ),
  },
  {
    check: "wildcard-shadow",
    title: "takes SPF and other texts at *, and consents to reports",
    specs: texts(["*", "v=spf1 -all"], ["*", "token"], ["*._report._dmarc", "v=DMARC1"]),
    finds: [],
  },
  {
    check: "wildcard-mx",
    title: "takes a null MX for all names",
    specs: spec("cloudflare", "mode: parked", "records:", '  - {name: "*", type: MX, value: 0 .}'),
    finds: [],
  },
  {
    check: "mx-hostname",
    title: "refuses a last label of digits and Microsoft's host for domains that are not verified",
    specs: spec(
      "cloudflare",
      "records:",
      "  - {type: MX, value: 10 mail.example.123}",
      "  - {type: MX, value: 20 ms12345678.msv1.invalid}",
      "  - {type: MX, value: 30 192.0.2.1}",
    ),
    finds: ["error 4:39", "error 5:42"],
  },
  {
    check: "mx-null-sender",
    title: "sees an SPF record that lets hosts send, and takes -all and a parked domain",
    specs: [
      sends("spf: {ip4: [192.0.2.1]}", "records:", "  - {type: MX, value: 0 .}"),
      'domain: example.net\ndns: cloudflare\nmode: send-only\nrecords:\n  - {type: MX, value: "0 ."}\n  - {type: TXT, value: v=spf1 -all}\n',
      "domain: example.org\ndns: cloudflare\nmode: parked\nspf: {ip4: [192.0.2.1]}\n",
    ].join("---\n"),
    finds: ["warning 6:5"],
  },
  {
    check: "mx-redundancy",
    title: "takes presets with one MX, and services that give one to each customer",
    specs: [
      spec("cloudflare", "mailbox: netease-free"),
      "domain: example.org\ndns: cloudflare\nrecords:\n  - {type: MX, value: 0 example-org.mail.protection.outlook.com}\n",
    ].join("---\n"),
    finds: [],
  },
  {
    check: "spf-version-case-space",
    title: "takes capitals in names and macros",
    specs: spf("v=spf1 include:SPF.Example.net exists:%{I}.example.net -all"),
    finds: [],
  },
  {
    check: "spf-cidr-host-bits",
    title: "sees them in IPv6, and takes single addresses and whole prefixes",
    specs: spf(
      "v=spf1 ip6:2001:db8::1/32 ip6:2001:db8::/32 ip4:192.0.2.7 ip4:192.0.2.7/32 ip6:::ffff:192.0.2.1 -all",
    ),
    finds: ["warning 5:43"],
  },
  {
    check: "spf-ip-private",
    title: "points to the item under spf:, and tells of addresses for documentation",
    specs: sends("spf: {ip4: [192.168.1.0/24, 192.0.2.1], ip6: [fd00::/8, '2a00::1']}"),
    finds: ["warning 4:13", "info 4:29", "warning 4:47"],
  },
  {
    check: "spf-wide-range",
    title: "warns of wide networks, and takes those of the limit and those that are refused",
    specs: texts(
      ["a", "v=spf1 ip4:8.0.0.0/8 -all"],
      ["b", "v=spf1 a/8 -all"],
      ["c", "v=spf1 a//0 -all"],
      ["d", "v=spf1 ip4:40.92.0.0/16 ip6:2a01:110::/32 -ip4:0.0.0.0/0 mx/24//64 -all"],
    ),
    finds: ["warning 5:43", "warning 6:43", "error 7:43"],
  },
  {
    check: "spf-all-qualifier",
    title: "warns of ?all, and takes ~all",
    specs: texts(["a", "v=spf1 a ?all"], ["b", "v=spf1 a ~all"], ["c", "v=spf1 a +all"]),
    finds: ["warning 5:45", "error 7:45"],
  },
  {
    check: "spf-redirect",
    title: "refuses one without a domain, and two explanations",
    specs: texts(["a", "v=spf1 redirect="], ["b", "v=spf1 -all exp=a.example.net exp=b.example.net"]),
    finds: ["error 5:43", "error 6:66"],
  },
  {
    check: "spf-unknown-modifier",
    title: "takes those of RFC 6652",
    specs: spf("v=spf1 a ra=postmaster rp=100 rr=all -all"),
    finds: [],
  },
  {
    check: "spf-loop",
    title: "sees a record that includes itself, and a circle through another zone",
    specs: {
      "spec.yaml": spf("v=spf1 include:example.com -all"),
      "b.yaml":
        "domain: example.net\ndns: route53\nmode: send-only\nrecords:\n  - {type: TXT, value: 'v=spf1 redirect=a.example.org'}\n",
      "c.yaml":
        "domain: example.org\ndns: route53\nmode: send-only\nrecords:\n  - {name: a, type: TXT, value: 'v=spf1 include:example.net -all'}\n",
    },
    finds: ["error 5:5", "error c.yaml:5:5 < b.yaml:5"],
  },
  {
    check: "spf-dup-term",
    title: "sees the same term in other words, and takes terms of another sign",
    specs: texts(
      ["a", "v=spf1 include:a.example.net +INCLUDE:A.example.net -all"],
      ["b", "v=spf1 -ip4:198.51.100.7 ip4:198.51.100.0/24 -all"],
      ["c", "v=spf1 ip4:198.51.100.0/25 ip4:198.51.100.128/25 ip6:2001:db8::/32 ip6:2001:db9::1 -all"],
    ),
    finds: ["warning 5:65"],
  },
  {
    check: "spf-preset-covered",
    title:
      "is not sure where the record includes another one, and asks nothing of a domain that only receives",
    specs: [
      spec(
        "cloudflare",
        "mailbox: {provider: tencent-exmail, groups: {spf: false}}",
        "records:",
        "  - {type: TXT, value: 'v=spf1 include:flat.example.net -all'}",
      ),
      spec(
        "cloudflare",
        "mode: receive-only",
        "mailbox: {provider: tencent-exmail, groups: {spf: false}}",
        "spf: {all: fail}",
      ).replace("example.com", "example.org"),
    ].join("---\n"),
    finds: ["warning 5:5"],
  },
  {
    check: "spf-useless-a-mx",
    title: "takes mx where the hosts are the domain's own",
    specs: spec(
      "cloudflare",
      "mailbox: {provider: self-hosted, with: {ipv4: 192.0.2.25}}",
      "spf: {include: [x.example.net]}",
    ),
    finds: [],
  },
  {
    check: "spf-subdomain",
    title: "takes presets' return paths, null MX and wildcards",
    specs: spec(
      "cloudflare",
      exmail,
      "senders:",
      "  - provider: mailgun",
      `    with: {dkim_selector: mailo, dkim_value: "k=rsa; p=${RSA_KEY}"}`,
      "    groups: {inbound: true}",
      "records:",
      "  - {name: www, type: MX, value: 0 .}",
    ),
    finds: [],
  },
  {
    check: "spf-wrong-place",
    title: "refuses it at a selector and at _mta-sts, and takes parts that others include",
    specs: texts(["s1._domainkey", "v=spf1 -all"], ["_mta-sts", "v=spf1 -all"], ["_spf", "v=spf1 -all"]),
    finds: ["error 5:13", "error 6:13"],
  },
  {
    check: "dkim-name",
    title: "refuses _domainkey twice, and a key at _domainkey itself",
    specs: sends(
      `dkim: [{selector: s1._domainkey, key: ${RSA_KEY}}]`,
      "records:",
      `  - {name: _domainkey, type: TXT, value: "v=DKIM1; p=${RSA_KEY}"}`,
    ),
    finds: ["error 4:19", "error 6:12"],
  },
  {
    check: "dkim-taglist",
    title: "refuses a tag given twice and empty places, and takes white space and a last semicolon",
    specs: texts(
      ["a._domainkey", `p=; p=${RSA_KEY}`],
      ["b._domainkey", `v=DKIM1;; p=${RSA_KEY}`],
      ["c._domainkey", ` v = DKIM1 ; k = rsa ; p = ${RSA_KEY} ;`],
    ),
    finds: ["error 5:51", "error 6:55"],
  },
  {
    check: "dkim-v",
    title: "refuses it behind another tag, and takes a record without it",
    specs: texts(["a._domainkey", `k=rsa; v=DKIM1; p=${RSA_KEY}`], ["b._domainkey", `p=${RSA_KEY}`]),
    finds: ["error 5:56"],
  },
  {
    check: "dkim-revoked",
    title: "takes a revoked key beside another one, and the wildcard of a parked domain",
    specs: [
      sends(key, "records:", '  - {name: old._domainkey, type: TXT, value: "v=DKIM1; p="}'),
      "domain: example.org\ndns: cloudflare\nmode: parked\n",
    ].join("---\n"),
    finds: [],
  },
  {
    check: "dkim-private-key",
    title: "sees private keys in DER and PEM, at whatever name, and certificate requests",
    specs: texts(
      ["a._domainkey", "v=DKIM1; p=MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g"],
      ["b", "-----BEGIN PRIVATE KEY-----MC4CAQAw"],
      ["c._domainkey", "v=DKIM1; p=-----BEGIN CERTIFICATE REQUEST-----"],
    ),
    finds: ["error 5:58", "error 6:36", "error 7:58"],
  },
  {
    check: "dkim-rsa-weak",
    title: "refuses keys whose private half is in a standard",
    specs: texts(
      ["a._domainkey", "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="],
      ["b._domainkey", `v=DKIM1; p=${RSA_KEY}`],
    ),
    finds: ["error 5:69"],
  },
  {
    check: "dkim-ed25519",
    title: "warns of one without an RSA key beside it, and takes a CNAME for one",
    specs: [
      sends(`dkim: [{selector: s1, key: ${ED25519_KEY}}]`),
      sends(`dkim: [{selector: s1, key: ${ED25519_KEY}}, {selector: s2, cname: s2.example.net}]`).replace(
        "example.com",
        "example.org",
      ),
    ].join("---\n"),
    finds: ["warning 4:28"],
  },
  {
    check: "dkim-h",
    title: "warns of sha1 beside sha256, and takes sha256 alone",
    specs: texts(
      ["a._domainkey", `v=DKIM1; h=sha1:sha256; p=${RSA_KEY}`],
      ["b._domainkey", `v=DKIM1; h=sha256; p=${RSA_KEY}`],
    ),
    finds: ["warning 5:58"],
  },
  {
    check: "dkim-t-flags",
    title: "takes s, and warns of flags that mean nothing",
    specs: texts(
      ["a._domainkey", `v=DKIM1; t=s; p=${RSA_KEY}`],
      ["b._domainkey", `v=DKIM1; t=s:x; p=${RSA_KEY}`],
    ),
    finds: ["warning 6:60"],
  },
  {
    check: "dkim-s",
    title: "takes * and email among others",
    specs: texts(
      ["a._domainkey", `v=DKIM1; s=*; p=${RSA_KEY}`],
      ["b._domainkey", `v=DKIM1; s=tlsrpt:email; p=${RSA_KEY}`],
    ),
    finds: [],
  },
  {
    check: "dkim-g-obsolete",
    title: "tells of g= and ADSP",
    specs: texts(["a._domainkey", `v=DKIM1; g=*; p=${RSA_KEY}`], ["_adsp._domainkey", "dkim=all"]),
    finds: ["info 5:56", "info 6:13"],
  },
  {
    check: "dkim-cname-shape",
    title: "warns of a single selector of a service that uses several, and takes its preset",
    specs: [
      sends(
        "dkim:",
        "  - {selector: selector1, cname: selector1-example-com._domainkey.contoso.n-v1.dkim.mail.microsoft}",
      ),
      spec(
        "cloudflare",
        "mailbox: {provider: microsoft-365, with: {tenant: contoso, dkim_partition: n}}",
      ).replace("example.com", "example.org"),
    ].join("---\n"),
    finds: ["warning 5:34"],
  },
  {
    check: "dkim-present",
    title:
      "takes keys elsewhere: delegated, managed by others, at a name below; and asks none of who does not send",
    specs: [
      sends("records:", "  - {name: _domainkey, type: NS, value: ns1.example.net}"),
      "domain: a.example.org\ndns: cloudflare\nmode: send-only\nexternal: [s1._domainkey]\n",
      `domain: b.example.org\ndns: cloudflare\nmode: send-only\nrecords:\n  - {name: s1._domainkey.mg, type: TXT, value: "v=DKIM1; p=${RSA_KEY}"}\n`,
      "domain: c.example.org\ndns: cloudflare\nmode: receive-only\nmailbox: tencent-exmail\n",
      "domain: d.example.org\ndns: cloudflare\nmode: parked\n",
    ].join("---\n"),
    finds: [],
  },
  {
    check: "dmarc-present",
    title: "takes a record above, a CNAME and an external one, and tells of a sub-domain",
    specs: [
      "domain: example.com\nzone: example.com\ndns: cloudflare\nmode: send-only\ndmarc: {policy: none}\n",
      "domain: shop.example.com\nzone: example.com\ndns: cloudflare\nmode: send-only\n",
      "domain: example.net\ndns: cloudflare\nmode: send-only\nexternal: [_dmarc]\n",
      "domain: example.org\ndns: cloudflare\nmode: send-only\nrecords:\n  - {name: _dmarc, type: CNAME, value: x.example.info}\n",
      "domain: mail.example.info\ndns: cloudflare\nmode: send-only\n",
    ].join("---\n"),
    finds: ["info 23:9"],
  },
  {
    check: "dmarc-name",
    title: "takes a record that CNAMEs lead to, and refuses _dmarc twice",
    specs: {
      "spec.yaml": texts(["parked-policy", "v=DMARC1; p=reject"], ["_dmarc._dmarc", "v=DMARC1; p=none"]),
      "b.yaml":
        "domain: example.org\ndns: cloudflare\nmode: send-only\nrecords:\n  - {name: _dmarc, type: CNAME, value: parked-policy.example.com}\n",
    },
    finds: ["error 6:13"],
  },
  {
    check: "dmarc-v",
    title: "refuses a version behind the policy and a forgotten semicolon, and takes other texts",
    specs: texts(
      ["_dmarc.a", "p=none; v=DMARC1"],
      ["_dmarc.b", "v=DMARC1 p=none"],
      ["_dmarc.c", "verification=1"],
      ["_dmarc.d", " v=DMARC1; p=none"],
    ),
    finds: ["error 5:43", "error 6:43"],
  },
  {
    check: "dmarc-p-present",
    title: "warns of p behind other tags and of a record that only asks for reports",
    specs: texts(
      ["_dmarc.a", "v=DMARC1; rua=mailto:a@example.net; p=none"],
      ["_dmarc.b", "v=DMARC1; rua=mailto:a@example.net"],
    ),
    finds: ["warning 5:79", "warning 6:5"],
  },
  {
    check: "dmarc-enums",
    title: "refuses options of fo that exclude each other",
    specs: dmarc("v=DMARC1; p=none; fo=0:1; t=maybe; psd=x"),
    finds: ["error 5:62", "error 5:69", "error 5:80"],
  },
  {
    check: "dmarc-policy-none",
    title: "only tells of a vendor's record, which the user did not choose",
    specs: sends("senders: [{provider: sendgrid, with: {em_label: em1, sg_user: u1}}]"),
    finds: ["info 4:22 < sendgrid DMARC"],
  },
  {
    check: "dmarc-sp-weaker",
    title: "compares np with sp where there is one",
    specs: texts(
      ["_dmarc.a", "v=DMARC1; p=reject; sp=none; np=none"],
      ["_dmarc.b", "v=DMARC1; p=none; sp=quarantine; np=reject"],
      ["_dmarc.c", "v=DMARC1; p=quarantine; np=none"],
    ),
    finds: ["warning 5:63", "warning 7:67"],
  },
  {
    check: "dmarc-sp-ignored",
    title: "takes it below a public suffix of two labels, and where psd=n makes an organization",
    specs: [
      'domain: example.co.uk\ndns: cloudflare\nmode: send-only\nrecords:\n  - {name: _dmarc, type: TXT, value: "v=DMARC1; p=none; sp=reject"}\n',
      'domain: a.example.co.uk\ndns: cloudflare\nmode: send-only\nrecords:\n  - {name: _dmarc, type: TXT, value: "v=DMARC1; p=none; sp=reject; psd=n"}\n',
      'domain: b.example.co.uk\ndns: cloudflare\nmode: send-only\nrecords:\n  - {name: _dmarc, type: TXT, value: "v=DMARC1; p=none; sp=reject"}\n',
    ].join("---\n"),
    finds: ["warning 17:57"],
  },
  {
    check: "dmarc-reject-no-dkim",
    title: "warns with quarantine, and asks nothing of domains that do not send",
    specs: [
      sends("dmarc: {policy: quarantine}"),
      "domain: example.net\ndns: cloudflare\nmode: parked\n",
      "domain: example.org\ndns: cloudflare\nmode: receive-only\nmailbox: tencent-exmail\ndmarc: {policy: reject}\n",
    ].join("---\n"),
    finds: ["warning 4:17"],
  },
  {
    check: "dmarc-strict-align",
    title: "sees a service that signs by a name below the domain",
    specs: sends(
      `senders: [{provider: mailgun, with: {dkim_selector: mailo, dkim_value: "k=rsa; p=${RSA_KEY}"}}]`,
      "dmarc: {policy: none, alignDkim: strict}",
    ),
    finds: ["warning 5:34 < 4 < mailgun TXT"],
  },
  {
    check: "dmarc-rua-present",
    title: "asks none of a parked domain",
    specs: spec("cloudflare", "mode: parked"),
    finds: [],
  },
  {
    check: "dmarc-rua-uri",
    title: "refuses a comma and a ! that are not escaped, and takes https and size limits",
    specs: texts(
      ["_dmarc.a", "v=DMARC1; p=none; rua=mailto:a,b@example.com"],
      ["_dmarc.b", "v=DMARC1; p=none; ruf=mailto:a!b@example.com"],
      ["_dmarc.c", "v=DMARC1; p=none; rua=https://r.example.net/x,mailto:a@example.com!10m"],
    ),
    finds: ["error 5:65", "error 6:65"],
  },
  {
    check: "dmarc-rua-self-parked",
    title: "sees a parked domain of another zone, on a cloud without null MX too",
    specs: {
      "spec.yaml": dmarc("v=DMARC1; p=none; rua=mailto:a@example.net,mailto:b@example.org"),
      "b.yaml": "domain: example.org\ndns: alidns\nmode: parked\n",
    },
    finds: ["warning 5:93"],
  },
  {
    check: "dmarc-ruf-privacy",
    title: "tells of fo without ruf",
    specs: dmarc("v=DMARC1; p=none; fo=1"),
    finds: ["info 5:59"],
  },
];
