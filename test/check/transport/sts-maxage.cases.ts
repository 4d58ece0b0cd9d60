import { stsMaxage } from "../../../src/check/transport/sts-maxage.ts";
import type { CheckCase } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = [
  ...explained(stsMaxage, ["warning 4:49"]),
  {
    check: "sts-maxage",
    title: "takes a day, the default, and less while the policy is tested or ends",
    specs: [
      "mode: enforce, maxAge: 86400",
      "mode: enforce",
      "mode: testing, maxAge: 60",
      "mode: none, maxAge: 60",
    ]
      .map(
        (fields, i) =>
          `domain: ${"abcd"[i]}.example\ndns: cloudflare\nmailbox: tencent-exmail\nmtaSts: {host: external, ${fields}}\n`,
      )
      .join("---\n"),
    finds: [],
  },
];
