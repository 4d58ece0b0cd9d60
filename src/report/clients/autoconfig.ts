/**
 * The settings of a domain for Thunderbird and those that follow it, such as K-9 Mail, Evolution and Spark
 * (https://datatracker.ietf.org/doc/draft-ietf-mailmaint-autoconfig/, version 04; 2026-12-01).
 */
import type { ClientServer, ClientSettings } from "../../preset/client-settings.ts";
import { type Element, printXml } from "../xml.ts";

const SOCKETS = { tls: "SSL", starttls: "STARTTLS" } as const;
const USERNAMES = { address: "%EMAILADDRESS%", "local-part": "%EMAILLOCALPART%" } as const;
const WAYS = { password: "password-cleartext", oauth2: "OAuth2" } as const;

/** `config-v1.1.xml`. The domain is without a final dot. */
export function autoconfigXml(domain: string, settings: ClientSettings): string {
  const element = (name: string, content: string): Element => ({ name, content });
  const server = ({ service, host, port, security }: ClientServer): Element => ({
    name: service === "submission" ? "outgoingServer" : "incomingServer",
    attributes: { type: service === "submission" ? "smtp" : service },
    content: [
      element("hostname", host),
      element("port", String(port)),
      element("socketType", SOCKETS[security]),
      element("username", USERNAMES[settings.username]),
      ...settings.authentication.map((way) => element("authentication", WAYS[way])),
    ],
  });
  return printXml({
    name: "clientConfig",
    attributes: { version: "1.1" },
    content: [
      {
        name: "emailProvider",
        attributes: { id: domain },
        content: [
          element("domain", domain),
          element("displayName", `${domain} (${settings.provider.title})`),
          element("displayShortName", domain),
          // readers expect the incoming servers first
          ...settings.servers.filter(({ service }) => service !== "submission").map(server),
          ...settings.servers.filter(({ service }) => service === "submission").map(server),
        ],
      },
    ],
  });
}
