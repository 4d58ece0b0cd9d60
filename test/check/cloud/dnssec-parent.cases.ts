import { dnssecParent } from "../../../src/check/cloud/dnssec-parent.ts";
import type { CheckCase } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = [
  ...explained(dnssecParent, ["info 6:45"]),
  {
    check: "dnssec-parent",
    title: "tells it of the nearest zone above, signed or not, and not of a zone that is not signed",
    specs: {
      "a.yaml": "domain: example.com\ndns: {cloud: route53, create: true, dnssec: true}\nmode: parked\n",
      "b.yaml":
        "domain: a.shop.example.com\ndns: {cloud: route53, create: true, dnssec: true}\nmode: parked\n",
      "c.yaml": "domain: b.shop.example.com\ndns: {cloud: route53, create: true}\nmode: parked\n",
    },
    finds: ["info b.yaml:2:45"],
  },
];
