/** Where DMARC reports go, and how another domain consents to them (RFC 9990 §4). */
import { absolute, type Name } from "../zone/name.ts";
import type { Dmarc } from "./dmarc.ts";
import { mailtoDomain } from "./mail-address.ts";

/** The domains of the mailboxes. */
export function destinations({ rua, ruf }: Dmarc): ReadonlySet<Name> {
  const names = new Set<Name>();
  for (const uri of [...rua, ...ruf]) {
    const host = mailtoDomain(uri);
    if (host !== undefined) names.add(absolute(host));
  }
  return names;
}

/** Where `destination` says that it takes reports about `domain`. */
export const consentName = (domain: Name, destination: Name): Name =>
  `${domain}_report._dmarc.${destination}`;

/** A text there that consents. */
export const CONSENT = /^v\s*=\s*DMARC1\s*(?:;|$)/;

/** The shortest text that does. */
export const CONSENT_TEXT = "v=DMARC1";
