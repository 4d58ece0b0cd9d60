import { cnameTargetExists } from "../../../src/check/cname/cname-target-exists.ts";
import { type CheckCase, parked, spec } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = [
  ...explained(cnameTargetExists, ["warning 5:38"]),
  {
    check: "cname-target-exists",
    title: "warns of a selector that leads to no key or to a revoked one",
    specs: parked(
      "  - {name: s1._domainkey, type: CNAME, value: a}",
      "  - {name: s2._domainkey, type: CNAME, value: b}",
      "  - {name: a, type: TXT, value: hello}",
      "  - {name: b, type: TXT, value: v=DKIM1; p=}",
    ),
    finds: ["warning 5:47", "warning 6:47"],
  },
  {
    check: "cname-target-exists",
    title: "warns of _dmarc that leads to no policy, and takes one that does",
    specs: {
      "spec.yaml": spec(
        "cloudflare",
        "mode: send-only",
        "records:",
        "  - {name: _dmarc, type: CNAME, value: x.example.org}",
      ),
      "b.yaml":
        "domain: example.org\ndns: route53\nmode: send-only\nrecords:\n  - {name: x, type: TXT, value: hello}\n  - {name: y, type: TXT, value: v=DMARC1; p=none}\n  - {name: _dmarc, type: CNAME, value: y}\n",
    },
    finds: ["warning 5:40"],
  },
  {
    check: "cname-target-exists",
    title: "wants TXT behind a key's or a policy's CNAME, and takes the apex and wildcards",
    specs: spec(
      "cloudflare",
      "mode: parked",
      "records:",
      "  - {name: s1._domainkey, type: CNAME, value: keys.example.com}",
      "  - {name: keys, type: A, value: 192.0.2.1}",
      "  - {name: www, type: CNAME, value: '@'}",
      "  - {name: ftp, type: CNAME, value: x.y.example.com}",
      "  - {name: '*.y', type: A, value: 192.0.2.1}",
    ),
    finds: ["warning 5:47"],
  },
];
