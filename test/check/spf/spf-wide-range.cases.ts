import { spfWideRange } from "../../../src/check/spf/spf-wide-range.ts";
import { type CheckCase, texts } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = [
  ...explained(spfWideRange, ["error 5:43"]),
  {
    check: "spf-wide-range",
    title: "warns of wide networks, and takes those of the limit and those that are refused",
    specs: texts(
      ["a", "v=spf1 ip4:8.0.0.0/8 -all"],
      ["b", "v=spf1 a/8 -all"],
      ["c", "v=spf1 a//0 -all"],
      ["d", "v=spf1 ip4:40.92.0.0/16 ip6:2a01:110::/32 -ip4:0.0.0.0/0 mx/24//64 -all"],
    ),
    finds: ["warning 5:43", "warning 6:43", "error 7:43"],
  },
];
