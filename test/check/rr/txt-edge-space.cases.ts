import { txtEdgeSpace } from "../../../src/check/rr/txt-edge-space.ts";
import { type CheckCase, texts } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = [
  ...explained(txtEdgeSpace, ["error 5:36"]),
  {
    check: "txt-edge-space",
    title: "warns of white space that costs nothing",
    specs: texts(["a", "token "], ["s1._domainkey", " v=DKIM1; p="], ["b", "v=spf1 -all "], ["c", "a b"]),
    finds: ["warning 5:41", "warning 6:48", "warning 7:47"],
  },
];
