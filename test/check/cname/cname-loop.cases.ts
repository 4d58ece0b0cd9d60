import { type CheckCase, parked } from "../check-case.ts";

export const cases: readonly CheckCase[] = [
  {
    check: "cname-loop",
    title: "refuses a CNAME to itself",
    specs: parked("  - {name: www, type: CNAME, value: www}"),
    finds: ["error 5:5"],
    mended: parked("  - {name: www, type: CNAME, value: www.example.net}"),
  },
  {
    check: "cname-loop",
    title: "refuses a loop of three once, whatever leads into it",
    specs: parked(
      "  - {name: in, type: CNAME, value: a}",
      "  - {name: a, type: CNAME, value: b}",
      "  - {name: b, type: CNAME, value: c}",
      "  - {name: c, type: CNAME, value: a}",
    ),
    finds: ["error 8:5 < 6 < 7"],
  },
  {
    check: "cname-loop",
    title: "sees a loop through another zone",
    specs: {
      "spec.yaml": parked("  - {name: a, type: CNAME, value: b.example.org}"),
      "b.yaml":
        "domain: example.org\ndns: route53\nmode: parked\nrecords:\n  - {name: b, type: CNAME, value: a.example.com}\n",
    },
    finds: ["error 5:5 < b.yaml:5"],
  },
  {
    check: "cname-loop",
    title: "takes a chain that ends",
    specs: parked("  - {name: a, type: CNAME, value: b}", "  - {name: b, type: CNAME, value: c.example.net}"),
    finds: [],
  },
];
