import { type CheckCase, spec } from "../check-case.ts";
import { named } from "./specs.ts";

export const cases: readonly CheckCase[] = [
  {
    check: "park-complete",
    title: "warns where the spec weakens what mode parked brings",
    specs: {
      "spec.yaml": spec("cloudflare", "mode: parked", "dmarc: {policy: quarantine}"),
      "a.yaml": named("a.example", spec("cloudflare", "mode: parked", "spf: {ip4: [198.51.100.25]}")),
      "b.yaml": named(
        "b.example",
        spec("cloudflare", "mode: parked", "dmarc: {policy: reject, subdomainPolicy: none}"),
      ),
    },
    finds: ["warning 4:17", "warning a.yaml:4:1", "warning b.yaml:4:42"],
    mended: spec("cloudflare", "mode: parked"),
  },
  {
    check: "park-complete",
    title: "warns where one of the four is not there",
    specs: spec("cloudflare", "mode: parked"),
    finds: ["warning 1:9", "warning 1:9", "warning 1:9", "warning 1:9"],
    alter: (zone) => ({ ...zone, rrsets: [], owners: new Map() }),
  },
  {
    check: "park-complete",
    title:
      "takes a parked domain on every cloud, without the null MX where it cannot be, and a DMARC record of others",
    specs: {
      "spec.yaml": spec("[cloudflare, route53, alidns]", "mode: parked"),
      "a.yaml": named(
        "a.example",
        spec(
          "cloudflare",
          "mode: parked",
          "dmarc: {policy: reject, subdomainPolicy: reject, nonexistentPolicy: reject}",
        ),
      ),
    },
    finds: [],
  },
];
