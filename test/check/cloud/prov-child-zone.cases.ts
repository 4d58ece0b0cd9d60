import { provChildZone } from "../../../src/check/cloud/prov-child-zone.ts";
import type { CheckCase } from "../check-case.ts";
import { explained } from "../explained.ts";

const creating = (domain: string, cloud: string): string =>
  `domain: ${domain}\ndns: {cloud: ${cloud}, create: true}\nmode: parked\n`;

export const cases: readonly CheckCase[] = [
  ...explained(provChildZone, ["warning 2:6"]),
  {
    check: "prov-child-zone",
    title: "warns on Alibaba Cloud DNS, below a suffix of two labels too",
    specs: creating("shop.example.co.uk", "alidns"),
    finds: ["warning 2:6"],
  },
  {
    check: "prov-child-zone",
    title: "takes it on Route 53, which asks for nothing, and a registered domain anywhere",
    specs: {
      "a.yaml": creating("shop.example.com", "route53"),
      "b.yaml": creating("example.co.uk", "alidns"),
      "c.yaml": "domain: shop.example.org\ndns: cloudflare\nmode: parked\n",
    },
    finds: [],
  },
];
