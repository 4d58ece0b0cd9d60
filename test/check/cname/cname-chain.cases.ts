import { cnameChain } from "../../../src/check/cname/cname-chain.ts";
import { type CheckCase, spec } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = [
  ...explained(cnameChain, ["warning 5:5 < 6"]),
  {
    check: "cname-chain",
    title: "sees a chain through another zone, and leaves loops to cname-loop",
    specs: {
      "spec.yaml": spec(
        "cloudflare",
        "mode: parked",
        "records:",
        "  - {name: a, type: CNAME, value: x.example.org}",
        "  - {name: b, type: CNAME, value: c.example.com}",
        "  - {name: c, type: CNAME, value: b.example.com}",
      ),
      "b.yaml":
        "domain: example.org\ndns: route53\nmode: parked\nrecords:\n  - {name: x, type: CNAME, value: y.example.net}\n",
    },
    finds: ["warning 5:5 < b.yaml:5"],
  },
];
