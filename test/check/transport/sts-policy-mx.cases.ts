import { stsPolicyMx } from "../../../src/check/transport/sts-policy-mx.ts";
import { type CheckCase, spec } from "../check-case.ts";
import { explained } from "../explained.ts";

const check = "sts-policy-mx";
const sts = (fields: string, ...lines: string[]): string =>
  spec("cloudflare", `mtaSts: {host: external, ${fields}}`, ...lines);

export const cases: readonly CheckCase[] = [
  ...explained(stsPolicyMx, ["error 4:41"]),
  {
    check,
    title: "warns while the policy is tested, and takes whatever a policy of mode none has",
    specs: {
      "spec.yaml": sts("mode: testing, mx: [mx.example.net]", "mailbox: tencent-exmail"),
      "b.yaml":
        "domain: b.example\ndns: route53\nmailbox: tencent-exmail\nmtaSts: {mode: none, host: external, mx: [mx.example.net]}\n",
    },
    finds: ["warning 3:41"],
  },
  {
    check,
    title: "a star stands for one label, not for two and not for none (RFC 8461 §4.1)",
    specs: sts(
      "mode: enforce, mx: ['*.example.net']",
      "records: [{type: MX, values: [1 a.example.net, 2 b.c.example.net, 3 example.net]}]",
    ),
    finds: ["error 3:41"],
  },
  {
    check,
    title:
      "takes the hosts of the spec, in a migration those of both providers, and names relative to the domain",
    specs: [
      sts("mode: enforce", "mailbox: tencent-exmail"),
      "domain: b.example\ndns: route53\nmailbox: zoho-mail\nmigrate: {from: tencent-exmail, phase: switch}\nmtaSts: {mode: enforce, host: external}\n",
      "domain: c.example\ndns: route53\nexternal: [mx]\nrecords: [{type: MX, value: 1 mx}]\nmtaSts: {mode: enforce, host: external, mx: [mx]}\n",
    ].join("---\n"),
    finds: [],
  },
  {
    check,
    title: "refuses a policy without any host",
    specs: sts("mode: testing", "mode: send-only"),
    finds: ["error 3:1"],
  },
];
