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
];
