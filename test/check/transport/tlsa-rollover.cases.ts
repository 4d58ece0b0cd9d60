import type { CheckCase } from "../check-case.ts";
import { DIGEST, own, tlsa } from "./specs.ts";

export const cases: readonly CheckCase[] = [
  {
    check: "tlsa-rollover",
    title: "advises a second record",
    specs: own(tlsa("_25._tcp.mx1", `3 1 1 ${DIGEST}`)),
    finds: ["info 8:5"],
  },
  {
    check: "tlsa-rollover",
    title: "is silent with two, with one of a CA, and for other ports",
    specs: own(
      `  - {name: _25._tcp.mx1, type: TLSA, values: [3 1 1 ${DIGEST}, 3 1 1 ${"4e".repeat(32)}]}`,
      tlsa("_25._tcp.mx2", `2 1 1 ${DIGEST}`),
      tlsa("_443._tcp.mx1", `3 1 1 ${DIGEST}`),
    ),
    finds: [],
  },
  {
    check: "tlsa-rollover",
    title: "does not take one digest under two selectors for two keys (RFC 7671 §8.1)",
    specs: own(
      `  - {name: _25._tcp.mx1, type: TLSA, values: [3 0 1 ${DIGEST}, 3 1 1 ${DIGEST}]}`,
      `  - {name: _25._tcp.mx2, type: TLSA, values: [3 1 1 ${DIGEST}, 3 1 1 ${"4e".repeat(32)}]}`,
    ),
    finds: ["warning 8:47"],
    mended: own(`  - {name: _25._tcp.mx1, type: TLSA, values: [3 1 1 ${DIGEST}, 3 1 1 ${"4e".repeat(32)}]}`),
  },
];
