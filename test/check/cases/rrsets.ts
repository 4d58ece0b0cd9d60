import { type CheckCase, spec } from "../check-case.ts";
import { RSA_KEY } from "../keys.ts";

const parked = (...lines: string[]): string => spec("cloudflare", "mode: parked", "records:", ...lines);
const on = (dns: string, ...lines: string[]): string => spec(dns, "mode: parked", "records:", ...lines);

export const rrsets: readonly CheckCase[] = [
  {
    check: "rr-type-supported",
    title: "refuses a type that was not verified on the cloud",
    specs: parked(
      "  - {name: www, type: A, value: 192.0.2.1}",
      '  - {name: www, type: CAA, value: 0 issue "ca.example.net"}',
    ),
    finds: ["error 6:5"],
    alter: (zone) => ({
      ...zone,
      cloud: {
        ...zone.cloud,
        limits: { ...zone.cloud.limits, types: { ...zone.cloud.limits.types, able: ["A", "MX", "TXT"] } },
      },
    }),
  },
  {
    check: "rr-type-supported",
    title: "takes on every cloud what all of them hold",
    specs: spec(
      "[cloudflare, route53, alidns]",
      "mode: send-only",
      "records:",
      "  - {name: a, type: A, value: 192.0.2.1}",
      '  - {name: a, type: AAAA, value: "2001:db8::1"}',
      '  - {name: a, type: CAA, value: 0 issue "ca.example.net"}',
      "  - {name: b, type: CNAME, value: a}",
      "  - {name: c, type: NS, value: ns1.example.net}",
      "  - {name: _imaps._tcp, type: SRV, value: 0 1 993 a}",
      "  - {name: d, type: TXT, value: x}",
      "  - {name: e, type: MX, value: 10 a}",
    ),
    finds: [],
  },
  {
    check: "rr-duplicate",
    title: "refuses the same data twice",
    specs: parked(
      "  - {name: www, type: A, value: 192.0.2.1}",
      "  - {name: www, type: A, values: [192.0.2.2, 192.0.2.1]}",
    ),
    finds: ["error 6:46 < 5"],
    mended: parked(
      "  - {name: www, type: A, value: 192.0.2.1}",
      "  - {name: www, type: A, values: [192.0.2.2]}",
    ),
  },
  {
    check: "rr-duplicate",
    title: "sees through ways of writing, and names the preset's line",
    specs: spec(
      "cloudflare",
      "mailbox: {provider: self-hosted, with: {ipv4: 192.0.2.25}}",
      "records:",
      "  - {name: MAIL.example.com., type: A, value: 192.0.2.25}",
    ),
    finds: ["error 5:5 < 3 < self-hosted A"],
    mended: spec("cloudflare", "mailbox: {provider: self-hosted, with: {ipv4: 192.0.2.25}}"),
  },
  {
    check: "rr-duplicate",
    title: "takes IPv6 in two spellings for one address",
    specs: parked(
      '  - {name: www, type: AAAA, value: "2001:db8::1"}',
      '  - {name: www, type: AAAA, value: "2001:0DB8:0:0::1"}',
    ),
    finds: ["error 6:5 < 5"],
  },
  {
    check: "rr-duplicate",
    title: "leaves a domain with two specs to fleet-dup-domain",
    specs: { "spec.yaml": spec("cloudflare", "mode: parked"), "b.yaml": spec("cloudflare", "mode: parked") },
    finds: [],
  },
  {
    check: "rr-duplicate",
    title: "takes texts that differ by case alone",
    specs: parked("  - {name: www, type: TXT, values: [a, A]}"),
    finds: [],
  },
  {
    check: "rr-ttl-mixed",
    title: "refuses two TTLs in one RRset",
    specs: parked(
      "  - {name: www, type: A, value: 192.0.2.1, ttl: 300}",
      "  - {name: www, type: A, value: 192.0.2.2}",
    ),
    finds: ["error 6:5 < 5"],
    mended: parked(
      "  - {name: www, type: A, value: 192.0.2.1, ttl: 300}",
      "  - {name: www, type: A, value: 192.0.2.2, ttl: 300}",
    ),
  },
  {
    check: "rr-ttl-mixed",
    title: "places it at the spec's own record when the other is a preset's",
    specs: spec(
      "cloudflare",
      "mailbox: tencent-exmail",
      "records:",
      "  - {type: TXT, value: verification=1, ttl: 600}",
    ),
    finds: ["error 5:5 < 3 < tencent-exmail SPF"],
    mended: spec(
      "cloudflare",
      "mailbox: tencent-exmail",
      "records:",
      "  - {type: TXT, value: verification=1, ttl: 3600}",
    ),
  },
  {
    check: "rr-ttl-mixed",
    title: "takes different TTLs of different types",
    specs: parked(
      "  - {name: www, type: A, value: 192.0.2.1, ttl: 300}",
      "  - {name: www, type: TXT, value: x}",
    ),
    finds: [],
  },
  {
    check: "rr-ttl-range",
    title: "refuses a record's TTL below what Cloudflare takes",
    specs: parked("  - {name: www, type: A, value: 192.0.2.1, ttl: 5}"),
    finds: ["error 5:49"],
    mended: parked("  - {name: www, type: A, value: 192.0.2.1, ttl: 30}"),
  },
  {
    check: "rr-ttl-range",
    title: "tells of the spec's own ttl once",
    specs: spec("alidns", "mailbox: tencent-exmail", "ttl: 90000"),
    finds: ["error 4:6"],
    mended: spec("alidns", "mailbox: tencent-exmail", "ttl: 86400"),
  },
  {
    check: "rr-ttl-range",
    title: "refuses more than 31 bits on Route 53, and a negative TTL",
    specs: on(
      "route53",
      "  - {name: www, type: A, value: 192.0.2.1, ttl: 2147483648}",
      "  - {name: mx, type: A, value: 192.0.2.1, ttl: -1}",
    ),
    finds: ["error 5:49", "error 6:48"],
  },
  {
    check: "rr-ttl-range",
    title: "judges each cloud of a domain by its own range",
    specs: on("[route53, cloudflare]", "  - {name: www, type: A, value: 192.0.2.1, ttl: 10}"),
    finds: ["error 5:49"],
  },
  {
    check: "rr-ttl-range",
    title: "takes the bounds, and 1 for automatic on Cloudflare",
    specs: parked(
      "  - {name: a, type: A, value: 192.0.2.1, ttl: 1}",
      "  - {name: b, type: A, value: 192.0.2.1, ttl: 30}",
      "  - {name: c, type: A, value: 192.0.2.1, ttl: 86400}",
    ),
    finds: [],
  },
  {
    check: "rr-target-fqdn",
    title: "refuses a URL, an address and a single label as targets",
    specs: parked(
      '  - {name: a, type: CNAME, value: "https://www.example.net/"}',
      "  - {name: b, type: CNAME, value: 192.0.2.1}",
      "  - {name: _imaps._tcp, type: SRV, value: 0 1 993 192.0.2.1}",
      "  - {name: c, type: CNAME, value: localhost.}",
      "  - {name: d, type: CNAME, value: .}",
    ),
    finds: ["error 5:41", "error 6:35", "error 7:51", "error 8:35", "error 9:35"],
    mended: parked(
      "  - {name: a, type: CNAME, value: www.example.net}",
      "  - {name: b, type: A, value: 192.0.2.1}",
      "  - {name: _imaps._tcp, type: SRV, value: 0 1 993 b}",
    ),
  },
  {
    check: "rr-target-fqdn",
    title: "refuses an underscore in the host of MX and SRV",
    specs: spec(
      "cloudflare",
      "records:",
      "  - {type: MX, value: 10 my_mx.example.net}",
      "  - {name: _imaps._tcp, type: SRV, value: 0 1 993 my_host.example.net}",
    ),
    finds: ["error 4:28", "error 5:53"],
    mended: spec("cloudflare", "records:", "  - {type: MX, value: 10 my-mx.example.net}"),
  },
  {
    check: "rr-target-fqdn",
    title: "refuses a wildcard as a target",
    specs: parked('  - {name: a, type: CNAME, value: "*.example.net"}'),
    finds: ["error 5:36"],
  },
  {
    check: "rr-target-fqdn",
    title: "takes underscores in a CNAME's target, a service that is not offered, and a null MX",
    specs: parked(
      "  - {name: s1._domainkey, type: CNAME, value: s1._domainkey.example.net}",
      "  - {name: _imap._tcp, type: SRV, value: 0 0 0 .}",
    ),
    finds: [],
  },
  {
    check: "rr-conflict-presets",
    title: "refuses two DKIM keys at one selector from two presets",
    specs: spec(
      "cloudflare",
      `mailbox: {provider: google-workspace, with: {dkim_value: "v=DKIM1; p=${RSA_KEY}", dkim_selector: pic}}`,
      "senders:",
      `  - {provider: mailgun, with: {sending_name: "@", dkim_selector: pic, dkim_value: "k=rsa; p=${RSA_KEY}"}}`,
    ),
    finds: ["error 5:16 < mailgun TXT < 3 < google-workspace TXT"],
  },
  {
    check: "rr-conflict-presets",
    title: "refuses two CNAMEs at one name from two uses of a preset",
    specs: spec(
      "cloudflare",
      "mode: send-only",
      "senders:",
      "  - {provider: sendgrid, with: {em_label: em1, sg_user: u1}}",
      "  - {provider: sendgrid, with: {em_label: em2, sg_user: u2}}",
    ),
    finds: [
      "error 6:16 < sendgrid CNAME < 5 < sendgrid CNAME",
      "error 6:16 < sendgrid CNAME < 5 < sendgrid CNAME",
    ],
  },
  {
    check: "rr-conflict-presets",
    title: "tells of a preset's DMARC that another overrides",
    specs: spec("cloudflare", "mailbox: netease-enterprise", "dmarc: {policy: reject}"),
    finds: ["info 3:10 < 4 < netease-enterprise DMARC"],
  },
  {
    check: "rr-conflict-presets",
    title: "takes presets that share the SPF record and the apex",
    specs: spec(
      "cloudflare",
      "mailbox: {provider: google-workspace, with: {verification: rXOxyZounnZasA8Z7oaD3c14JdjS9aKSWvsR1EbUSIQ}}",
      "senders:",
      "  - {provider: sendgrid, with: {em_label: em1, sg_user: u1}}",
    ),
    finds: [],
  },
  {
    check: "txt-rrset-size",
    title: "warns of more than 512 octets beside SPF, at the text the spec can shorten",
    specs: spec(
      "cloudflare",
      "mailbox: tencent-exmail",
      "records:",
      `  - {type: TXT, values: [${Array.from({ length: 10 }, (_, i) => `verification-${i}-${"x".repeat(30)}`).join(", ")}]}`,
    ),
    finds: [`warning 5:${26 + 9 * 47}`],
    mended: spec(
      "cloudflare",
      "mailbox: tencent-exmail",
      "records:",
      "  - {type: TXT, values: [verification-1]}",
    ),
  },
  {
    check: "txt-rrset-size",
    title: "warns of more than 1232 octets elsewhere",
    specs: parked(`  - {name: x, type: TXT, value: ${"x".repeat(1300)}}`),
    finds: ["warning 5:5"],
  },
  {
    check: "txt-rrset-size",
    title: "counts octets, not characters",
    specs: parked(`  - {name: x, type: TXT, value: ${"é".repeat(620)}}`),
    finds: ["warning 5:5"],
  },
  {
    check: "txt-rrset-size",
    title: "takes a DKIM key of 4096 bits",
    specs: parked(`  - {name: x, type: TXT, value: ${"x".repeat(754)}}`),
    finds: [],
  },
  {
    check: "txt-double-quoted",
    title: "refuses quotes around the text, escaped semicolons and split strings",
    specs: parked(
      `  - {name: a, type: TXT, value: '"v=spf1 -all"'}`,
      `  - {name: b, type: TXT, value: 'v=DKIM1\\; p='}`,
      `  - {name: c, type: TXT, value: 'v=DKIM1; p=AA" "AA'}`,
    ),
    finds: ["error 5:34", "error 6:41", "error 7:47"],
    mended: parked("  - {name: a, type: TXT, value: v=spf1 -all}"),
  },
  {
    check: "txt-double-quoted",
    title: "takes quotes and backslashes inside a text",
    specs: parked(`  - {name: a, type: TXT, values: ['say "yes"', 'C:\\dir\\', '"', 'a" "b']}`),
    finds: [],
  },
];
