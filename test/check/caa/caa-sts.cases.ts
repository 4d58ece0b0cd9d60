import { type CheckCase, spec } from "../check-case.ts";
import { caa } from "./specs.ts";

export const cases: readonly CheckCase[] = [
  {
    check: "caa-sts",
    title: "warns where nobody may issue for an MX host or for mta-sts, its own CAA nearest",
    specs: spec(
      "cloudflare",
      "external: [_mta-sts]",
      "records:",
      "  - {type: MX, values: [10 mx1, 20 mx2.b]}",
      "  - {name: mx1, type: A, value: 198.51.100.1}",
      "  - {name: mx2.b, type: A, value: 198.51.100.2}",
      "  - {name: mta-sts, type: CNAME, value: policy.example.net}",
      "  - {type: CAA, value: '0 issue \";\"'}",
      "  - {name: b, type: CAA, value: '0 issue \"letsencrypt.org\"'}",
    ),
    finds: ["warning 9:5", "warning 9:5"],
    mended: spec(
      "cloudflare",
      "records:",
      "  - {type: MX, value: 10 mx1}",
      "  - {name: mx1, type: A, value: 198.51.100.1}",
      "  - {type: CAA, value: '0 issue \"letsencrypt.org\"'}",
    ),
  },
  {
    check: "caa-sts",
    title: "takes a domain with hosted mail that lets nobody issue, and CAA of other kinds",
    specs: {
      "spec.yaml": caa('0 issue ";"'),
      "a.yaml":
        "domain: a.example\ndns: route53\nrecords:\n  - {type: MX, value: 10 mx}\n  - {name: mx, type: A, value: 198.51.100.1}\n  - {type: CAA, value: '0 issuewild \";\"'}\n",
    },
    finds: [],
  },
];
