import { spfRedirect } from "../../../src/check/spf/spf-redirect.ts";
import { type CheckCase, texts } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = [
  ...explained(spfRedirect, ["error 5:66"]),
  {
    check: "spf-redirect",
    title: "refuses one without a domain, and two explanations",
    specs: texts(["a", "v=spf1 redirect="], ["b", "v=spf1 -all exp=a.example.net exp=b.example.net"]),
    finds: ["error 5:43", "error 6:66"],
  },
];
