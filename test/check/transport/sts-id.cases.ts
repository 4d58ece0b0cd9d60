import type { CheckCase } from "../check-case.ts";
import { mail, txt } from "./specs.ts";

export const cases: readonly CheckCase[] = [
  {
    check: "sts-id",
    title: "refuses hyphens and more than 32 characters",
    specs: mail(
      txt("_mta-sts", "v=STSv1; id=2026-01-01"),
      txt("_mta-sts.a", `v=STSv1; id=${"1".repeat(33)}`),
    ),
    finds: ["error 6:53", "error 7:55"],
    mended: mail(txt("_mta-sts", "v=STSv1; id=20260101")),
  },
  {
    check: "sts-id",
    title: "takes letters and digits, and leaves a record without an id to sts-record",
    specs: mail(txt("_mta-sts", `v=STSv1; id=${"aZ09".repeat(8)}`), txt("_mta-sts.a", "v=STSv1; x=1")),
    finds: [],
  },
];
