import { spfUnknownModifier } from "../../../src/check/spf/spf-unknown-modifier.ts";
import { type CheckCase, texts } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = [
  ...explained(spfUnknownModifier, ["warning 5:45"]),
  {
    check: "spf-unknown-modifier",
    title: "takes those of RFC 6652",
    specs: texts(["@", "v=spf1 a ra=postmaster rp=100 rr=all -all"]),
    finds: [],
  },
];
