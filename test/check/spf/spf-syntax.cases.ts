import { type CheckCase, sends } from "../check-case.ts";
import { record } from "./specs.ts";

export const cases: readonly CheckCase[] = [
  {
    check: "spf-syntax",
    title: "points into an item under spf: that holds two terms",
    specs: sends("spf:", "  ip4: [192.0.2.1, 999.1.1.1]", "  include: [a b.example.net]"),
    finds: ["error 6:15"],
    mended: sends("spf:", "  ip4: [192.0.2.1]", "  include: [b.example.net]"),
  },
  {
    check: "spf-syntax",
    title: "points to the record of records:, once a problem",
    specs: record("v=spf1 fooo bar:baz ip4:1.2.3.4/33 -all"),
    finds: ["error 5:32", "error 5:37"],
    mended: record("v=spf1 ip4:1.2.3.4/32 -all"),
  },
  {
    check: "spf-syntax",
    title: "warns of a text that is nearly SPF",
    specs: sends(
      "records:",
      "  - {name: a, type: TXT, value: v=spf10 -all}",
      '  - {name: b, type: TXT, value: " v=spf1 -all"}',
      "  - {name: c, type: TXT, value: spf1 -all}",
      '  - {name: d, type: TXT, value: "v=spf1\\t-all"}',
    ),
    finds: ["warning 5:33", "warning 7:33", "warning 8:34"],
  },
  {
    check: "spf-syntax",
    title: "takes sound records that other tools refuse",
    specs: sends(
      "records:",
      "  - {name: a, type: TXT, value: v=spf1 redirect=_spf.example.net}",
      "  - {name: b, type: TXT, value: 'v=spf1 mx -all exp=explain.example.net'}",
      "  - {name: c, type: TXT, value: 'v=spf1 a/24//64 unknown=foo ptr ?all'}",
      "  - {name: d, type: TXT, value: 'v=spf1 exists:%{ir}.%{v}._spf.%{d2} -all'}",
      "  - {name: e, type: TXT, value: v=spf1}",
    ),
    finds: [],
  },
];
