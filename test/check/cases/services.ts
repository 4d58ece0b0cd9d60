import { type CheckCase, spec } from "../check-case.ts";

const mail = (...records: string[]): string =>
  spec("cloudflare", "mailbox: tencent-exmail", "records:", ...records);
const srv = (name: string, value: string): string => `  - {name: ${name}, type: SRV, value: ${value}}`;

export const services: readonly CheckCase[] = [
  {
    check: "srv-name",
    title: "refuses names without service or protocol",
    specs: mail(
      srv("imaps._tcp", "0 1 993 mail.example.net"),
      srv("_imaps", "0 1 993 mail.example.net"),
      srv("_imaps.tcp", "0 1 993 mail.example.net"),
      srv("__imaps._tcp", "0 1 993 mail.example.net"),
    ),
    finds: ["error 5:12", "error 6:12", "error 7:12", "error 8:12"],
    mended: mail(srv("_imaps._tcp", "0 1 993 mail.example.net")),
  },
  {
    check: "srv-name",
    title: "takes services of any kind, Microsoft's of 16 characters too",
    specs: mail(
      srv("_sipfederationtls._tcp", "100 1 5061 sip.example.net"),
      srv("_sip._tls", "100 1 443 sip.example.net"),
      srv("_xmpp-client._tcp.chat", "0 1 5222 chat.example.net"),
    ),
    finds: [],
  },
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
  {
    check: "srv-known",
    title: "warns of another service's port, and of names that no client asks for",
    specs: mail(
      srv("_submissions._tcp", "0 1 587 mail.example.net"),
      srv("_imaps._tcp", "0 1 143 mail.example.net"),
      srv("_smtps._tcp", "0 1 465 mail.example.net"),
    ),
    finds: ["warning 5:53", "warning 6:47", "warning 7:12"],
    mended: mail(srv("_submissions._tcp", "0 1 465 mail.example.net")),
  },
  {
    check: "srv-known",
    title: "takes the usual ports, ports of one's own choice, other services and what is not offered",
    specs: mail(
      srv("_submission._tcp", "0 1 587 mail.example.net"),
      srv("_imaps._tcp", "0 1 10993 mail.example.net"),
      srv("_jmap._tcp", "0 1 443 mail.example.net"),
      srv("_xmpp-client._tcp", "0 1 25 mail.example.net"),
      srv("_pop3._tcp", "0 0 0 ."),
    ),
    finds: [],
  },
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
  {
    check: "srv-target-tls-name",
    title: "tells of a target outside the domain",
    specs: mail(
      srv("_imaps._tcp", "0 1 993 imap.example.net"),
      srv("_imaps._tcp.b", "0 1 993 imap.example.com"),
    ),
    finds: ["info 5:51", "info 6:53"],
  },
  {
    check: "srv-target-tls-name",
    title: "is silent for hosts of the domain, other services and what a preset gives",
    specs: spec(
      "cloudflare",
      "mailbox: {provider: microsoft-365, groups: {teams: true}}",
      "records:",
      srv("_imaps._tcp", "0 1 993 imap.example.com"),
      srv("_xmpp-client._tcp", "0 1 5222 chat.example.net"),
      srv("_pop3s._tcp", "0 0 0 ."),
    ),
    finds: [],
  },
  {
    check: "autod-cname",
    title: "warns where autodiscover and its SRV lead to two services",
    specs: mail(
      "  - {name: autodiscover, type: CNAME, value: autodiscover.example.net}",
      srv("_autodiscover._tcp", "0 0 443 old.example.org"),
    ),
    finds: ["warning 6:5 < 5"],
    mended: mail("  - {name: autodiscover, type: CNAME, value: autodiscover.example.net}"),
  },
  {
    check: "autod-cname",
    title: "warns beside a preset's CNAME",
    specs: spec(
      "route53",
      "mailbox: microsoft-365",
      "records:",
      srv("_autodiscover._tcp", "0 0 443 mail.example.com"),
    ),
    finds: ["warning 5:5 < 3 < microsoft-365 CNAME"],
    mended: spec("route53", "mailbox: microsoft-365"),
  },
  {
    check: "autod-cname",
    title: "takes either alone, and both to one host",
    specs: mail(
      "  - {name: autodiscover, type: CNAME, value: a.example.net}",
      srv("_autodiscover._tcp", "0 0 443 a.example.net"),
      srv("_autodiscover._tcp.b", "0 0 443 b.example.net"),
      "  - {name: autodiscover.c, type: A, value: 198.51.100.1}",
      srv("_autodiscover._tcp.c", "0 0 443 autodiscover.c.example.com"),
      "  - {name: autodiscover.d, type: CNAME, value: a.example.net}",
    ),
    finds: [],
  },
];
