import { type CheckCase, spec } from "../check-case.ts";
import { own } from "./specs.ts";

export const cases: readonly CheckCase[] = [
  {
    check: "mx-target-unmanaged",
    title: "warns of a host inside the zone that no spec has",
    specs: own("cloudflare", "  - {type: MX, value: 10 mail}"),
    finds: ["warning 4:26"],
    mended: spec("cloudflare", "external: [mail]", "records:", "  - {type: MX, value: 10 mail}"),
  },
  {
    check: "mx-target-unmanaged",
    title: "takes external hosts, hosts elsewhere, another spec's, those of a zone below, and delegated ones",
    specs: {
      "spec.yaml": spec(
        "cloudflare",
        "external: [mail]",
        "records:",
        "  - {type: MX, value: 10 mail}",
        "  - {type: MX, value: 20 mx.example.net}",
        "  - {type: MX, value: 30 mx.shop.example.com}",
        "  - {type: MX, value: 40 mx.sub.example.com}",
        "  - {type: MX, value: 50 mx.far.example.com}",
        "  - {name: far, type: NS, value: ns.example.net}",
      ),
      "b.yaml":
        "domain: shop.example.com\nzone: example.com\ndns: cloudflare\nmode: parked\nrecords:\n  - {name: mx, type: A, value: 192.0.2.1}\n",
      "c.yaml":
        "domain: sub.example.com\ndns: route53\nmode: parked\nrecords:\n  - {name: mx, type: A, value: 192.0.2.1}\n",
    },
    finds: [],
  },
  {
    check: "mx-target-unmanaged",
    title: "warns of a host that another managed zone lacks",
    specs: {
      "spec.yaml": own("cloudflare", "  - {type: MX, value: 10 mx.example.org}"),
      "b.yaml": "domain: example.org\ndns: route53\nmode: parked\n",
    },
    finds: ["warning 4:26"],
  },
  {
    check: "mx-target-unmanaged",
    title: "takes a host that a wildcard answers for",
    specs: own("cloudflare", "  - {type: MX, value: 10 mail}", '  - {name: "*", type: A, value: 192.0.2.1}'),
    finds: [],
  },
];
