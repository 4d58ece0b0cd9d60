import { type CheckCase, parked } from "../check-case.ts";

export const cases: readonly CheckCase[] = [
  {
    check: "name-repeated-domain",
    title: "refuses the domain twice",
    specs: parked("  - {name: www.example.com, type: A, value: 192.0.2.1}"),
    finds: ["error 5:12"],
    mended: parked("  - {name: www, type: A, value: 192.0.2.1}"),
  },
  {
    check: "name-repeated-domain",
    title: "refuses the domain itself as a relative name",
    specs: parked("  - {name: example.com, type: TXT, value: x}"),
    finds: ["error 5:12"],
    mended: parked('  - {name: "@", type: TXT, value: x}'),
  },
  {
    check: "name-repeated-domain",
    title: "refuses the zone's name below a mail domain in it",
    specs:
      "domain: shop.example.com\nzone: example.com\ndns: cloudflare\nmode: parked\nrecords:\n  - {name: www.example.com, type: A, value: 192.0.2.1}\n",
    finds: ["error 6:12"],
  },
  {
    check: "name-repeated-domain",
    title: "takes the domain inside a longer name, such as the consent to foreign DMARC reports",
    specs: parked("  - {name: example.com._report._dmarc, type: TXT, value: v=DMARC1}"),
    finds: [],
  },
];
