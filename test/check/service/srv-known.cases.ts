import { type CheckCase, spec } from "../check-case.ts";
import { mail, srv } from "./specs.ts";

export const cases: readonly CheckCase[] = [
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
    title:
      "warns of a mail service under another protocol, and of names one letter off (RFC 6186 §3, RFC 6764 §3)",
    specs: mail(
      srv("_imaps._udp", "0 1 993 mail.example.net"),
      srv("_imaps._tcpx", "0 1 993 mail.example.net"),
      srv("_submision._tcp", "0 1 587 mail.example.net"),
      srv("_carddav._tcp", "0 1 80 dav.example.net"),
    ),
    finds: ["warning 5:12", "warning 6:12", "warning 7:12"],
    mended: mail(srv("_submission._tcp", "0 1 587 mail.example.net")),
  },
  {
    check: "srv-known",
    title: "tells of what a vendor publishes itself, which is not the user's to correct",
    specs: spec("cloudflare", "mailbox: {provider: ovh-mail, groups: {client: true, autoconfig: true}}"),
    finds: ["info 3:21 < ovh-mail SRV"],
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
];
