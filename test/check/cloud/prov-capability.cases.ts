import { type CheckCase, spec } from "../check-case.ts";
import { sendOnly } from "./specs.ts";

export const cases: readonly CheckCase[] = [
  {
    check: "prov-capability",
    title: "tells that a preset's services that are not offered are left out where the cloud cannot say so",
    specs: spec("alidns", "mailbox: {provider: gandi-mail, groups: {autoconfig: true}}"),
    finds: ["info 3:21 < gandi-mail SRV", "info 3:21 < gandi-mail SRV"],
  },
  {
    check: "prov-capability",
    title: "refuses on Alibaba Cloud DNS what it refuses or rewrites",
    specs: sendOnly(
      "alidns",
      `  - {name: a, type: TXT, value: ${"x".repeat(512)}}`,
      `  - {name: b, type: TXT, value: 'say "yes"'}`,
      `  - {name: c, type: TXT, value: "x "}`,
      `  - {name: d, type: TXT, value: 'a\\b'}`,
      "  - {name: _imap._tcp, type: SRV, value: 0 0 0 .}",
    ),
    finds: ["error 5:5", "error 6:38", "error 7:35", "error 8:35", "error 9:48"],
    mended: sendOnly("alidns", `  - {name: a, type: TXT, value: ${"x".repeat(511)}}`),
  },
  {
    check: "prov-capability",
    title: "refuses an RSA key of 4096 bits there, counted in octets",
    specs: sendOnly(
      "alidns",
      `  - {name: s1._domainkey, type: TXT, value: "v=DKIM1; p=${"A".repeat(743)}"}`,
      `  - {name: a, type: TXT, value: ${"é".repeat(256)}}`,
    ),
    finds: ["error 5:5", "error 6:5"],
  },
  {
    check: "prov-capability",
    title: "counts an octet that is no UTF-8 once",
    specs: sendOnly("route53", `  - {name: a, type: TXT, value: "${"\\udc80".repeat(4000)}"}`),
    finds: [],
  },
  {
    check: "prov-capability",
    title: "refuses one octet more of them",
    specs: sendOnly("route53", `  - {name: a, type: TXT, value: "${"\\udc80".repeat(4001)}"}`),
    finds: ["error 5:5"],
  },
  {
    check: "prov-capability",
    title: "refuses more than a Cloudflare TXT holds, in one and at one name",
    specs: sendOnly(
      "cloudflare",
      `  - {name: a, type: TXT, value: ${"x".repeat(4081)}}`,
      `  - {name: b, type: TXT, values: [${["a", "b", "c"].map((c) => c.repeat(2800)).join(", ")}]}`,
    ),
    finds: ["error 5:5", `error 6:${35 + 2 * 2802}`],
  },
  {
    check: "prov-capability",
    title: "refuses more than 4000 octets on Route 53",
    specs: sendOnly("route53", `  - {name: a, type: TXT, value: ${"x".repeat(4001)}}`),
    finds: ["error 5:5"],
    mended: sendOnly("route53", `  - {name: a, type: TXT, value: ${"x".repeat(4000)}}`),
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
    specs: sendOnly("alidns", "  - {name: www, type: CNAME, value: host.example.net}"),
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
    specs: sendOnly(
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
];
