import { type CheckCase, spec } from "../check-case.ts";

const guest = [
  "domain: promo.example.com",
  "zone: example.com",
  "dns: cloudflare",
  "mode: parked",
  "records:",
  "  - {name: lists.example.com., type: TXT, value: x}",
  "",
].join("\n");

export const cases: readonly CheckCase[] = [
  {
    check: "name-accepted",
    title: "tells of a record that the spec of the name's domain allows, and where it allows it",
    specs: {
      "a.yaml": spec("cloudflare", "mode: parked", "accepts:", "  - domain: promo.example.com"),
      "b.yaml": guest,
    },
    finds: ["info b.yaml:6:12 < a.yaml:5"],
  },
  {
    check: "name-accepted",
    title: "is silent about one that is refused",
    specs: { "a.yaml": spec("cloudflare", "mode: parked"), "b.yaml": guest },
    finds: [],
  },
];
