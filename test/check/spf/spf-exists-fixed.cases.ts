import { spfExistsFixed } from "../../../src/check/spf/spf-exists-fixed.ts";
import { type CheckCase, sends } from "../check-case.ts";
import { explained } from "../explained.ts";
import { record } from "./specs.ts";

const A = "  - {name: ok, type: A, value: 100.20.30.40}";

export const cases: readonly CheckCase[] = [
  ...explained(spfExistsFixed, ["warning 5:43"]),
  {
    check: "spf-exists-fixed",
    title:
      "refuses a name that the run gives an address, as itself or by %{d}: everybody passes (RFC 7208 §5.7)",
    specs: sends("records:", "  - {type: TXT, value: 'v=spf1 exists:ok.example.com exists:ok.%{d} -all'}", A),
    finds: ["error 5:32", "error 5:54"],
    mended: sends("records:", "  - {type: TXT, value: 'v=spf1 a:ok.example.com -all'}", A),
  },
  {
    check: "spf-exists-fixed",
    title: "warns where it fails everybody, has no address, or is elsewhere",
    specs: sends(
      "records:",
      "  - {name: a, type: TXT, value: 'v=spf1 -exists:ok.example.com ~all'}",
      "  - {name: b, type: TXT, value: 'v=spf1 exists:b.example.com -all'}",
      "  - {name: c, type: TXT, value: 'v=spf1 exists:%{v}.c.example.net -all'}",
      A,
    ),
    finds: ["warning 5:41", "warning 6:41", "warning 7:41"],
  },
  {
    check: "spf-exists-fixed",
    title: "takes every macro that differs by message (RFC 7208 §7.2)",
    specs: record(
      "v=spf1 exists:%{i}.a.example.net exists:%{s}.example.net exists:%{L1r-}.example.net exists:%{o}.example.net exists:%{h}.example.net exists:%{ir}.%{v}._spf.%{d2} -all",
    ),
    finds: [],
  },
];
