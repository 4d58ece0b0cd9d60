import type { CheckCase } from "../check-case.ts";
import { mail, STS, textBehindCname, txt } from "./specs.ts";

export const cases: readonly CheckCase[] = [
  {
    check: "sts-record",
    title: "refuses a version in other letters, a blank before it, and a field without a value",
    specs: mail(
      txt("_mta-sts", "v=STSV1; id=1"),
      txt("_mta-sts.a", " v=STSv1; id=1"),
      txt("_mta-sts.b", "v=STSv1; mx=mx.example.net"),
      txt("_mta-sts.c", "v=STSv1; id=1; x"),
    ),
    finds: ["error 6:41", "error 7:43", "error 8:43", "error 9:58"],
    mended: mail(STS),
  },
  {
    check: "sts-record",
    title: "refuses two records, and one where nobody looks",
    specs: mail(
      "  - {name: _mta-sts, type: TXT, values: [v=STSv1; id=1, v=STSv1; id=2]}",
      txt("mta-sts.b", "v=STSv1; id=1"),
      txt("'@'", "v=STSv1; id=1"),
    ),
    finds: ["error 6:57 < 6", "error 7:12", "error 8:13"],
    mended: mail(STS),
  },
  {
    check: "sts-record",
    title: "takes fields that it does not know, another text beside it, and a CNAME in its place",
    specs: mail(
      "  - {name: _mta-sts, type: TXT, values: [v=STSv1;id=1 ; x-y=z;, 'some verification']}",
      "  - {name: _mta-sts.a, type: CNAME, value: sts.example.net}",
    ),
    finds: [],
  },
  textBehindCname("sts-record"),
];
