/**
 * A configuration profile for iPhone, iPad and Mac: an account of the domain, whose address, name and password the device asks for
 * when it is installed (https://developer.apple.com/documentation/devicemanagement/mail, 2026-12-01).
 */
import { createHash } from "node:crypto";
import type { ClientSettings } from "../../preset/client-settings.ts";
import { type Element, printXml } from "../xml.ts";

const DOCTYPE =
  '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">';

/** Undefined for a service without passwords or without an incoming and an outgoing server, for which such a profile can do nothing. */
export function mobileconfig(domain: string, settings: ClientSettings): string | undefined {
  const { servers, authentication, provider } = settings;
  const incoming =
    servers.find(({ service }) => service === "imap") ?? servers.find(({ service }) => service === "pop3");
  const outgoing = servers.find(({ service }) => service === "submission");
  if (incoming === undefined || outgoing === undefined || !authentication.includes("password"))
    return undefined;
  // example.com is com.example
  const identifier = `${domain.split(".").reverse().join(".")}.mail`;
  const account = dict({
    EmailAccountDescription: domain,
    EmailAccountType: incoming.service === "imap" ? "EmailTypeIMAP" : "EmailTypePOP",
    IncomingMailServerAuthentication: "EmailAuthPassword",
    IncomingMailServerHostName: incoming.host,
    IncomingMailServerPortNumber: incoming.port,
    IncomingMailServerUseSSL: true,
    OutgoingMailServerAuthentication: "EmailAuthPassword",
    OutgoingMailServerHostName: outgoing.host,
    OutgoingMailServerPortNumber: outgoing.port,
    OutgoingMailServerUseSSL: true,
    OutgoingPasswordSameAsIncomingPassword: true,
    PayloadDisplayName: `Mail of ${domain}`,
    PayloadIdentifier: `${identifier}.account`,
    PayloadType: "com.apple.mail.managed",
    PayloadUUID: uuidOf(`${identifier}.account`),
    PayloadVersion: 1,
  });
  const profile = dict({
    PayloadContent: { name: "array", content: [account] },
    PayloadDescription: `Sets up an account of ${domain} (${provider.title}).`,
    PayloadDisplayName: `Mail of ${domain}`,
    PayloadIdentifier: identifier,
    PayloadType: "Configuration",
    PayloadUUID: uuidOf(identifier),
    PayloadVersion: 1,
  });
  return printXml({ name: "plist", attributes: { version: "1.0" }, content: [profile] }, DOCTYPE);
}

type Value = string | number | boolean | Element;

const dict = (values: Readonly<Record<string, Value>>): Element => ({
  name: "dict",
  content: Object.entries(values).flatMap(([key, value]) => [
    { name: "key", content: key },
    elementOf(value),
  ]),
});

function elementOf(value: Value): Element {
  if (typeof value === "string") return { name: "string", content: value };
  if (typeof value === "number") return { name: "integer", content: String(value) };
  return typeof value === "boolean" ? { name: String(value) } : value;
}

/** The same name gives the same UUID, so that a profile replaces the one before (RFC 9562 §5.8, version 8). */
function uuidOf(name: string): string {
  const octets = createHash("sha256").update(`mailzone ${name}`).digest().subarray(0, 16);
  octets[6] = ((octets[6] as number) & 0x0f) | 0x80;
  octets[8] = ((octets[8] as number) & 0x3f) | 0x80;
  const hex = octets.toString("hex").toUpperCase();
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
