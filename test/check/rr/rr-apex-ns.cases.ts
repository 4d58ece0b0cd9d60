import { rrApexNs } from "../../../src/check/rr/rr-apex-ns.ts";
import { type CheckCase, spec } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = [
  ...explained(rrApexNs, ["error 5:5"]),
  ...["route53", "cloudflare", "alidns"].map((cloud) => ({
    check: "rr-apex-ns" as const,
    title: `refuses the NS set of a whole zone, each record, on ${cloud}`,
    specs: spec(
      cloud,
      "mode: send-only",
      "records:",
      "  - {type: NS, value: ns1.example.net}",
      "  - {type: NS, value: ns2.example.net}",
    ),
    finds: ["error 5:5", "error 6:5"],
  })),
  {
    check: "rr-apex-ns",
    title: "takes a delegation below the apex, also at a mail domain's own sub-domain",
    specs: spec(
      "route53",
      "mode: send-only",
      "records:",
      "  - {name: team, type: NS, value: ns1.example.net}",
    ),
    finds: [],
  },
];
