import { spfAllQualifier } from "../../../src/check/spf/spf-all-qualifier.ts";
import { type CheckCase, texts } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = [
  ...explained(spfAllQualifier, ["error 5:45"]),
  {
    check: "spf-all-qualifier",
    title: "warns of ?all, and takes ~all",
    specs: texts(["a", "v=spf1 a ?all"], ["b", "v=spf1 a ~all"], ["c", "v=spf1 a +all"]),
    finds: ["warning 5:45", "error 7:45"],
  },
  {
    check: "spf-all-qualifier",
    title: "takes ?all in what others only include, since of an include only a pass counts (RFC 7208 §5.2)",
    specs: texts(
      ["@", "v=spf1 include:_spf.example.com include:parts.example.com -all"],
      ["_spf", "v=spf1 ip4:100.20.30.40 ?all"],
      ["parts", "v=spf1 ip4:100.20.30.41 ?all"],
    ),
    finds: [],
  },
  {
    check: "spf-all-qualifier",
    title: "refuses +all there, and warns of ?all where redirect= leads (RFC 7208 §6.1)",
    specs: texts(
      ["a", "v=spf1 include:_open.example.com -all"],
      ["_open", "v=spf1 +all"],
      ["b", "v=spf1 redirect=_end.example.com"],
      ["_end", "v=spf1 ip4:100.20.30.40 ?all"],
    ),
    finds: ["error 6:47", "warning 8:63"],
  },
];
