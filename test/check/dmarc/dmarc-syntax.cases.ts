import { dmarcSyntax } from "../../../src/check/dmarc/dmarc-syntax.ts";
import type { CheckCase } from "../check-case.ts";
import { explained } from "../explained.ts";
import { dmarc } from "./specs.ts";

export const cases: readonly CheckCase[] = [
  ...explained(dmarcSyntax, ["error 5:58"]),
  {
    check: "dmarc-syntax",
    title: "refuses a forgotten semicolon and an empty p, and leaves a missing one to dmarc-p-present",
    specs: [
      dmarc("v=DMARC1; p=none rua=mailto:a@example.net"),
      dmarc("v=DMARC1; p=").replace("example.com", "example.org"),
      dmarc("v=DMARC1").replace("example.com", "example.net"),
    ].join("---\n"),
    finds: ["error 5:56", "error 11:51"],
  },
];
