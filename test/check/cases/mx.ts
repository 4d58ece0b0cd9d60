import { type CheckCase, spec } from "../check-case.ts";

const own = (dns: string, ...lines: string[]): string => spec(dns, "records:", ...lines);
const exmail = "mailbox: tencent-exmail";

export const mx: readonly CheckCase[] = [
  {
    check: "mx-present",
    title: "warns of a mail domain without MX",
    specs: spec("cloudflare", "mode: mail", "records:", "  - {name: www, type: A, value: 192.0.2.1}"),
    finds: ["warning 1:9"],
    mended: spec("cloudflare", "mode: mail", "records:", "  - {type: MX, value: 10 mx.example.net}"),
  },
  {
    check: "mx-present",
    title: "warns of a receive-only domain without MX, wherever else there is one",
    specs: spec(
      "cloudflare",
      "mode: receive-only",
      "records:",
      "  - {name: sub, type: MX, value: 10 mx.example.net}",
    ),
    finds: ["warning 1:9"],
  },
  {
    check: "mx-present",
    title: "takes a null MX for none",
    specs: spec("cloudflare", "mode: mail", "records:", "  - {type: MX, value: 0 .}"),
    finds: ["warning 5:5"],
    mended: spec("cloudflare", "mode: parked"),
  },
  {
    check: "mx-present",
    title: "asks none of a send-only and of a parked domain, nor where something else manages it",
    specs: [
      spec("cloudflare", "mode: send-only"),
      "domain: example.org\ndns: alidns\nmode: parked\n",
      'domain: example.net\ndns: cloudflare\nmode: mail\nexternal: ["@"]\n',
    ].join("---\n"),
    finds: [],
  },
  {
    check: "mx-not-ip",
    title: "refuses addresses of both families, bare and in brackets",
    specs: own(
      "cloudflare",
      "  - {type: MX, value: 10 192.0.2.1}",
      '  - {type: MX, value: "10 2001:db8::1"}',
      '  - {type: MX, value: "10 [192.0.2.2]"}',
      '  - {type: MX, value: "10 ::ffff:192.0.2.3"}',
    ),
    finds: ["error 4:26", "error 5:27", "error 6:27", "error 7:27"],
    mended: own("cloudflare", "  - {name: mx, type: A, value: 192.0.2.1}", "  - {type: MX, value: 10 mx}"),
  },
  {
    check: "mx-not-ip",
    title: "takes host names that begin with digits",
    specs: own(
      "cloudflare",
      "  - {type: MX, value: 10 192-0-2-1.example.net}",
      "  - {type: MX, value: 20 1.2.3.4.example.net}",
    ),
    finds: [],
  },
  {
    check: "mx-not-cname",
    title: "refuses an MX to a CNAME of the zone",
    specs: own(
      "cloudflare",
      "  - {type: MX, value: 10 mail}",
      "  - {name: mail, type: CNAME, value: host.example.net}",
    ),
    finds: ["error 4:26 < 5"],
    mended: own("cloudflare", "  - {type: MX, value: 10 host.example.net}"),
  },
  {
    check: "mx-not-cname",
    title: "is placed at the spec's CNAME where the MX is a preset's",
    specs: spec(
      "cloudflare",
      "mailbox: {provider: self-hosted, with: {ipv4: 192.0.2.25}, without: [mail]}",
      "records:",
      "  - {name: mail, type: CNAME, value: host.example.net}",
    ),
    finds: ["error 5:5 < 3 < self-hosted MX"],
    mended: spec(
      "cloudflare",
      "mailbox: {provider: self-hosted, with: {ipv4: 192.0.2.25}, without: [mail]}",
      "records:",
      "  - {name: mail, type: A, value: 192.0.2.26}",
    ),
  },
  {
    check: "mx-not-cname",
    title: "sees a wildcard CNAME, and a CNAME in another zone of the run",
    specs: {
      "spec.yaml": own(
        "cloudflare",
        "  - {type: MX, value: 10 mx}",
        '  - {name: "*", type: CNAME, value: host.example.net}',
        "  - {name: sub, type: MX, value: 10 mail.example.org}",
      ),
      "b.yaml":
        "domain: example.org\ndns: route53\nmode: parked\nrecords:\n  - {name: mail, type: CNAME, value: host.example.net}\n",
    },
    finds: ["error 4:26 < 5", "error 6:37 < b.yaml:5"],
  },
  {
    check: "mx-not-cname",
    title: "takes a host with addresses beside a wildcard CNAME",
    specs: own(
      "cloudflare",
      "  - {type: MX, value: 10 mx}",
      "  - {name: mx, type: A, value: 192.0.2.1}",
      '  - {name: "*", type: CNAME, value: host.example.net}',
      "  - {type: MX, value: 20 deep.er}",
      "  - {name: x.er, type: A, value: 192.0.2.1}",
    ),
    finds: [],
  },
  {
    check: "mx-has-address",
    title: "refuses an MX to a name that has other data alone",
    specs: own(
      "cloudflare",
      "  - {type: MX, value: 10 mail}",
      "  - {name: mail, type: TXT, value: v=spf1 -all}",
    ),
    finds: ["error 4:26"],
    mended: own(
      "cloudflare",
      "  - {type: MX, value: 10 mail}",
      "  - {name: mail, type: TXT, value: v=spf1 -all}",
      "  - {name: mail, type: A, value: 192.0.2.1}",
    ),
  },
  {
    check: "mx-has-address",
    title: "refuses the mail domain itself as a host without address",
    specs: own("cloudflare", '  - {type: MX, value: "10 @"}'),
    finds: ["error 4:27"],
  },
  {
    check: "mx-has-address",
    title: "takes AAAA alone, and what external names",
    specs: spec(
      "cloudflare",
      "external: [mx2]",
      "records:",
      "  - {type: MX, value: 10 mx1}",
      '  - {name: mx1, type: AAAA, value: "2001:db8::1"}',
      "  - {type: MX, value: 20 mx2}",
      "  - {name: mx2, type: TXT, value: v=spf1 -all}",
    ),
    finds: [],
  },
  {
    check: "mx-target-unmanaged",
    title: "warns of a host inside the zone that no spec has",
    specs: own("cloudflare", "  - {type: MX, value: 10 mail}"),
    finds: ["warning 4:26"],
    mended: spec("cloudflare", "external: [mail]", "records:", "  - {type: MX, value: 10 mail}"),
  },
  {
    check: "mx-target-unmanaged",
    title: "takes external hosts, hosts elsewhere, another spec's, those of a zone below, and delegated ones",
    specs: {
      "spec.yaml": spec(
        "cloudflare",
        "external: [mail]",
        "records:",
        "  - {type: MX, value: 10 mail}",
        "  - {type: MX, value: 20 mx.example.net}",
        "  - {type: MX, value: 30 mx.shop.example.com}",
        "  - {type: MX, value: 40 mx.sub.example.com}",
        "  - {type: MX, value: 50 mx.far.example.com}",
        "  - {name: far, type: NS, value: ns.example.net}",
      ),
      "b.yaml":
        "domain: shop.example.com\nzone: example.com\ndns: cloudflare\nmode: parked\nrecords:\n  - {name: mx, type: A, value: 192.0.2.1}\n",
      "c.yaml":
        "domain: sub.example.com\ndns: route53\nmode: parked\nrecords:\n  - {name: mx, type: A, value: 192.0.2.1}\n",
    },
    finds: [],
  },
  {
    check: "mx-target-unmanaged",
    title: "warns of a host that another managed zone lacks",
    specs: {
      "spec.yaml": own("cloudflare", "  - {type: MX, value: 10 mx.example.org}"),
      "b.yaml": "domain: example.org\ndns: route53\nmode: parked\n",
    },
    finds: ["warning 4:26"],
  },
  {
    check: "mx-target-unmanaged",
    title: "takes a host that a wildcard answers for",
    specs: own("cloudflare", "  - {type: MX, value: 10 mail}", '  - {name: "*", type: A, value: 192.0.2.1}'),
    finds: [],
  },
  {
    check: "mx-null-alone",
    title: "refuses a null MX beside another",
    specs: spec("cloudflare", exmail, "records:", "  - {type: MX, value: 0 .}"),
    finds: ["error 5:5 < 3 < tencent-exmail MX < 3 < tencent-exmail MX"],
    mended: spec("cloudflare", exmail),
  },
  {
    check: "mx-null-alone",
    title: "refuses another beside a parked domain's null MX",
    specs: spec("cloudflare", "mode: parked", "records:", "  - {type: MX, value: 10 mx.example.net}"),
    finds: ["error 5:5 < 3 < parked-domain MX"],
    mended: spec("cloudflare", "mode: parked"),
  },
  {
    check: "mx-null-alone",
    title: "takes a null MX alone",
    specs: spec("cloudflare", "mode: parked"),
    finds: [],
  },
  {
    check: "mx-null-provider",
    title: "warns of a parked domain on Alibaba Cloud DNS",
    specs: spec("alidns", "mode: parked"),
    finds: ["warning 3:7 < parked-domain MX"],
  },
  {
    check: "mx-null-provider",
    title: "refuses the user's own null MX there, and only there",
    specs: spec("[alidns, cloudflare]", "mode: send-only", "records:", "  - {type: MX, value: 0 .}"),
    finds: ["error 5:5"],
    mended: spec("[alidns, cloudflare]", "mode: send-only"),
  },
  {
    check: "mx-null-provider",
    title: "takes it on the other clouds",
    specs: spec("[route53, cloudflare]", "mode: parked"),
    finds: [],
  },
  {
    check: "mx-pref-range",
    title: "refuses more than 16 bits",
    specs: own("cloudflare", "  - {type: MX, value: 65536 mx.example.net}"),
    finds: ["error 4:23"],
    mended: own("cloudflare", "  - {type: MX, value: 65535 mx.example.net}"),
  },
  {
    check: "mx-pref-range",
    title: "refuses the user's own 0 and 51 on Alibaba Cloud DNS",
    specs: own(
      "alidns",
      "  - {type: MX, value: 0 mx1.example.net}",
      "  - {type: MX, value: 51 mx2.example.net}",
    ),
    finds: ["error 4:23", "error 5:23"],
    mended: own(
      "alidns",
      "  - {type: MX, value: 1 mx1.example.net}",
      "  - {type: MX, value: 50 mx2.example.net}",
    ),
  },
  {
    check: "mx-pref-range",
    title: "tells of a preset's 0 that becomes 1",
    specs: spec("alidns", "mailbox: microsoft-365"),
    finds: ["info 3:10 < microsoft-365 MX"],
  },
  {
    check: "mx-pref-range",
    title: "warns where that makes it level with another host",
    specs: spec(
      "alidns",
      "mailbox: microsoft-365",
      "records:",
      "  - {type: MX, value: 1 mx2.mail.protection.outlook.com}",
    ),
    finds: ["warning 3:10 < microsoft-365 MX"],
    mended: spec(
      "alidns",
      "mailbox: microsoft-365",
      "records:",
      "  - {type: MX, value: 2 mx2.mail.protection.outlook.com}",
    ),
  },
  {
    check: "mx-pref-range",
    title: "takes 0 where the cloud does, and leaves a null MX to mx-null-provider",
    specs: [
      own("cloudflare", "  - {type: MX, value: 0 mx1.example.net}"),
      "domain: example.org\ndns: alidns\nmode: send-only\nrecords:\n  - {type: MX, value: 0 .}\n",
    ].join("---\n"),
    finds: [],
  },
  {
    check: "mx-mixed-presets",
    title: "warns of the old provider's MX beside the preset's",
    specs: spec("cloudflare", exmail, "records:", "  - {type: MX, value: 20 mx.example.net}"),
    finds: ["warning 5:5 < 3 < tencent-exmail MX"],
    mended: spec("cloudflare", exmail),
  },
  {
    check: "mx-mixed-presets",
    title: "takes a further host of the same provider, and MX at other names",
    specs: spec(
      "cloudflare",
      exmail,
      "records:",
      "  - {type: MX, value: 30 mxbiz3.qq.com}",
      "  - {name: sub, type: MX, value: 20 mx.example.net}",
    ),
    finds: [],
  },
  {
    check: "mx-public-addr",
    title: "warns of one address of several that nobody reaches",
    specs: own(
      "cloudflare",
      "  - {type: MX, value: 10 mx}",
      "  - {name: mx, type: A, value: 100.20.30.40}",
      '  - {name: mx, type: AAAA, value: "fe80::1"}',
    ),
    finds: ["warning 6:5 < 4"],
    mended: own("cloudflare", "  - {type: MX, value: 10 mx}", "  - {name: mx, type: A, value: 100.20.30.40}"),
  },
  {
    check: "mx-public-addr",
    title: "refuses it in another zone of the run, and all of several",
    specs: {
      "spec.yaml": own("cloudflare", "  - {type: MX, value: 10 mx.example.org}"),
      "b.yaml":
        'domain: example.org\ndns: route53\nmode: parked\nrecords:\n  - {name: mx, type: A, value: 127.0.0.1}\n  - {name: mx, type: AAAA, value: "::1"}\n',
    },
    finds: ["error b.yaml:5:5 < 4", "error b.yaml:6:5 < 4"],
  },
  {
    check: "mx-public-addr",
    title: "takes the addresses of examples, and private ones of hosts that take no mail",
    specs: own(
      "cloudflare",
      "  - {type: MX, value: 10 mx}",
      "  - {name: mx, type: A, value: 192.0.2.25}",
      "  - {name: intranet, type: A, value: 10.0.0.1}",
    ),
    finds: [],
  },
];
