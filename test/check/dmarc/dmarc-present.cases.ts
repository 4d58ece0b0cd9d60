import { dmarcPresent } from "../../../src/check/dmarc/dmarc-present.ts";
import type { CheckCase } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = [
  ...explained(dmarcPresent, ["warning 1:9"]),
  {
    check: "dmarc-present",
    title: "takes a record above, a CNAME and an external one, and tells of a sub-domain",
    specs: [
      "domain: example.com\nzone: example.com\ndns: cloudflare\nmode: send-only\ndmarc: {policy: none}\n",
      "domain: shop.example.com\nzone: example.com\ndns: cloudflare\nmode: send-only\n",
      "domain: example.net\ndns: cloudflare\nmode: send-only\nexternal: [_dmarc]\n",
      "domain: example.org\ndns: cloudflare\nmode: send-only\nrecords:\n  - {name: _dmarc, type: CNAME, value: x.example.info}\n",
      "domain: mail.example.info\ndns: cloudflare\nmode: send-only\n",
    ].join("---\n"),
    finds: ["info 23:9"],
  },
  {
    check: "dmarc-present",
    title: "takes the record of an organization in another zone, and warns where that zone has none",
    specs: [
      "domain: example.com\ndns: cloudflare\nmode: send-only\ndmarc: {policy: none}\n",
      "domain: shop.example.com\ndns: route53\nmode: send-only\n",
      "domain: example.net\ndns: cloudflare\nmode: receive-only\n",
      "domain: shop.example.net\ndns: route53\nmode: send-only\n",
    ].join("---\n"),
    finds: ["warning 14:9"],
  },
];
