import type { CheckCase } from "../check-case.ts";
import { DIGEST, own, tlsa } from "./specs.ts";

export const cases: readonly CheckCase[] = [
  {
    check: "tlsa-smtp-usage",
    title: "refuses the usages 0 and 1 for SMTP",
    specs: own(tlsa("_25._tcp.mx1", `1 1 1 ${DIGEST}`), tlsa("_25._tcp.mx2", `0 0 1 ${DIGEST}`)),
    finds: ["error 8:45", "error 9:45"],
    mended: own(tlsa("_25._tcp.mx1", `3 1 1 ${DIGEST}`)),
  },
  {
    check: "tlsa-smtp-usage",
    title: "takes 2 and 3, and any of them on other ports",
    specs: own(
      tlsa("_25._tcp.mx1", `3 1 1 ${DIGEST}`),
      tlsa("_25._tcp.mx2", `2 1 1 ${DIGEST}`),
      tlsa("_443._tcp.mx1", `1 1 1 ${DIGEST}`),
    ),
    finds: [],
  },
];
