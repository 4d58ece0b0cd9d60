import type { CheckCase } from "../check-case.ts";
import { DIGEST, own, STS, tlsa } from "./specs.ts";

export const cases: readonly CheckCase[] = [
  {
    check: "dane-sts-agree",
    title: "warns of an MX host that DANE leaves out beside MTA-STS",
    specs: own(
      STS,
      "  - {name: mta-sts, type: A, value: 198.51.100.3}",
      tlsa("_25._tcp.mx1", `3 1 1 ${DIGEST}`),
    ),
    finds: ["warning 1:9"],
    mended: own(
      STS,
      "  - {name: mta-sts, type: A, value: 198.51.100.3}",
      tlsa("_25._tcp.mx1", `3 1 1 ${DIGEST}`),
      tlsa("_25._tcp.mx2", `3 1 1 ${DIGEST}`),
    ),
  },
  {
    check: "dane-sts-agree",
    title: "is silent without MTA-STS, and where all hosts have TLSA, one by CNAME",
    specs: {
      "spec.yaml": own(tlsa("_25._tcp.mx1", `3 1 1 ${DIGEST}`)),
      "a.yaml": own(
        STS,
        "  - {name: mta-sts, type: A, value: 198.51.100.3}",
        tlsa("_25._tcp.mx1", `3 1 1 ${DIGEST}`),
        "  - {name: _25._tcp.mx2, type: CNAME, value: _25._tcp.mx1.a.example}",
      ).replace("example.com", "a.example"),
    },
    finds: [],
  },
];
