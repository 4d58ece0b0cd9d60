import type { CheckCase } from "../check-case.ts";
import { DIGEST, own, tlsa } from "./specs.ts";

export const cases: readonly CheckCase[] = [
  {
    check: "tlsa-name",
    title: "refuses TLSA at the mail domain, and at a name that is not of its form",
    specs: own(
      tlsa("_25._tcp", `3 1 1 ${DIGEST}`),
      tlsa("_smtp._tcp.mx1", `3 1 1 ${DIGEST}`),
      tlsa("mx2", `3 1 1 ${DIGEST}`),
    ),
    finds: ["error 8:12", "error 9:12", "error 10:12"],
    mended: own(tlsa("_25._tcp.mx1", `3 1 1 ${DIGEST}`)),
  },
  {
    check: "tlsa-name",
    title:
      "takes MX hosts, other ports, a wildcard, a name that a CNAME leads to, and a domain that is its own MX host",
    specs: {
      "spec.yaml": own(
        ...["_25._tcp.mx1", "_443._tcp", "_465._tcp.mx1", "'*._tcp.mx2'", "_dane.mx2"].map((name) =>
          tlsa(name, `3 1 1 ${DIGEST}`),
        ),
        "  - {name: _25._tcp.backup, type: CNAME, value: _dane.mx2}",
      ).replace("value: _dane.mx2", "value: _dane.mx2.example.com"),
      "a.yaml": [
        "domain: a.example",
        "dns: route53",
        "records:",
        "  - {type: MX, value: 10 '@'}".replace("10 '@'", "'10 @'"),
        "  - {type: A, value: 198.51.100.1}",
        tlsa("_25._tcp", `3 1 1 ${DIGEST}`),
        "",
      ].join("\n"),
    },
    finds: [],
  },
];
