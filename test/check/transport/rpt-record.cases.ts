import type { CheckCase } from "../check-case.ts";
import { mail, RPT, textBehindCname, txt } from "./specs.ts";

export const cases: readonly CheckCase[] = [
  {
    check: "rpt-record",
    title: "refuses another version, a record without rua, and an empty one",
    specs: mail(
      txt("_smtp._tls", "v=TLSRPT1; rua=mailto:a@example.net"),
      txt("_smtp._tls.a", "v=TLSRPTv1; ruf=mailto:a@example.net"),
      txt("_smtp._tls.b", "v=TLSRPTv1; rua="),
    ),
    finds: ["error 6:43", "error 7:45", "error 8:57"],
    mended: mail(RPT),
  },
  {
    check: "rpt-record",
    title: "refuses two records, and one where nobody looks",
    specs: mail(
      RPT,
      txt("_smtp._tls", "v=TLSRPTv1; rua=mailto:b@example.net"),
      txt("_tls", "v=TLSRPTv1; rua=mailto:b@example.net"),
    ),
    finds: ["error 7:5 < 6", "error 8:12"],
    mended: mail(RPT),
  },
  {
    check: "rpt-record",
    title: "takes several URIs, further fields and a CNAME",
    specs: mail(
      txt("_smtp._tls", "v=TLSRPTv1;rua=mailto:a@example.net,https://r.example.net/v1;x=y;"),
      "  - {name: _smtp._tls.a, type: CNAME, value: tls.example.net}",
    ),
    finds: [],
  },
  textBehindCname("rpt-record"),
];
