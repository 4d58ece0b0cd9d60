import { type CheckCase, spec } from "../check-case.ts";
import { RSA_KEY } from "../keys.ts";

const named = (domain: string, text: string): string => text.replaceAll("example.com", domain);
const MX = "  - {type: MX, value: 10 mx.example.net}";
const DKIM = `dkim: [{selector: s1, key: "${RSA_KEY}"}]`;

export const modes: readonly CheckCase[] = [
  {
    check: "mode-mail",
    title: "warns where SPF is missing, and where it lets nobody send",
    specs: {
      "spec.yaml": spec("cloudflare", "records:", MX),
      "a.yaml": named("a.example", spec("cloudflare", "spf: {all: fail}", "records:", MX)),
      "b.yaml":
        "domains: [b.example, c.example]\ndns: route53\nmode: mail\nrecords: [{type: MX, value: 10 mx.example.net}]\n",
    },
    finds: ["warning 1:9", "warning a.yaml:3:1", "warning b.yaml:1:11", "warning b.yaml:1:22"],
    mended: spec("cloudflare", "spf: {mx: true}", "records:", MX),
  },
  {
    check: "mode-mail",
    title: "takes a redirect, terms that cannot be read, and what something else manages",
    specs: {
      "spec.yaml": spec("cloudflare", "mailbox: tencent-exmail"),
      "a.yaml": named(
        "a.example",
        spec("cloudflare", "records:", MX, "  - {type: TXT, value: v=spf1 redirect=_spf.example.net}"),
      ),
      "b.yaml": named(
        "b.example",
        spec("cloudflare", "records:", MX, "  - {type: TXT, value: v=spf1 foo -all}"),
      ),
      "c.yaml": named("c.example", spec("cloudflare", "external: ['@']", "records:", MX)),
      "d.yaml": named("d.example", spec("cloudflare", "mode: parked")),
    },
    finds: [],
  },
  {
    check: "mode-send-only",
    title: "warns where SPF is missing, and where it lets nobody send",
    specs: {
      "spec.yaml": spec("cloudflare", "mode: send-only"),
      "a.yaml": named("a.example", spec("cloudflare", "mode: send-only", "spf: {all: fail}")),
    },
    finds: ["warning 1:9", "warning a.yaml:4:1"],
    mended: spec("cloudflare", "mode: send-only", "spf: {ip4: [198.51.100.25]}"),
  },
  {
    check: "mode-send-only",
    title: "asks for no MX, and for no SPF where a sender has its return path below",
    specs: {
      "spec.yaml": spec("cloudflare", "mode: send-only", "spf: {ip4: [198.51.100.25], all: fail}"),
      "a.yaml": named(
        "a.example",
        spec("cloudflare", "mode: send-only", "spf: {include: [_spf.example.net]}"),
      ),
      "b.yaml": named(
        "b.example",
        spec(
          "cloudflare",
          "senders: [{provider: sendgrid, with: {em_label: em1, sg_user: u1}}]",
          "spf: {all: fail}",
        ),
      ),
      "c.yaml": named(
        "c.example",
        spec(
          "cloudflare",
          "mode: send-only",
          "records:",
          "  - {name: send, type: TXT, value: 'v=spf1 include:_spf.example.net ~all'}",
        ),
      ),
    },
    finds: [],
  },
  {
    check: "mode-receive-only",
    title: "warns where the domain does not say that it sends nothing",
    specs: {
      "spec.yaml": spec("cloudflare", "mode: receive-only", "records:", MX),
      "a.yaml": named(
        "a.example",
        spec("cloudflare", "mode: receive-only", "spf: {mx: true}", "dmarc: {policy: none}", "records:", MX),
      ),
      "b.yaml": named(
        "b.example",
        spec("cloudflare", "mode: receive-only", "mailbox: tencent-exmail", "dmarc: {policy: reject}"),
      ),
    },
    finds: [
      "warning 1:9",
      "warning 1:9",
      "warning a.yaml:4:1",
      "warning a.yaml:5:1",
      "warning b.yaml:4:10 < tencent-exmail SPF",
    ],
    mended: spec(
      "cloudflare",
      "mode: receive-only",
      "spf: {all: fail}",
      "dmarc: {policy: reject}",
      "records:",
      MX,
    ),
  },
  {
    check: "mode-receive-only",
    title: "takes -all and reject, a preset whose sending is off, and a policy of the domain above",
    specs: {
      "spec.yaml": spec(
        "cloudflare",
        "mode: receive-only",
        "spf: {all: fail}",
        "dmarc: {policy: reject}",
        "records:",
        MX,
      ),
      "a.yaml": named(
        "a.example",
        spec(
          "cloudflare",
          "mode: receive-only",
          "mailbox: {provider: tencent-exmail, groups: {spf: false}}",
          "spf: {all: fail}",
          "dmarc: {policy: reject}",
        ),
      ),
      "b.yaml": named(
        "in.b.example",
        spec("cloudflare", "mode: receive-only", "spf: {all: fail}", "records:", MX),
      ),
      "c.yaml": named(
        "in.example.com",
        spec("cloudflare", "zone: example.org", "mode: receive-only", "spf: {all: fail}", "records:", MX),
      ).replace("zone: example.org", "zone: example.com"),
    },
    finds: [],
  },
  {
    check: "park-complete",
    title: "warns where the spec weakens what mode parked brings",
    specs: {
      "spec.yaml": spec("cloudflare", "mode: parked", "dmarc: {policy: quarantine}"),
      "a.yaml": named("a.example", spec("cloudflare", "mode: parked", "spf: {ip4: [198.51.100.25]}")),
      "b.yaml": named(
        "b.example",
        spec("cloudflare", "mode: parked", "dmarc: {policy: reject, subdomainPolicy: none}"),
      ),
    },
    finds: ["warning 4:17", "warning a.yaml:4:1", "warning b.yaml:4:42"],
    mended: spec("cloudflare", "mode: parked"),
  },
  {
    check: "park-complete",
    title: "warns where one of the four is not there",
    specs: spec("cloudflare", "mode: parked"),
    finds: ["warning 1:9", "warning 1:9", "warning 1:9", "warning 1:9"],
    alter: (zone) => ({ ...zone, rrsets: [], owners: new Map() }),
  },
  {
    check: "park-complete",
    title:
      "takes a parked domain on every cloud, without the null MX where it cannot be, and a DMARC record of others",
    specs: {
      "spec.yaml": spec("[cloudflare, route53, alidns]", "mode: parked"),
      "a.yaml": named(
        "a.example",
        spec(
          "cloudflare",
          "mode: parked",
          "dmarc: {policy: reject, subdomainPolicy: reject, nonexistentPolicy: reject}",
        ),
      ),
    },
    finds: [],
  },
  {
    check: "park-residue",
    title: "warns of keys, MX, autodiscover and services that are left",
    specs: spec(
      "cloudflare",
      "mode: parked",
      DKIM,
      "records:",
      "  - {name: s2._domainkey, type: CNAME, value: s2.example.net}",
      "  - {name: bounce, type: MX, value: 10 mx.example.net}",
      "  - {name: autodiscover, type: CNAME, value: autodiscover.example.net}",
      "  - {name: _imaps._tcp, type: SRV, value: 0 1 993 mail.example.net}",
    ),
    finds: ["warning 4:28", "warning 6:5", "warning 7:5", "warning 8:5", "warning 9:5"],
    mended: spec("cloudflare", "mode: parked"),
  },
  {
    check: "park-residue",
    title: "takes web records, revoked keys, services that are not offered, and domains with mail",
    specs: {
      "spec.yaml": spec(
        "cloudflare",
        "mode: parked",
        "records:",
        "  - {type: A, value: 198.51.100.1}",
        "  - {name: www, type: CNAME, value: '@'}",
        '  - {name: s1._domainkey, type: TXT, value: "v=DKIM1; p="}',
        "  - {name: _imaps._tcp, type: SRV, value: 0 0 0 .}",
        "  - {name: _xmpp._tcp, type: SRV, value: 0 1 5222 chat.example.net}",
        "  - {name: '*', type: MX, value: 0 .}",
      ),
      "a.yaml": named("a.example", spec("cloudflare", "mailbox: tencent-exmail", DKIM)),
    },
    finds: [],
  },
];
