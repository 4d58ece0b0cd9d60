/** Mail addresses that reports go to, alone and as mailto: URIs (RFC 5321 §4.1.2, RFC 6068 §2). */
import { isIPv4 } from "node:net";
import { hostFault } from "../zone/name.ts";

/** A dot-string, whose other characters a URI has percent-encoded; slashes and `#` would end the address in a URI. */
const LOCAL = /^[a-z0-9!$&'*+=^_`{|}~%/-]+(?:\.[a-z0-9!$&'*+=^_`{|}~%/-]+)*$/i;

/** Why no mail reaches `address`, as a clause about it; undefined if some may. */
export function addressProblem(address: string): string | undefined {
  if (/[<>]/.test(address)) return "has angle brackets, but an address has none";
  const at = address.lastIndexOf("@");
  if (at < 0 || !LOCAL.test(address.slice(0, at)) || /^\/./.test(address)) return "is not a mail address";
  const domain = address.slice(at + 1);
  if (isIPv4(domain) || /^\[.*\]$/.test(domain)) return `has the address ${domain} in place of a domain name`;
  if (domain.endsWith(".") || !domain.includes(".")) {
    return `has ${JSON.stringify(domain)} in place of a full domain name without a final dot`;
  }
  const fault = hostFault(domain.toLowerCase());
  return fault && `has ${JSON.stringify(domain)} in place of a domain name: ${fault.problem}`;
}

/** Why no mail reaches a `mailto:` URI, whose header fields may follow a `?`. */
export function mailtoProblem(uri: string): string | undefined {
  const [, address = "", fields] = /^mailto:([^?]*)(?:\?(.*))?$/i.exec(uri) ?? [];
  const isOdd = fields?.split("&").some((field) => !/^[^=]+=/.test(field)) === true;
  return (
    addressProblem(address) ?? (isOdd ? "has something other than header fields after the ?" : undefined)
  );
}

/** The domain of a `mailto:` URI, as written; undefined for any other URI. */
export function mailtoDomain(uri: string): string | undefined {
  return /^mailto:[^@?\s]+@([^@?\s]+)/i.exec(uri)?.[1];
}
