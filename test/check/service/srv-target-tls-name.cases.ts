import { type CheckCase, spec } from "../check-case.ts";
import { mail, srv } from "./specs.ts";

export const cases: readonly CheckCase[] = [
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
];
