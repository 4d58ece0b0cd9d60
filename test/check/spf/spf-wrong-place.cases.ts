import { spfWrongPlace } from "../../../src/check/spf/spf-wrong-place.ts";
import { type CheckCase, texts } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = [
  ...explained(spfWrongPlace, ["error 5:13"]),
  {
    check: "spf-wrong-place",
    title: "refuses it at a selector and at _mta-sts, and takes parts that others include",
    specs: texts(["s1._domainkey", "v=spf1 -all"], ["_mta-sts", "v=spf1 -all"], ["_spf", "v=spf1 -all"]),
    finds: ["error 5:13", "error 6:13"],
  },
];
