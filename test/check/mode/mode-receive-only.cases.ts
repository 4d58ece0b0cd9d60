import { type CheckCase, spec } from "../check-case.ts";
import { MX, named } from "./specs.ts";

export const cases: readonly CheckCase[] = [
  {
    check: "mode-receive-only",
    title: "warns where the domain does not say that it sends nothing",
    specs: {
      "spec.yaml": spec("cloudflare", "mode: receive-only", "records:", MX),
      "a.yaml": named(
        "a.example",
        spec("cloudflare", "mode: receive-only", "spf: {mx: true}", "dmarc: {policy: none}", "records:", MX),
      ),
      "b.yaml": named(
        "b.example",
        spec("cloudflare", "mode: receive-only", "mailbox: tencent-exmail", "dmarc: {policy: reject}"),
      ),
    },
    finds: [
      "warning 1:9",
      "warning 1:9",
      "warning a.yaml:4:1",
      "warning a.yaml:5:1",
      "warning b.yaml:4:10 < tencent-exmail SPF",
    ],
    mended: spec(
      "cloudflare",
      "mode: receive-only",
      "spf: {all: fail}",
      "dmarc: {policy: reject}",
      "records:",
      MX,
    ),
  },
  {
    check: "mode-receive-only",
    title: "takes -all and reject, a preset whose sending is off, and a policy of the domain above",
    specs: {
      "spec.yaml": spec(
        "cloudflare",
        "mode: receive-only",
        "spf: {all: fail}",
        "dmarc: {policy: reject}",
        "records:",
        MX,
      ),
      "a.yaml": named(
        "a.example",
        spec(
          "cloudflare",
          "mode: receive-only",
          "mailbox: {provider: tencent-exmail, groups: {spf: false}}",
          "spf: {all: fail}",
          "dmarc: {policy: reject}",
        ),
      ),
      "b.yaml": named(
        "in.b.example",
        spec("cloudflare", "mode: receive-only", "spf: {all: fail}", "records:", MX),
      ),
      "c.yaml": named(
        "in.example.com",
        spec("cloudflare", "zone: example.org", "mode: receive-only", "spf: {all: fail}", "records:", MX),
      ).replace("zone: example.org", "zone: example.com"),
    },
    finds: [],
  },
];
