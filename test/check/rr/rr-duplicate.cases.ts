import { type CheckCase, parked, spec } from "../check-case.ts";

export const cases: readonly CheckCase[] = [
  {
    check: "rr-duplicate",
    title: "refuses the same data twice",
    specs: parked(
      "  - {name: www, type: A, value: 192.0.2.1}",
      "  - {name: www, type: A, values: [192.0.2.2, 192.0.2.1]}",
    ),
    finds: ["error 6:46 < 5"],
    mended: parked(
      "  - {name: www, type: A, value: 192.0.2.1}",
      "  - {name: www, type: A, values: [192.0.2.2]}",
    ),
  },
  {
    check: "rr-duplicate",
    title: "sees through ways of writing, and names the preset's line",
    specs: spec(
      "cloudflare",
      "mailbox: {provider: self-hosted, with: {ipv4: 192.0.2.25}}",
      "records:",
      "  - {name: MAIL.example.com., type: A, value: 192.0.2.25}",
    ),
    finds: ["error 5:5 < 3 < self-hosted A"],
    mended: spec("cloudflare", "mailbox: {provider: self-hosted, with: {ipv4: 192.0.2.25}}"),
  },
  {
    check: "rr-duplicate",
    title: "takes IPv6 in two spellings for one address",
    specs: parked(
      '  - {name: www, type: AAAA, value: "2001:db8::1"}',
      '  - {name: www, type: AAAA, value: "2001:0DB8:0:0::1"}',
    ),
    finds: ["error 6:5 < 5"],
  },
  {
    check: "rr-duplicate",
    title: "leaves a domain with two specs to fleet-dup-domain",
    specs: { "spec.yaml": spec("cloudflare", "mode: parked"), "b.yaml": spec("cloudflare", "mode: parked") },
    finds: [],
  },
  {
    check: "rr-duplicate",
    title: "takes texts that differ by case alone",
    specs: parked("  - {name: www, type: TXT, values: [a, A]}"),
    finds: [],
  },
];
