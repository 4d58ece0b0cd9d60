import { nameDelegated } from "../../../src/check/name/name-delegated.ts";
import { type CheckCase, spec } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = [
  ...explained(nameDelegated, ["error 6:5 < 5"]),
  {
    check: "name-delegated",
    title: "refuses a preset's keys below a _domainkey that is delegated",
    specs: spec(
      "cloudflare",
      "senders: [mailchimp]",
      "records:",
      "  - {name: _domainkey, type: NS, values: [ns1.example.net, ns2.example.net]}",
    ),
    finds: ["error 3:11 < mailchimp CNAME < 5", "error 3:11 < mailchimp CNAME < 5"],
  },
  {
    check: "name-delegated",
    title:
      "takes the addresses of name servers below the delegation, and a zone below that is managed to its own check",
    specs: {
      "spec.yaml": spec(
        "cloudflare",
        "mode: parked",
        "records:",
        "  - {name: shop, type: NS, value: ns1.shop.example.com}",
        "  - {name: ns1.shop, type: A, value: 192.0.2.1}",
        "  - {name: sub, type: NS, value: ns1.example.net}",
        "  - {name: www.sub, type: A, value: 192.0.2.1}",
      ),
      "sub.yaml": "domain: sub.example.com\ndns: route53\nmode: parked\n",
    },
    finds: [],
  },
];
