import type { Zone } from "../../../src/plan/zone.ts";
import { type CheckCase, spec } from "../check-case.ts";

const parked = (dns: string, ...lines: string[]): string =>
  spec(dns, "mode: send-only", "records:", ...lines);

/** Cloudflare as it would be if lowering asked for the proxy. */
const proxied = (zone: Zone): Zone => ({
  ...zone,
  cloud: {
    ...zone.cloud,
    lower: (rrset, id) =>
      zone.cloud.lower(rrset, id).map(({ name, args }) => ({ name, args: { ...args, proxied: true } })),
  },
});

export const clouds: readonly CheckCase[] = [
  {
    check: "prov-capability",
    title: "refuses on Alibaba Cloud DNS what it refuses or rewrites",
    specs: parked(
      "alidns",
      `  - {name: a, type: TXT, value: ${"x".repeat(512)}}`,
      `  - {name: b, type: TXT, value: 'say "yes"'}`,
      `  - {name: c, type: TXT, value: "x "}`,
      `  - {name: d, type: TXT, value: 'a\\b'}`,
      "  - {name: _imap._tcp, type: SRV, value: 0 0 0 .}",
    ),
    finds: ["error 5:5", "error 6:38", "error 7:35", "error 8:35", "error 9:48"],
    mended: parked("alidns", `  - {name: a, type: TXT, value: ${"x".repeat(511)}}`),
  },
  {
    check: "prov-capability",
    title: "refuses an RSA key of 4096 bits there, counted in octets",
    specs: parked(
      "alidns",
      `  - {name: s1._domainkey, type: TXT, value: "v=DKIM1; p=${"A".repeat(743)}"}`,
      `  - {name: a, type: TXT, value: ${"é".repeat(256)}}`,
    ),
    finds: ["error 5:5", "error 6:5"],
  },
  {
    check: "prov-capability",
    title: "counts an octet that is no UTF-8 once",
    specs: parked("route53", `  - {name: a, type: TXT, value: "${"\\udc80".repeat(4000)}"}`),
    finds: [],
  },
  {
    check: "prov-capability",
    title: "refuses one octet more of them",
    specs: parked("route53", `  - {name: a, type: TXT, value: "${"\\udc80".repeat(4001)}"}`),
    finds: ["error 5:5"],
  },
  {
    check: "prov-capability",
    title: "refuses more than a Cloudflare TXT holds, in one and at one name",
    specs: parked(
      "cloudflare",
      `  - {name: a, type: TXT, value: ${"x".repeat(4081)}}`,
      `  - {name: b, type: TXT, values: [${["a", "b", "c"].map((c) => c.repeat(2800)).join(", ")}]}`,
    ),
    finds: ["error 5:5", `error 6:${35 + 2 * 2802}`],
  },
  {
    check: "prov-capability",
    title: "refuses more than 4000 octets on Route 53",
    specs: parked("route53", `  - {name: a, type: TXT, value: ${"x".repeat(4001)}}`),
    finds: ["error 5:5"],
    mended: parked("route53", `  - {name: a, type: TXT, value: ${"x".repeat(4000)}}`),
  },
  {
    check: "prov-capability",
    title: "refuses an address beside a flattened CNAME",
    specs: spec(
      "cloudflare",
      "mode: send-only",
      "cloudflare: {apexCname: flatten}",
      "records:",
      "  - {type: CNAME, value: host.example.net}",
      "  - {type: A, value: 192.0.2.1}",
    ),
    finds: ["error 7:5 < 6"],
    mended: spec(
      "cloudflare",
      "mode: send-only",
      "cloudflare: {apexCname: flatten}",
      "records:",
      "  - {type: CNAME, value: host.example.net}",
    ),
  },
  {
    check: "prov-capability",
    title: "refuses names with characters that the cloud cannot hold",
    specs: parked("alidns", "  - {name: www, type: CNAME, value: host.example.net}"),
    finds: ["error 5:37"],
    alter: (zone) => ({
      ...zone,
      cloud: {
        ...zone.cloud,
        limits: { ...zone.cloud.limits, nameCharacters: { pattern: /^[a-z.]*$/, source: "", verified: "" } },
      },
      rrsets: zone.rrsets.map((rrset) => ({
        ...rrset,
        records: rrset.records.map((one) => ({ ...one, data: { type: "CNAME", target: "é.example.net." } })),
      })),
    }),
  },
  {
    check: "prov-capability",
    title: "takes on the other clouds what Alibaba Cloud DNS refuses",
    specs: parked(
      "[route53, cloudflare]",
      `  - {name: a, type: TXT, value: ${"x".repeat(754)}}`,
      `  - {name: b, type: TXT, values: ['say "yes"', "x ", 'a\\b']}`,
      "  - {name: _imap._tcp, type: SRV, value: 0 0 0 .}",
    ),
    finds: [],
  },
  {
    check: "prov-capability",
    title: "takes U-labels and an RSA key of 2048 bits on Alibaba Cloud DNS",
    specs: [
      "domain: 例え.example",
      "dns: alidns",
      "mode: send-only",
      "records:",
      `  - {name: s1._domainkey, type: TXT, value: "v=DKIM1; k=rsa; p=${"A".repeat(392)}"}`,
      "  - {name: bücher, type: CNAME, value: straße.example.net}",
      "",
    ].join("\n"),
    finds: [],
  },
  {
    check: "prov-proxied",
    title: "refuses the proxy for a mail host, for a DKIM name and for what a preset gives",
    specs: spec(
      "cloudflare",
      "mailbox: {provider: self-hosted, with: {ipv4: 192.0.2.25, clients: [imap]}}",
      "records:",
      "  - {type: MX, value: 20 mx2}",
      "  - {name: mx2, type: A, value: 192.0.2.26}",
      "  - {name: s1._domainkey, type: CNAME, value: s1.example.net}",
    ),
    finds: ["error 3:21 < self-hosted A", "error 3:21 < self-hosted CNAME", "error 6:5", "error 7:5"],
    alter: proxied,
  },
  {
    check: "prov-proxied",
    title: "lets web hosts be, that of MTA-STS among them",
    specs: parked(
      "cloudflare",
      "  - {name: www, type: A, value: 192.0.2.1}",
      "  - {name: mta-sts, type: A, value: 192.0.2.1}",
    ),
    finds: [],
    alter: proxied,
  },
  {
    check: "prov-proxied",
    title: "finds nothing proxied in what is sent today",
    specs: spec("cloudflare", "mailbox: {provider: self-hosted, with: {ipv4: 192.0.2.25}}"),
    finds: [],
  },
];
