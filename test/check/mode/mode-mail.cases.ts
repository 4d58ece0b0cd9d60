import { type CheckCase, spec } from "../check-case.ts";
import { MX, named } from "./specs.ts";

export const cases: readonly CheckCase[] = [
  {
    check: "mode-mail",
    title: "warns where SPF is missing, and where it lets nobody send",
    specs: {
      "spec.yaml": spec("cloudflare", "records:", MX),
      "a.yaml": named("a.example", spec("cloudflare", "spf: {all: fail}", "records:", MX)),
      "b.yaml":
        "domains: [b.example, c.example]\ndns: route53\nmode: mail\nrecords: [{type: MX, value: 10 mx.example.net}]\n",
    },
    finds: ["warning 1:9", "warning a.yaml:3:1", "warning b.yaml:1:11", "warning b.yaml:1:22"],
    mended: spec("cloudflare", "spf: {mx: true}", "records:", MX),
  },
  {
    check: "mode-mail",
    title: "takes a redirect, terms that cannot be read, and what something else manages",
    specs: {
      "spec.yaml": spec("cloudflare", "mailbox: tencent-exmail"),
      "a.yaml": named(
        "a.example",
        spec("cloudflare", "records:", MX, "  - {type: TXT, value: v=spf1 redirect=_spf.example.net}"),
      ),
      "b.yaml": named(
        "b.example",
        spec("cloudflare", "records:", MX, "  - {type: TXT, value: v=spf1 foo -all}"),
      ),
      "c.yaml": named("c.example", spec("cloudflare", "external: ['@']", "records:", MX)),
      "d.yaml": named("d.example", spec("cloudflare", "mode: parked")),
    },
    finds: [],
  },
];
