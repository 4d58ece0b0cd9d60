import { type CheckCase, spec } from "../check-case.ts";

const TLSA = `3 1 1 ${"0a1b2c3d".repeat(8)}`;
const host = (dns: string): string =>
  spec(
    dns,
    "spf: {mx: true}",
    "records:",
    "  - {type: MX, value: 10 mx}",
    "  - {name: mx, type: A, value: 198.51.100.25}",
    `  - {name: _25._tcp.mx, type: TLSA, value: ${TLSA}}`,
  );
const reverse = (dns: string, ...records: string[]): string =>
  ["domain: 100.51.198.in-addr.arpa", `dns: ${dns}`, "records:", ...records, ""].join("\n");

/** TLSA, PTR, and the reverse zones that PTR stands in. */
export const types: readonly CheckCase[] = [
  {
    check: "rr-type-supported",
    title: "refuses TLSA and PTR on Alibaba Cloud DNS, whose public zones are not known to hold them",
    specs: {
      "spec.yaml": host("alidns"),
      "r.yaml": reverse("alidns", "  - {name: 25, type: PTR, value: mx.example.com}".replace("25", '"25"')),
    },
    finds: ["error 7:5", "error r.yaml:4:5"],
    mended: {
      "spec.yaml": host("route53"),
      "r.yaml": reverse("route53", '  - {name: "25", type: PTR, value: mx.example.com}'),
    },
  },
  {
    check: "rr-type-supported",
    title: "takes TLSA and PTR on the other clouds",
    specs: {
      "spec.yaml": host("[cloudflare, route53]"),
      "r.yaml": reverse("[cloudflare, route53]", '  - {name: "25", type: PTR, target: mx.example.com}'),
    },
    finds: [],
  },
  {
    check: "rr-target-fqdn",
    title: "refuses a PTR to an address, to a single label, and into the reverse zone",
    specs: reverse(
      "cloudflare",
      '  - {name: "25", type: PTR, value: 198.51.100.25}',
      '  - {name: "26", type: PTR, value: mx}',
      '  - {name: "27", type: PTR, value: mx.}',
    ),
    finds: ["error 4:36", "error 5:36", "error 6:36"],
    mended: reverse("cloudflare", '  - {name: "25", type: PTR, value: mx.example.com}'),
  },
  {
    check: "name-public-suffix",
    title: "takes a reverse zone without mail, and refuses mail in it",
    specs: {
      "spec.yaml": reverse("cloudflare", '  - {name: "25", type: PTR, value: mx.example.com}'),
      "a.yaml": "domain: 2.0.192.in-addr.arpa\ndns: cloudflare\nmode: parked\n",
    },
    finds: ["error a.yaml:1:9"],
  },
];
