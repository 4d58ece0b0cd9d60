import type { CheckCase } from "../check-case.ts";

const parent = (...more: string[]): string =>
  ["domain: example.com", "dns: route53", "mode: parked", ...more, ""].join("\n");
const CHILD = "domain: shop.example.com\ndns: {cloud: route53, create: true}\nmode: parked\n";

export const cases: readonly CheckCase[] = [
  {
    check: "name-undelegated",
    title: "warns of a zone that is created below the zone of another stack",
    specs: { "stacks/a/example.com.yaml": parent(), "stacks/b/shop.yaml": CHILD },
    finds: ["warning stacks/b/shop.yaml:2:6"],
    mended: {
      "stacks/a/example.com.yaml": parent("records:", "  - {name: shop, type: NS, value: ns-1.example.net}"),
      "stacks/b/shop.yaml": CHILD,
    },
  },
  {
    check: "name-undelegated",
    title: "is silent within a stack, which publishes the NS itself, and where no zone above is managed",
    specs: { "stacks/a/example.com.yaml": parent(), "stacks/a/shop.yaml": CHILD },
    finds: [],
  },
  {
    check: "name-undelegated",
    title: "is silent about a zone that is there",
    specs: {
      "stacks/a/example.com.yaml": parent(),
      "stacks/b/shop.yaml": "domain: shop.example.com\ndns: route53\nmode: parked\n",
    },
    finds: [],
  },
];
