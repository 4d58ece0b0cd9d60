import { spfDupTerm } from "../../../src/check/spf/spf-dup-term.ts";
import { type CheckCase, texts } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = [
  ...explained(spfDupTerm, ["warning 5:63"]),
  {
    check: "spf-dup-term",
    title: "sees the same term in other words, and takes terms of another sign",
    specs: texts(
      ["a", "v=spf1 include:a.example.net +INCLUDE:A.example.net -all"],
      ["b", "v=spf1 -ip4:198.51.100.7 ip4:198.51.100.0/24 -all"],
      ["c", "v=spf1 ip4:198.51.100.0/25 ip4:198.51.100.128/25 ip6:2001:db8::/32 ip6:2001:db9::1 -all"],
    ),
    finds: ["warning 5:65"],
  },
];
