import { type CheckCase, parked } from "../check-case.ts";

/** shop.example.com in the zone of example.com, with lines from line 5 on. */
const below = (...lines: string[]): string =>
  [
    "domain: shop.example.com",
    "zone: example.com",
    "dns: cloudflare",
    "mode: receive-only",
    ...lines,
    "",
  ].join("\n");

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
    title:
      "warns of a name written from the zone: the domain's own labels twice, in records and under external",
    specs: below(
      "external: [s2._domainkey.shop]",
      "records:",
      "  - {name: s1._domainkey.shop, type: TXT, value: v=DKIM1; p=}",
      "  - {name: www.shop, type: A, value: 192.0.2.1}",
    ),
    finds: ["warning 5:1", "warning 7:12", "warning 8:12"],
    mended: below(
      "external: [s2._domainkey]",
      "records:",
      "  - {name: s1._domainkey, type: TXT, value: v=DKIM1; p=}",
      "  - {name: www, type: A, value: 192.0.2.1}",
    ),
  },
  {
    check: "name-repeated-domain",
    title: "takes a host of the same name, an absolute name, and labels that only end alike",
    specs: below(
      "records:",
      "  - {name: shop, type: A, value: 192.0.2.1}",
      "  - {name: www.myshop, type: A, value: 192.0.2.1}",
      "  - {name: s1._domainkey.shop.example.com., type: TXT, value: v=DKIM1; p=}",
    ),
    finds: [],
  },
  {
    check: "name-repeated-domain",
    title: "takes the domain inside a longer name, such as the consent to foreign DMARC reports",
    specs: parked("  - {name: example.com._report._dmarc, type: TXT, value: v=DMARC1}"),
    finds: [],
  },
];
