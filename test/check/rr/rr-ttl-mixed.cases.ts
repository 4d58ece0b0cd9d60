import { type CheckCase, parked, spec } from "../check-case.ts";

export const cases: readonly CheckCase[] = [
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
];
