import { type CheckCase, spec } from "../check-case.ts";
import { mail, srv } from "./specs.ts";

export const cases: readonly CheckCase[] = [
  {
    check: "srv-values",
    title: "refuses numbers of more than 16 bits and the port 0",
    specs: mail(
      srv("_imaps._tcp", "0 1 0 mail.example.net"),
      srv("_pop3s._tcp", "65536 1 995 mail.example.net"),
    ),
    finds: ["error 5:47", "error 6:43"],
    mended: mail(srv("_imaps._tcp", "0 1 993 mail.example.net")),
  },
  {
    check: "srv-values",
    title: "warns of a target that is a CNAME, in another zone too",
    specs: {
      "spec.yaml": mail(
        srv("_imaps._tcp", "0 1 993 box"),
        "  - {name: box, type: CNAME, value: mail.example.net}",
        srv("_pop3s._tcp", "0 1 995 pop.a.example"),
      ),
      "a.yaml":
        "domain: a.example\ndns: route53\nmode: parked\nrecords:\n  - {name: pop, type: CNAME, value: x.example.net}\n",
    },
    finds: ["warning 5:51 < 6", "warning 7:51 < a.yaml:5"],
  },
  {
    check: "srv-values",
    title: "warns of a host of a managed zone without addresses, unless something else answers for it",
    specs: {
      "spec.yaml": spec(
        "cloudflare",
        "mailbox: tencent-exmail",
        "external: [there]",
        "records:",
        srv("_imaps._tcp", "0 1 993 box"),
        "  - {name: box, type: TXT, value: hello}",
        srv("_pop3s._tcp", "0 1 995 pop.a.example"),
        srv("_submissions._tcp", "0 1 465 there"),
        srv("_pop3._tcp", "0 1 110 mail.far.example.com"),
        "  - {name: far, type: NS, value: ns.example.net}",
        srv("_imap._tcp", "0 1 143 example.com."),
      ),
      "a.yaml": "domain: a.example\ndns: route53\nmode: parked\n",
    },
    finds: ["warning 6:51", "warning 8:51"],
  },
  {
    check: "srv-values",
    title: "takes hosts with addresses, hosts elsewhere, and a service that is not offered",
    specs: mail(
      srv("_imaps._tcp", "65535 0 993 box"),
      "  - {name: box, type: A, value: 198.51.100.1}",
      srv("_pop3s._tcp", "0 1 995 pop.example.net"),
      srv("_pop3._tcp", "0 0 0 ."),
    ),
    finds: [],
  },
];
