import { spfLoop } from "../../../src/check/spf/spf-loop.ts";
import { type CheckCase, texts } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = [
  ...explained(spfLoop, ["error 6:5 < 5"]),
  {
    check: "spf-loop",
    title: "sees a record that includes itself, and a circle through another zone",
    specs: {
      "spec.yaml": texts(["@", "v=spf1 include:example.com -all"]),
      "b.yaml":
        "domain: example.net\ndns: route53\nmode: send-only\nrecords:\n  - {type: TXT, value: 'v=spf1 redirect=a.example.org'}\n",
      "c.yaml":
        "domain: example.org\ndns: route53\nmode: send-only\nrecords:\n  - {name: a, type: TXT, value: 'v=spf1 include:example.net -all'}\n",
    },
    finds: ["error 5:5", "error c.yaml:5:5 < b.yaml:5"],
  },
];
