import { spfIncludeNone } from "../../../src/check/spf/spf-include-none.ts";
import { type CheckCase, sends } from "../check-case.ts";
import { explained } from "../explained.ts";
import { record } from "./specs.ts";

export const cases: readonly CheckCase[] = [
  ...explained(spfIncludeNone, ["error 5:43"]),
  {
    check: "spf-include-none",
    title:
      "refuses a redirect to a managed domain without SPF, and an include of a name that no spec has (RFC 7208 §5.2)",
    specs: {
      "spec.yaml": record("v=spf1 include:_spf.example.com redirect=example.org"),
      "b.yaml":
        "domain: example.org\ndns: route53\nmode: receive-only\nrecords:\n  - {type: MX, value: 10 mx.example.net}\n",
    },
    finds: ["error 5:57", "error 5:32"],
  },
  {
    check: "spf-include-none",
    title: "takes names elsewhere, external and delegated ones, CNAMEs and macros",
    specs: sends(
      "external: [_out]",
      "records:",
      "  - {type: TXT, value: 'v=spf1 include:spf.example.net include:_out.example.com include:x.far.example.com include:_c.example.com include:%{d}.example.com -all'}",
      "  - {name: far, type: NS, value: ns.example.net}",
      "  - {name: _c, type: CNAME, value: spf.example.net}",
    ),
    finds: [],
  },
];
