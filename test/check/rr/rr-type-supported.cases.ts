import { type CheckCase, parked, spec } from "../check-case.ts";
import { reverse } from "./specs.ts";

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

export const cases: readonly CheckCase[] = [
  {
    check: "rr-type-supported",
    title: "refuses a type that was not verified on the cloud",
    specs: parked(
      "  - {name: www, type: A, value: 192.0.2.1}",
      '  - {name: www, type: CAA, value: 0 issue "ca.example.net"}',
    ),
    finds: ["error 6:5"],
    alter: (zone) => ({
      ...zone,
      cloud: {
        ...zone.cloud,
        limits: { ...zone.cloud.limits, types: { ...zone.cloud.limits.types, able: ["A", "MX", "TXT"] } },
      },
    }),
  },
  {
    check: "rr-type-supported",
    title: "takes on every cloud what all of them hold",
    specs: spec(
      "[cloudflare, route53, alidns]",
      "mode: send-only",
      "records:",
      "  - {name: a, type: A, value: 192.0.2.1}",
      '  - {name: a, type: AAAA, value: "2001:db8::1"}',
      '  - {name: a, type: CAA, value: 0 issue "ca.example.net"}',
      "  - {name: b, type: CNAME, value: a}",
      "  - {name: c, type: NS, value: ns1.example.net}",
      "  - {name: _imaps._tcp, type: SRV, value: 0 1 993 a}",
      "  - {name: d, type: TXT, value: x}",
      "  - {name: e, type: MX, value: 10 a}",
    ),
    finds: [],
  },
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
];
