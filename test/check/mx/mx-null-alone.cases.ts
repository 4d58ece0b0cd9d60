import { type CheckCase, exmail, spec } from "../check-case.ts";

export const cases: readonly CheckCase[] = [
  {
    check: "mx-null-alone",
    title: "refuses a null MX beside another",
    specs: spec("cloudflare", exmail, "records:", "  - {type: MX, value: 0 .}"),
    finds: ["error 5:5 < 3 < tencent-exmail MX < 3 < tencent-exmail MX"],
    mended: spec("cloudflare", exmail),
  },
  {
    check: "mx-null-alone",
    title: "refuses another beside a parked domain's null MX",
    specs: spec("cloudflare", "mode: parked", "records:", "  - {type: MX, value: 10 mx.example.net}"),
    finds: ["error 5:5 < 3 < parked-domain MX"],
    mended: spec("cloudflare", "mode: parked"),
  },
  {
    check: "mx-null-alone",
    title: "takes a null MX alone",
    specs: spec("cloudflare", "mode: parked"),
    finds: [],
  },
];
