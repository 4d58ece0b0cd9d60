/**
 * The settings of a domain for Outlook, in plain XML ("POX"); the answer to every request for the domain, since it says that users sign in
 * with their address (https://learn.microsoft.com/en-us/exchange/client-developer/web-service-reference/protocol-pox, 2026-12-01).
 */
import type { ClientServer, ClientSettings } from "../../preset/client-settings.ts";
import { type Element, printXml } from "../xml.ts";

const TYPES = { imap: "IMAP", pop3: "POP3", submission: "SMTP" } as const;
const ENCRYPTION = { tls: "SSL", starttls: "TLS" } as const;

/** `autodiscover.xml`: one server of each service, the preferred one, since Outlook takes the first. */
export function autodiscoverXml({ servers, username }: ClientSettings): string {
  const element = (name: string, content: string): Element => ({ name, content });
  const first = (["imap", "pop3", "submission"] as const).flatMap(
    (service) => servers.find((one) => one.service === service) ?? [],
  );
  const protocol = ({ service, host, port, security }: ClientServer): Element => ({
    name: "Protocol",
    content: [
      element("Type", TYPES[service]),
      element("Server", host),
      element("Port", String(port)),
      // without a login name, the address or what is before its @ is that
      element("DomainRequired", username === "address" ? "on" : "off"),
      element("SPA", "off"),
      element("SSL", "on"),
      element("Encryption", ENCRYPTION[security]),
      element("AuthRequired", "on"),
    ],
  });
  return printXml({
    name: "Autodiscover",
    attributes: { xmlns: "http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006" },
    content: [
      {
        name: "Response",
        attributes: {
          xmlns: "http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a",
        },
        content: [
          {
            name: "Account",
            content: [element("AccountType", "email"), element("Action", "settings"), ...first.map(protocol)],
          },
        ],
      },
    ],
  });
}
