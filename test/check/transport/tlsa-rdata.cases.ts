import type { CheckCase } from "../check-case.ts";
import { DIGEST, own, tlsa } from "./specs.ts";

export const cases: readonly CheckCase[] = [
  {
    check: "tlsa-rdata",
    title: "refuses numbers out of range, a digest of another length and data that is no certificate",
    specs: own(
      tlsa("_25._tcp.mx1", `4 1 1 ${DIGEST}`),
      tlsa("_26._tcp.mx1", `3 2 1 ${DIGEST}`),
      tlsa("_27._tcp.mx1", `3 1 3 ${DIGEST}`),
      tlsa("_28._tcp.mx1", `3 1 2 ${DIGEST}`),
      tlsa("_29._tcp.mx1", "3 1 0 0a1b"),
    ),
    finds: ["error 8:45", "error 9:47", "error 10:49", "error 11:51", "error 12:51"],
    mended: own(tlsa("_25._tcp.mx1", `3 1 1 ${DIGEST}`)),
  },
  {
    check: "tlsa-rdata",
    title: "takes both digests and a whole key, in presentation form and field by field",
    specs: own(
      tlsa("_25._tcp.mx1", `2 0 2 ${DIGEST}${DIGEST}`),
      tlsa("_25._tcp.mx2", "3 1 0 3059301306072a"),
      `  - {name: _26._tcp.mx2, type: TLSA, usage: 3, selector: 1, matching: 1, certificate: ${DIGEST.toUpperCase()}}`,
    ),
    finds: [],
  },
];
