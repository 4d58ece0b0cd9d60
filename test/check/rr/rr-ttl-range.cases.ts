import { type CheckCase, parked, spec } from "../check-case.ts";
import { type LiveCase, MAIL } from "../live-case.ts";

const on = (dns: string, ...lines: string[]): string => spec(dns, "mode: parked", "records:", ...lines);

export const cases: readonly CheckCase[] = [
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
    title: "checks each cloud of a domain by its own range",
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
];

export const liveCases: readonly LiveCase[] = [
  [
    "rr-ttl-range: below the floor of the zone's edition",
    "alidns",
    `${MAIL}records:\n  - {name: www, type: A, value: 198.51.100.7, ttl: 60}\n`,
    [],
    ["error rr-ttl-range"],
    { minTtl: 600 },
  ],
  ["rr-ttl-range: at the floor", "alidns", MAIL, [], [], { minTtl: 600 }],
];
