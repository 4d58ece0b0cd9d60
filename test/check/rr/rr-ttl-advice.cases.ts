import { rrTtlAdvice } from "../../../src/check/rr/rr-ttl-advice.ts";
import { type CheckCase, spec } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = [
  ...explained(rrTtlAdvice, ["info 3:6"]),
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
];
