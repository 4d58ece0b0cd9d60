import { type CheckCase, spec } from "../check-case.ts";
import { mail, STS, txt } from "./specs.ts";

export const cases: readonly CheckCase[] = [
  {
    check: "sts-host",
    title: "refuses a record without its host: an error where the name has other data, else a warning",
    specs: spec(
      "cloudflare",
      "mailbox: tencent-exmail",
      "records:",
      STS,
      txt("_mta-sts.a", "v=STSv1; id=1"),
      txt("mta-sts.a", "to do"),
    ),
    finds: ["warning 5:5", "error 6:5"],
    mended: mail(STS),
  },
  {
    check: "sts-host",
    title: "warns of a host that no record announces, once for its two addresses",
    specs: spec(
      "cloudflare",
      "mailbox: tencent-exmail",
      "records:",
      "  - {name: mta-sts, type: A, value: 198.51.100.3}",
      "  - {name: mta-sts, type: AAAA, value: '2606:4700::3'}",
    ),
    finds: ["warning 5:5"],
  },
  {
    check: "sts-host",
    title: "takes addresses, a CNAME, a delegation, a wildcard and what something else manages",
    specs: [
      spec(
        "cloudflare",
        "mailbox: tencent-exmail",
        "external: [mta-sts.e, _mta-sts.f]",
        "records:",
        ...["", ".a", ".b", ".c.w", ".d", ".e"].map((below) => txt(`_mta-sts${below}`, "v=STSv1; id=1")),
        "  - {name: mta-sts, type: A, value: 198.51.100.3}",
        "  - {name: mta-sts.a, type: CNAME, value: policy.example.net}",
        "  - {name: mta-sts.b, type: NS, value: ns.example.net}",
        "  - {name: '*.c.w', type: A, value: 198.51.100.3}",
        "  - {name: mta-sts.f, type: A, value: 198.51.100.3}",
        "  - {name: mta-sts.g, type: A, value: 198.51.100.3}",
        "  - {name: _mta-sts.g, type: CNAME, value: sts.example.net}",
      ),
      "domain: mta-sts.d.example.com\ndns: route53\nmode: parked\nrecords: [{type: A, value: 198.51.100.3}]\n",
    ].join("---\n"),
    finds: [],
  },
  {
    check: "sts-host",
    title: "wants a domain's own host where its record is an alias of another domain's (RFC 8461 §3.3, §8.2)",
    specs: mail(
      STS,
      txt("mta-sts.b", "to do"),
      "  - {name: _mta-sts.a, type: CNAME, value: _mta-sts.example.com}",
      "  - {name: _mta-sts.b, type: CNAME, value: _mta-sts.example.net}",
    ),
    finds: ["warning 8:5", "error 9:5"],
    mended: mail(STS),
  },
];
