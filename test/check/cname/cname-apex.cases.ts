import { type CheckCase, spec } from "../check-case.ts";

export const cases: readonly CheckCase[] = [
  {
    check: "cname-apex",
    title: "refuses a CNAME at the apex on Route 53",
    specs: spec(
      "route53",
      "mode: send-only",
      "records:",
      '  - {name: "@", type: CNAME, value: host.example.net}',
    ),
    finds: ["error 5:5"],
    mended: spec(
      "route53",
      "mode: send-only",
      "records:",
      "  - {name: www, type: CNAME, value: host.example.net}",
    ),
  },
  {
    check: "cname-apex",
    title: "refuses it on Cloudflare too, unless it is meant",
    specs: spec("cloudflare", "mode: send-only", "records:", "  - {type: CNAME, value: host.example.net}"),
    finds: ["error 5:5"],
    mended: spec(
      "cloudflare",
      "mode: send-only",
      "cloudflare: {apexCname: flatten}",
      "records:",
      "  - {type: CNAME, value: host.example.net}",
    ),
  },
  {
    check: "cname-apex",
    title: "says it once for two clouds, and flattening on one of them does not mend the other",
    specs: spec(
      "[cloudflare, route53]",
      "mode: send-only",
      "cloudflare: {apexCname: flatten}",
      "records:",
      "  - {type: CNAME, value: host.example.net}",
    ),
    finds: ["error 6:5"],
  },
  {
    check: "cname-apex",
    title: "takes a CNAME at a mail domain below the zone",
    specs:
      "domain: a.example.com\nzone: example.com\ndns: route53\nmode: send-only\nrecords:\n  - {type: CNAME, value: host.example.net}\n",
    finds: [],
  },
];
