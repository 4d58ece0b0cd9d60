import { spfDomainSpec } from "../../../src/check/spf/spf-domain-spec.ts";
import { type CheckCase, sends } from "../check-case.ts";
import { explained } from "../explained.ts";
import { record } from "./specs.ts";

export const cases: readonly CheckCase[] = [
  ...explained(spfDomainSpec, ["error 5:51"]),
  {
    check: "spf-domain-spec",
    title: "points to the item under spf:",
    specs: sends("spf:", "  include: [a b.example.net]"),
    finds: ["error 5:13"],
  },
  {
    check: "spf-domain-spec",
    title:
      "warns of labels that the grammar allows and no name has (RFC 7208 §7.1), where they make no permerror",
    specs: record(
      "v=spf1 a:foo:bar/baz.example.net mx:a@b.example.net exists:a!.example.net ptr:a=b.example.net -all",
    ),
    finds: ["warning 5:34", "warning 5:61", "warning 5:84", "warning 5:103"],
  },
  {
    check: "spf-domain-spec",
    title: "refuses such a label where a record must be: include and redirect find none (§5.2, §6.1)",
    specs: record("v=spf1 redirect=a:b.example.net"),
    finds: ["error 5:41"],
    mended: record("v=spf1 redirect=b.example.net"),
  },
  {
    check: "spf-domain-spec",
    title: "takes macros with any character around them (§12)",
    specs: record("v=spf1 exists:%{i}/x:y.%{d} -all"),
    finds: [],
  },
];
