import { type CheckCase, spec } from "../check-case.ts";
import { mail, STS, txt } from "./specs.ts";

export const cases: readonly CheckCase[] = [
  {
    check: "sts-no-mx",
    title: "warns where the domain is parked, only sends, or has a null MX",
    specs: {
      "spec.yaml": spec("cloudflare", "mode: parked", "external: [mta-sts]", "records:", STS),
      "a.yaml": `domain: a.example\ndns: alidns\nmode: parked\nexternal: [mta-sts]\nrecords:\n${STS}\n`,
      "b.yaml": `domain: b.example\ndns: route53\nmode: send-only\nexternal: [mta-sts]\nrecords:\n${STS}\n`,
      "c.yaml": `domain: c.example\ndns: route53\nmode: send-only\nexternal: [mta-sts.x]\nrecords:\n${txt("_mta-sts.x", "v=STSv1; id=1")}\n  - {name: x, type: MX, value: 0 .}\n`,
    },
    finds: ["warning 6:5", "warning a.yaml:6:5", "warning b.yaml:6:5", "warning c.yaml:6:5"],
    mended: spec("cloudflare", "mode: parked"),
  },
  {
    check: "sts-no-mx",
    title: "takes it beside an MX, and at a name of which nothing is known",
    specs: mail(STS, txt("_mta-sts.elsewhere", "v=STSv1; id=1")),
    finds: [],
  },
];
