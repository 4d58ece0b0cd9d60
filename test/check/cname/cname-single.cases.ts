import { type CheckCase, parked, spec } from "../check-case.ts";
import { selfHosted, withoutImap } from "./specs.ts";

export const cases: readonly CheckCase[] = [
  {
    check: "cname-single",
    title: "refuses a second CNAME at a preset's name",
    specs: spec(
      "cloudflare",
      selfHosted,
      "records:",
      "  - {name: imap, type: CNAME, value: host.example.net}",
    ),
    finds: ["error 5:5 < 3 < self-hosted CNAME"],
    mended: spec(
      "cloudflare",
      withoutImap,
      "records:",
      "  - {name: imap, type: CNAME, value: host.example.net}",
    ),
  },
  {
    check: "cname-single",
    title: "refuses two of the spec's own",
    specs: parked("  - {name: www, type: CNAME, values: [a.example.net, b.example.net]}"),
    finds: ["error 5:54 < 5"],
    mended: parked("  - {name: www, type: CNAME, values: [a.example.net]}"),
  },
  {
    check: "cname-single",
    title: "leaves the same target twice to rr-duplicate",
    specs: parked("  - {name: www, type: CNAME, values: [a.example.net, A.example.net.]}"),
    finds: [],
  },
];
