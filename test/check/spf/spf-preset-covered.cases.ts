import { spfPresetCovered } from "../../../src/check/spf/spf-preset-covered.ts";
import { type CheckCase, spec } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = [
  ...explained(spfPresetCovered, ["error 5:5"]),
  {
    check: "spf-preset-covered",
    title:
      "is not sure where the record includes another one, and asks nothing of a domain that only receives",
    specs: [
      spec(
        "cloudflare",
        "mailbox: {provider: tencent-exmail, groups: {spf: false}}",
        "records:",
        "  - {type: TXT, value: 'v=spf1 include:flat.example.net -all'}",
      ),
      spec(
        "cloudflare",
        "mode: receive-only",
        "mailbox: {provider: tencent-exmail, groups: {spf: false}}",
        "spf: {all: fail}",
      ).replace("example.com", "example.org"),
    ].join("---\n"),
    finds: ["warning 5:5"],
  },
];
