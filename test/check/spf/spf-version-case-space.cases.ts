import { spfVersionCaseSpace } from "../../../src/check/spf/spf-version-case-space.ts";
import { type CheckCase, texts } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = [
  ...explained(spfVersionCaseSpace, ["warning 5:36"]),
  {
    check: "spf-version-case-space",
    title: "takes capitals in names and macros",
    specs: texts(["@", "v=spf1 include:SPF.Example.net exists:%{I}.example.net -all"]),
    finds: [],
  },
];
