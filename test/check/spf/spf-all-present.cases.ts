import { type CheckCase, sends } from "../check-case.ts";
import { record } from "./specs.ts";

export const cases: readonly CheckCase[] = [
  {
    check: "spf-all-present",
    title: "warns of a record without all and redirect",
    specs: record("v=spf1 ip4:192.0.2.1"),
    finds: ["warning 5:5"],
    mended: record("v=spf1 ip4:192.0.2.1 -all"),
  },
  {
    check: "spf-all-present",
    title: "takes redirect, all before exp, and parts that others include",
    specs: sends(
      "records:",
      "  - {name: a, type: TXT, value: v=spf1 redirect=_spf.example.net}",
      "  - {name: b, type: TXT, value: 'v=spf1 mx ALL exp=explain.example.net'}",
      "  - {name: _spf, type: TXT, value: 'v=spf1 ip4:192.0.2.1'}",
    ),
    finds: [],
  },
  {
    check: "spf-all-present",
    title:
      "takes a part without an underscore that the run's records include, and warns where redirect= leads",
    specs: sends(
      "records:",
      "  - {type: TXT, value: 'v=spf1 include:parts.example.com -all'}",
      "  - {name: parts, type: TXT, value: 'v=spf1 ip4:192.0.2.1'}",
      "  - {name: b, type: TXT, value: v=spf1 redirect=_end.example.com}",
      "  - {name: _end, type: TXT, value: 'v=spf1 ip4:192.0.2.1'}",
    ),
    finds: ["warning 8:5"],
  },
];
