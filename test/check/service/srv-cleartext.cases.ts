import type { CheckCase } from "../check-case.ts";
import { mail, srv } from "./specs.ts";

export const cases: readonly CheckCase[] = [
  {
    check: "srv-cleartext",
    title: "warns where plain text is preferred, and where there is nothing else",
    specs: mail(
      srv("_imap._tcp", "0 1 143 mail.example.net"),
      srv("_imaps._tcp", "10 1 993 mail.example.net"),
      srv("_pop3._tcp", "0 1 110 mail.example.net"),
      srv("_submission._tcp", "0 1 587 mail.example.net"),
      srv("_submissions._tcp", "5 1 465 mail.example.net"),
    ),
    finds: ["warning 5:5", "warning 7:5", "warning 8:5"],
    mended: mail(
      srv("_imap._tcp", "10 1 143 mail.example.net"),
      srv("_imaps._tcp", "0 1 993 mail.example.net"),
    ),
  },
  {
    check: "srv-cleartext",
    title: "takes equal priorities, submission by STARTTLS alone, and services of two domains apart",
    specs: mail(
      srv("_imap._tcp", "5 1 143 mail.example.net"),
      srv("_imaps._tcp", "5 1 993 mail.example.net"),
      srv("_imaps._tcp.b", "9 1 993 mail.example.net"),
      srv("_submission._tcp", "0 1 587 mail.example.net"),
      srv("_pop3._tcp", "0 0 0 ."),
    ),
    finds: [],
  },
];
