import { type CheckCase, spec } from "../check-case.ts";

export const cases: readonly CheckCase[] = [
  {
    check: "mx-null-provider",
    title: "warns of a parked domain on Alibaba Cloud DNS",
    specs: spec("alidns", "mode: parked"),
    finds: ["warning 3:7 < parked-domain MX"],
  },
  {
    check: "mx-null-provider",
    title: "refuses the user's own null MX there, and only there",
    specs: spec("[alidns, cloudflare]", "mode: send-only", "records:", "  - {type: MX, value: 0 .}"),
    finds: ["error 5:5"],
    mended: spec("[alidns, cloudflare]", "mode: send-only"),
  },
  {
    check: "mx-null-provider",
    title: "takes it on the other clouds",
    specs: spec("[route53, cloudflare]", "mode: parked"),
    finds: [],
  },
];
