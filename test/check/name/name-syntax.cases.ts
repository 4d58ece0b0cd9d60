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
];
