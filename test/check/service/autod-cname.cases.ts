import { type CheckCase, spec } from "../check-case.ts";
import { mail, srv } from "./specs.ts";

export const cases: readonly CheckCase[] = [
  {
    check: "autod-cname",
    title: "warns where autodiscover and its SRV lead to two services",
    specs: mail(
      "  - {name: autodiscover, type: CNAME, value: autodiscover.example.net}",
      srv("_autodiscover._tcp", "0 0 443 old.example.org"),
    ),
    finds: ["warning 6:5 < 5"],
    mended: mail("  - {name: autodiscover, type: CNAME, value: autodiscover.example.net}"),
  },
  {
    check: "autod-cname",
    title: "warns beside a preset's CNAME",
    specs: spec(
      "route53",
      "mailbox: microsoft-365",
      "records:",
      srv("_autodiscover._tcp", "0 0 443 mail.example.com"),
    ),
    finds: ["warning 5:5 < 3 < microsoft-365 CNAME"],
    mended: spec("route53", "mailbox: microsoft-365"),
  },
  {
    check: "autod-cname",
    title: "takes either alone, and both to one host",
    specs: mail(
      "  - {name: autodiscover, type: CNAME, value: a.example.net}",
      srv("_autodiscover._tcp", "0 0 443 a.example.net"),
      srv("_autodiscover._tcp.b", "0 0 443 b.example.net"),
      "  - {name: autodiscover.c, type: A, value: 198.51.100.1}",
      srv("_autodiscover._tcp.c", "0 0 443 autodiscover.c.example.com"),
      "  - {name: autodiscover.d, type: CNAME, value: a.example.net}",
    ),
    finds: [],
  },
];
