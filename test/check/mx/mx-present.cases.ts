import { type CheckCase, spec } from "../check-case.ts";

export const cases: readonly CheckCase[] = [
  {
    check: "mx-present",
    title: "warns of a mail domain without MX",
    specs: spec("cloudflare", "mode: mail", "records:", "  - {name: www, type: A, value: 192.0.2.1}"),
    finds: ["warning 1:9"],
    mended: spec("cloudflare", "mode: mail", "records:", "  - {type: MX, value: 10 mx.example.net}"),
  },
  {
    check: "mx-present",
    title: "warns of a receive-only domain without MX, wherever else there is one",
    specs: spec(
      "cloudflare",
      "mode: receive-only",
      "records:",
      "  - {name: sub, type: MX, value: 10 mx.example.net}",
    ),
    finds: ["warning 1:9"],
  },
  {
    check: "mx-present",
    title: "takes a null MX for none",
    specs: spec("cloudflare", "mode: mail", "records:", "  - {type: MX, value: 0 .}"),
    finds: ["warning 5:5"],
    mended: spec("cloudflare", "mode: parked"),
  },
  {
    check: "mx-present",
    title: "asks none of a send-only and of a parked domain, nor where something else manages it",
    specs: [
      spec("cloudflare", "mode: send-only"),
      "domain: example.org\ndns: alidns\nmode: parked\n",
      'domain: example.net\ndns: cloudflare\nmode: mail\nexternal: ["@"]\n',
    ].join("---\n"),
    finds: [],
  },
];
