import type { CheckCase } from "../check-case.ts";
import { mail, srv } from "./specs.ts";

export const cases: readonly CheckCase[] = [
  {
    check: "srv-null",
    title: "refuses one beside a real target, and warns of numbers in it",
    specs: mail(
      "  - {name: _imap._tcp, type: SRV, values: [0 0 0 ., 0 1 143 mail.example.net]}",
      srv("_pop3._tcp", "0 1 110 ."),
    ),
    finds: ["error 5:53 < 5", "warning 6:5"],
    mended: mail(srv("_imap._tcp", "0 0 0 .")),
  },
  { check: "srv-null", title: "takes 0 0 0 alone", specs: mail(srv("_pop3._tcp", "0 0 0 .")), finds: [] },
];
