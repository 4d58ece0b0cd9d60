import { mxIpv4 } from "../../../src/check/mx/mx-ipv4.ts";
import { type CheckCase, spec } from "../check-case.ts";
import { explained } from "../explained.ts";

const V6 = (name: string): string => `  - {name: ${name}, type: AAAA, value: "2001:db8::25"}`;

export const cases: readonly CheckCase[] = [
  ...explained(mxIpv4, ["warning 5:26"]),
  {
    check: "mx-ipv4",
    title: "tells once of two hosts with AAAA only",
    specs: spec(
      "cloudflare",
      "mode: receive-only",
      "records:",
      "  - {type: MX, values: [10 a, 20 b]}",
      V6("a"),
      V6("b"),
    ),
    finds: ["warning 5:28"],
  },
  {
    check: "mx-ipv4",
    title: "takes one host with A, one that is not in the specs, and one that others manage",
    specs: {
      "spec.yaml": spec(
        "cloudflare",
        "mode: receive-only",
        "records:",
        "  - {type: MX, values: [10 a, 20 b]}",
        V6("a"),
        V6("b"),
        "  - {name: b, type: A, value: 198.51.100.25}",
      ),
      "a.yaml": spec(
        "cloudflare",
        "mode: receive-only",
        "records:",
        "  - {type: MX, values: [10 a, 20 mx.example.org]}",
        V6("a"),
      ).replace("example.com", "example.net"),
      "b.yaml": spec(
        "cloudflare",
        "mode: receive-only",
        "external: [a]",
        "records:",
        "  - {type: MX, value: 10 a}",
        V6("a"),
      ).replace("example.com", "a.example"),
    },
    finds: [],
  },
];
