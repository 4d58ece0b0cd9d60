/** http: and https: URLs in mail policies (RFC 3986 §2, §3.2; RFC 9110 §4.2). */
import { isIPv4 } from "node:net";
import { hostFault } from "../zone/name.ts";

/** Why nothing can be fetched from or sent to the URL, as a clause about it; undefined if something may. */
export function webProblem(url: string): string | undefined {
  const [, authority] = /^https?:\/\/([^/?#]+)/i.exec(url) ?? [];
  if (authority === undefined || !URL.canParse(url)) return "is not a URL";
  // brackets belong to an IPv6 address alone
  const rest = url.slice(url.indexOf(authority) + authority.length);
  const odd = /[^a-z0-9._~:/?#@!$&'()*+,;=%-]|%(?![0-9a-f]{2})/i.exec(rest);
  if (odd !== null) return `has ${JSON.stringify(odd[0])}, which must be percent-encoded`;
  const host = authority.replace(/:\d*$/, "");
  // URL.canParse has read what is in the brackets
  if (isIPv4(host) || /^\[.*\]$/.test(host)) return undefined;
  if (!host.includes(".")) return `has ${JSON.stringify(host)} in place of a full host name`;
  const fault = hostFault(host.toLowerCase());
  return fault && `has ${JSON.stringify(host)} in place of a host name: ${fault.problem}`;
}
