import { spfDomainSpec } from "../../../src/check/spf/spf-domain-spec.ts";
import { type CheckCase, sends } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = [
  ...explained(spfDomainSpec, ["error 5:51"]),
  {
    check: "spf-domain-spec",
    title: "points to the item under spf:",
    specs: sends("spf:", "  include: [a b.example.net]"),
    finds: ["error 5:13"],
  },
];
