import type { CheckCase } from "../check-case.ts";
import { mail, RPT, txt } from "./specs.ts";

export const cases: readonly CheckCase[] = [
  {
    check: "rpt-uri",
    title: "refuses an address without mailto, http, and a size limit",
    specs: mail(
      txt("_smtp._tls", "v=TLSRPTv1; rua=ops@example.net"),
      txt("_smtp._tls.a", "v=TLSRPTv1; rua=mailto:a@example.net, http://r.example.net/"),
      txt("_smtp._tls.b", "v=TLSRPTv1; rua=mailto:ops@example.net!10m"),
    ),
    finds: ["error 6:59", "error 7:83", "error 8:61"],
    mended: mail(RPT),
  },
  {
    check: "rpt-uri",
    title: "takes mailto and https, and leaves an empty list to rpt-record",
    specs: mail(
      RPT,
      txt("_smtp._tls.a", "v=TLSRPTv1; rua=https://r.example.net/v1"),
      txt("_smtp._tls.b", "v=TLSRPTv1; rua=;"),
    ),
    finds: [],
  },
];
