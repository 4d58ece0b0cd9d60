import { type CheckCase, spec } from "../check-case.ts";

const parked = (...lines: string[]): string => spec("cloudflare", "mode: parked", "records:", ...lines);
const selfHosted = "mailbox: {provider: self-hosted, with: {ipv4: 192.0.2.25}}";
const withoutImap = "mailbox: {provider: self-hosted, with: {ipv4: 192.0.2.25}, without: [imap]}";

export const cnames: readonly CheckCase[] = [
  {
    check: "cname-exclusive",
    title: "refuses the spec's A beside a preset's CNAME",
    specs: spec("cloudflare", selfHosted, "records:", "  - {name: imap, type: A, value: 192.0.2.26}"),
    finds: ["error 5:5 < 3 < self-hosted CNAME"],
    mended: spec("cloudflare", withoutImap, "records:", "  - {name: imap, type: A, value: 192.0.2.26}"),
  },
  {
    check: "cname-exclusive",
    title: "refuses the spec's CNAME beside a preset's A and TXT",
    specs: spec("route53", selfHosted, "records:", "  - {name: mail, type: CNAME, value: host.example.net}"),
    finds: ["error 5:5 < 3 < self-hosted A < 3 < self-hosted SPF"],
    mended: spec("route53", selfHosted),
  },
  {
    check: "cname-exclusive",
    title: "refuses an apex CNAME beside MX",
    specs: spec(
      "alidns",
      "mailbox: tencent-exmail",
      "records:",
      "  - {type: CNAME, value: host.example.net}",
    ),
    finds: ["error 5:5 < 3 < tencent-exmail MX < 3 < tencent-exmail MX < 3 < tencent-exmail SPF"],
    mended: spec("alidns", "mailbox: tencent-exmail"),
  },
  {
    check: "cname-exclusive",
    title: "places a conflict of two of the spec's own at the later one",
    specs: parked(
      "  - {name: www, type: A, value: 192.0.2.1}",
      "  - {name: www, type: CNAME, value: host.example.net}",
    ),
    finds: ["error 6:5 < 5"],
    mended: parked("  - {name: www, type: A, value: 192.0.2.1}"),
  },
  {
    check: "cname-exclusive",
    title: "takes a flattened apex CNAME beside MX and TXT",
    specs: spec(
      "cloudflare",
      "mailbox: tencent-exmail",
      "cloudflare: {apexCname: flatten}",
      "records:",
      "  - {type: CNAME, value: host.example.net}",
    ),
    finds: [],
  },
  {
    check: "cname-exclusive",
    title: "takes a CNAME at _dmarc and at selectors",
    specs: spec(
      "cloudflare",
      "mailbox: tencent-exmail",
      "records:",
      "  - {name: _dmarc, type: CNAME, value: example.com.dmarc.example.net}",
      "  - {name: s1._domainkey, type: CNAME, value: s1.example.net}",
    ),
    finds: [],
  },
  {
    check: "cname-single",
    title: "refuses a second CNAME at a preset's name",
    specs: spec(
      "cloudflare",
      selfHosted,
      "records:",
      "  - {name: imap, type: CNAME, value: host.example.net}",
    ),
    finds: ["error 5:5 < 3 < self-hosted CNAME"],
    mended: spec(
      "cloudflare",
      withoutImap,
      "records:",
      "  - {name: imap, type: CNAME, value: host.example.net}",
    ),
  },
  {
    check: "cname-single",
    title: "refuses two of the spec's own",
    specs: parked("  - {name: www, type: CNAME, values: [a.example.net, b.example.net]}"),
    finds: ["error 5:54 < 5"],
    mended: parked("  - {name: www, type: CNAME, values: [a.example.net]}"),
  },
  {
    check: "cname-single",
    title: "leaves the same target twice to rr-duplicate",
    specs: parked("  - {name: www, type: CNAME, values: [a.example.net, A.example.net.]}"),
    finds: [],
  },
  {
    check: "cname-apex",
    title: "refuses a CNAME at the apex on Route 53",
    specs: spec(
      "route53",
      "mode: send-only",
      "records:",
      '  - {name: "@", type: CNAME, value: host.example.net}',
    ),
    finds: ["error 5:5"],
    mended: spec(
      "route53",
      "mode: send-only",
      "records:",
      "  - {name: www, type: CNAME, value: host.example.net}",
    ),
  },
  {
    check: "cname-apex",
    title: "refuses it on Cloudflare too, unless it is meant",
    specs: spec("cloudflare", "mode: send-only", "records:", "  - {type: CNAME, value: host.example.net}"),
    finds: ["error 5:5"],
    mended: spec(
      "cloudflare",
      "mode: send-only",
      "cloudflare: {apexCname: flatten}",
      "records:",
      "  - {type: CNAME, value: host.example.net}",
    ),
  },
  {
    check: "cname-apex",
    title: "says it once for two clouds, and flattening on one of them does not mend the other",
    specs: spec(
      "[cloudflare, route53]",
      "mode: send-only",
      "cloudflare: {apexCname: flatten}",
      "records:",
      "  - {type: CNAME, value: host.example.net}",
    ),
    finds: ["error 6:5"],
  },
  {
    check: "cname-apex",
    title: "takes a CNAME at a mail domain below the zone",
    specs:
      "domain: a.example.com\nzone: example.com\ndns: route53\nmode: send-only\nrecords:\n  - {type: CNAME, value: host.example.net}\n",
    finds: [],
  },
  {
    check: "cname-loop",
    title: "refuses a CNAME to itself",
    specs: parked("  - {name: www, type: CNAME, value: www}"),
    finds: ["error 5:5"],
    mended: parked("  - {name: www, type: CNAME, value: www.example.net}"),
  },
  {
    check: "cname-loop",
    title: "refuses a loop of three once, whatever leads into it",
    specs: parked(
      "  - {name: in, type: CNAME, value: a}",
      "  - {name: a, type: CNAME, value: b}",
      "  - {name: b, type: CNAME, value: c}",
      "  - {name: c, type: CNAME, value: a}",
    ),
    finds: ["error 8:5 < 6 < 7"],
  },
  {
    check: "cname-loop",
    title: "sees a loop through another zone",
    specs: {
      "spec.yaml": parked("  - {name: a, type: CNAME, value: b.example.org}"),
      "b.yaml":
        "domain: example.org\ndns: route53\nmode: parked\nrecords:\n  - {name: b, type: CNAME, value: a.example.com}\n",
    },
    finds: ["error 5:5 < b.yaml:5"],
  },
  {
    check: "cname-loop",
    title: "takes a chain that ends",
    specs: parked("  - {name: a, type: CNAME, value: b}", "  - {name: b, type: CNAME, value: c.example.net}"),
    finds: [],
  },
  {
    check: "cname-target-exists",
    title: "warns of a selector that leads to no key or to a revoked one",
    specs: parked(
      "  - {name: s1._domainkey, type: CNAME, value: a}",
      "  - {name: s2._domainkey, type: CNAME, value: b}",
      "  - {name: a, type: TXT, value: hello}",
      "  - {name: b, type: TXT, value: v=DKIM1; p=}",
    ),
    finds: ["warning 5:47", "warning 6:47"],
  },
  {
    check: "cname-target-exists",
    title: "warns of _dmarc that leads to no policy, and takes one that does",
    specs: {
      "spec.yaml": spec(
        "cloudflare",
        "mode: send-only",
        "records:",
        "  - {name: _dmarc, type: CNAME, value: x.example.org}",
      ),
      "b.yaml":
        "domain: example.org\ndns: route53\nmode: send-only\nrecords:\n  - {name: x, type: TXT, value: hello}\n  - {name: y, type: TXT, value: v=DMARC1; p=none}\n  - {name: _dmarc, type: CNAME, value: y}\n",
    },
    finds: ["warning 5:40"],
  },
  {
    check: "rr-target-fqdn",
    title:
      "refuses what was meant to be relative, where the name is there or its last label cannot be a top-level domain",
    specs: parked(
      "  - {name: a, type: CNAME, value: mx1.mail}",
      "  - {name: mx1.mail, type: A, value: 192.0.2.1}",
      "  - {name: s1._domainkey, type: CNAME, value: s2._domainkey}",
      "  - {name: b, type: CNAME, value: host.nowhere-tld}",
    ),
    finds: ["error 5:35", "error 7:47", "warning 8:35"],
    mended: parked(
      "  - {name: a, type: CNAME, value: mx1.mail.example.com}",
      "  - {name: mx1.mail, type: A, value: 192.0.2.1}",
    ),
  },
  {
    check: "rr-target-fqdn",
    title: "takes top-level domains of every kind",
    specs: parked(
      "  - {name: a, type: CNAME, value: host.example.co.uk}",
      "  - {name: b, type: CNAME, value: host.dkim.mail.microsoft}",
      "  - {name: c, type: CNAME, value: host.xn--fiqs8s}",
      "  - {name: d, type: CNAME, value: host.cn}",
    ),
    finds: [],
  },
];
