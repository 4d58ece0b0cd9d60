import type { CheckCase } from "../check-case.ts";
import { dmarc } from "./specs.ts";

export const cases: readonly CheckCase[] = [
  {
    check: "dmarc-p-value",
    title: "refuses other words for p, sp and np",
    specs: dmarc("v=DMARC1; p=rejct; sp=foo; np=on; rua=mailto:a@example.net"),
    finds: ["error 5:51", "error 5:61", "error 5:69"],
    mended: dmarc("v=DMARC1; p=none; sp=none; np=quarantine; rua=mailto:a@example.net"),
  },
  {
    check: "dmarc-p-value",
    title: "takes p anywhere, in any case, and a record that only asks for reports",
    specs: [
      dmarc("v=DMARC1; rua=mailto:a@example.net; p=Reject ; sp=none"),
      dmarc("v=DMARC1; rua=mailto:a@example.net").replace("example.com", "example.org"),
    ].join("---\n"),
    finds: [],
  },
];
