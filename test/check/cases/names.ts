import { type CheckCase, spec } from "../check-case.ts";

const parked = (...lines: string[]): string => spec("cloudflare", "mode: parked", "records:", ...lines);

export const names: readonly CheckCase[] = [
  {
    check: "name-syntax",
    title: "refuses an empty label",
    specs: parked("  - {name: a..b, type: TXT, value: x}"),
    finds: ["error 5:14"],
    mended: parked("  - {name: a.b, type: TXT, value: x}"),
  },
  {
    check: "name-syntax",
    title: "refuses a label of 64 octets",
    specs: parked(`  - {name: ${"a".repeat(64)}, type: TXT, value: x}`),
    finds: ["error 5:12"],
    mended: parked(`  - {name: ${"a".repeat(63)}, type: TXT, value: x}`),
  },
  {
    check: "name-syntax",
    title: "refuses a name of more than 253 octets",
    specs: parked(`  - {name: ${Array(5).fill("a".repeat(50)).join(".")}, type: TXT, value: x}`),
    finds: ["error 5:12"],
  },
  {
    check: "name-syntax",
    title: "refuses a mail address as a name",
    specs: parked("  - {name: info@example.com, type: TXT, value: x}"),
    finds: ["error 5:16"],
  },
  {
    check: "name-syntax",
    title: "refuses a wildcard that is not leftmost",
    specs: parked("  - {name: a.*, type: TXT, value: x}"),
    finds: ["error 5:14"],
    mended: parked('  - {name: "*.a", type: TXT, value: x}'),
  },
  {
    check: "name-syntax",
    title: "refuses an underscore in the owner of an address",
    specs: parked("  - {name: my_host, type: A, value: 192.0.2.1}"),
    finds: ["error 5:14"],
    mended: parked("  - {name: my-host, type: A, value: 192.0.2.1}"),
  },
  {
    check: "name-syntax",
    title: "refuses an underscore in the owner of an MX, and places it at the MX",
    specs: parked(
      "  - {name: a_b, type: TXT, value: x}",
      "  - {name: a_b, type: MX, value: 10 mx.example.net}",
    ),
    finds: ["error 6:13"],
  },
  {
    check: "name-syntax",
    title: "refuses a hyphen at the end of a label",
    specs: parked("  - {name: a-, type: TXT, value: x}"),
    finds: ["error 5:13"],
  },
  {
    check: "name-syntax",
    title: "takes underscores, wildcards and labels of digits where they may stand",
    specs: parked(
      "  - {name: _x._y_z, type: TXT, value: x}",
      '  - {name: "*", type: A, value: 192.0.2.1}',
      '  - {name: "*.sub", type: MX, value: 10 mx.example.net}',
      '  - {name: "123", type: AAAA, value: "2001:db8::1"}',
      "  - {name: _sip._tcp, type: SRV, value: 0 0 5060 sip.example.net}",
    ),
    finds: [],
  },
  {
    check: "name-idna",
    title: "refuses an owner that is no valid A-label",
    specs: parked("  - {name: xn--zz--, type: TXT, value: x}"),
    finds: ["error 5:12"],
  },
  {
    check: "name-idna",
    title: "refuses a target that cannot be written as an A-label",
    specs: parked('  - {name: www, type: CNAME, value: "a\u00adb\u200d.example.net"}'),
    finds: ["error 5:38"],
  },
  {
    check: "name-idna",
    title: "refuses a target that is no valid A-label",
    specs: parked("  - {name: www, type: CNAME, value: xn--zz--.example.net}"),
    finds: ["error 5:37"],
    mended: parked("  - {name: www, type: CNAME, value: www.example.net}"),
  },
  {
    check: "name-idna",
    title: "takes U-labels and A-labels",
    specs: [
      "domain: bücher.example",
      "dns: cloudflare",
      "mode: parked",
      "records:",
      "  - {name: straße, type: CNAME, value: 例え.テスト}",
      "  - {name: xn--bcher-kva, type: TXT, value: x}",
      "",
    ].join("\n"),
    finds: [],
  },
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
