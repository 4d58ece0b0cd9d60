import { type CheckCase, spec } from "../check-case.ts";
import { DIGEST, mail, own, RPT, STS, tlsa } from "./specs.ts";

export const cases: readonly CheckCase[] = [
  {
    check: "rpt-with-sts",
    title: "advises reports to a domain with MTA-STS or DANE, and MTA-STS to one with reports",
    specs: {
      "spec.yaml": mail(STS),
      "a.yaml": own(tlsa("_25._tcp.mx1", `3 1 1 ${DIGEST}`)).replace("example.com", "a.example"),
      "b.yaml": mail(RPT).replace("example.com", "b.example"),
    },
    finds: ["info 1:9", "info a.yaml:1:9", "info b.yaml:1:9"],
  },
  {
    check: "rpt-with-sts",
    title: "is silent with both, with neither, and where another's CNAME stands",
    specs: {
      "spec.yaml": mail(STS, RPT),
      "a.yaml": spec("cloudflare", "mailbox: tencent-exmail").replace("example.com", "a.example"),
      "b.yaml": mail("  - {name: _smtp._tls, type: CNAME, value: tls.example.net}").replace(
        "example.com",
        "b.example",
      ),
      "c.yaml": spec("cloudflare", "mode: parked").replace("example.com", "c.example"),
    },
    finds: [],
  },
];
