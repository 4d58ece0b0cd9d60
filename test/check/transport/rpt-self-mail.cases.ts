import type { CheckCase } from "../check-case.ts";
import { mail, STS, txt } from "./specs.ts";

export const cases: readonly CheckCase[] = [
  {
    check: "rpt-self-mail",
    title: "advises another mailbox where MTA-STS may stop the reports",
    specs: mail(STS, txt("_smtp._tls", "v=TLSRPTv1; rua=mailto:tls@example.com")),
    finds: ["info 7:59"],
  },
  {
    check: "rpt-self-mail",
    title: "is silent without MTA-STS, and with a second way",
    specs: {
      "spec.yaml": mail(txt("_smtp._tls", "v=TLSRPTv1; rua=mailto:tls@example.com")),
      "a.yaml": mail(
        STS,
        txt("_smtp._tls", "v=TLSRPTv1; rua=mailto:tls@a.example,https://r.example.net/"),
      ).replace("example.com", "a.example"),
    },
    finds: [],
  },
];
