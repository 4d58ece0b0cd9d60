import { type CheckCase, parked } from "../check-case.ts";

export const cases: readonly CheckCase[] = [
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
    check: "name-syntax",
    title: "takes addresses below an underscore, which exists: looks up (RFC 7208 §5.7), and no MX there",
    specs: parked(
      "  - {name: 30.20.10.52._spf, type: A, value: 127.0.0.2}",
      '  - {name: "*._spf", type: AAAA, value: "2001:db8::1"}',
      "  - {name: a._x, type: MX, value: 10 mx.example.net}",
      "  - {name: my_host.a, type: A, value: 127.0.0.2}",
    ),
    finds: ["error 7:14", "error 8:14"],
  },
  {
    check: "name-syntax",
    title: "takes blocks of addresses in a reverse zone, and a slash nowhere else (RFC 2317 §4)",
    specs: [
      "domain: 2.0.192.in-addr.arpa\ndns: route53\nrecords:",
      "  - {name: 0/25, type: NS, values: [ns1.example.net, ns2.example.net]}",
      "  - {name: '1', type: CNAME, value: 1.0/25.2.0.192.in-addr.arpa}",
      "  - {name: 129.128/25, type: PTR, value: mx.example.com}",
      "---",
      "domain: example.com\ndns: route53\nmode: parked\nrecords:",
      "  - {name: 0/25, type: TXT, value: x}",
      "",
    ].join("\n"),
    finds: ["error 12:13"],
  },
];
