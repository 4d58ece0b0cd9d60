import type { CheckCase } from "../check-case.ts";
import { mail, srv } from "./specs.ts";

export const cases: readonly CheckCase[] = [
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
];
