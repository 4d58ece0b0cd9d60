import { type CheckCase, parked, spec } from "../check-case.ts";

export const cases: readonly CheckCase[] = [
  {
    check: "name-outside-zone",
    title: "refuses an owner in another zone",
    specs: parked("  - {name: www.example.net., type: TXT, value: x}"),
    finds: ["error 5:12"],
    mended: parked("  - {name: www.example.com., type: TXT, value: x}"),
  },
  {
    check: "name-outside-zone",
    title: "compares whole labels",
    specs: parked("  - {name: badexample.com., type: TXT, value: x}"),
    finds: ["error 5:12"],
  },
  {
    check: "name-outside-zone",
    title: "refuses what a managed zone below hides, on whatever cloud",
    specs: {
      "spec.yaml": parked("  - {name: www.shop, type: A, value: 192.0.2.1}"),
      "shop.yaml": "domain: shop.example.com\ndns: route53\nmode: parked\n",
    },
    finds: ["error 5:5 < shop.yaml:1"],
    mended: {
      "spec.yaml": spec("cloudflare", "mode: parked"),
      "shop.yaml":
        "domain: shop.example.com\ndns: route53\nmode: parked\nrecords:\n  - {name: www, type: A, value: 192.0.2.1}\n",
    },
  },
  {
    check: "name-outside-zone",
    title: "takes the delegation of a managed zone below with the addresses of its name servers",
    specs: {
      "spec.yaml": parked(
        "  - {name: shop, type: NS, value: ns1.shop}",
        "  - {name: shop, type: NS, value: ns1.shop.example.com}",
        "  - {name: ns1.shop, type: A, value: 192.0.2.1}",
        "  - {name: shopping, type: A, value: 192.0.2.1}",
      ).replace("  - {name: shop, type: NS, value: ns1.shop}\n", ""),
      "shop.yaml": "domain: shop.example.com\ndns: route53\nmode: parked\n",
    },
    finds: [],
  },
  {
    check: "name-outside-zone",
    title: "takes a mail domain below its zone",
    specs: "domain: shop.example.com\nzone: example.com\ndns: cloudflare\nmode: parked\n",
    finds: [],
  },
];
