/** Whether a server's certificates are those that TLSA records announce (RFC 6698 §2.1, for mail RFC 7672 §3.1). */
import { createHash } from "node:crypto";
import type { TlsaFields } from "./tlsa.ts";

/** A certificate of a chain, in DER. */
export interface ChainLink {
  readonly certificate: Buffer;
  /** SubjectPublicKeyInfo (RFC 5280 §4.1). */
  readonly publicKey: Buffer;
}

/** The issuer (2) or the server's own certificate (3); senders of mail can use no other usage (RFC 7672 §3.1.3). */
export const isDane = ({ usage, selector, matching }: TlsaFields): boolean =>
  (usage === 2 || usage === 3) && selector <= 1 && matching <= 2;

/** `chain` begins with the server's own certificate. */
export function matchesTlsa(record: TlsaFields, chain: readonly ChainLink[]): boolean {
  if (!isDane(record)) return false;
  const links = record.usage === 3 ? chain.slice(0, 1) : chain.slice(1);
  return links.some((link) => associationOf(link, record) === record.certificate);
}

/** The data of a record for a certificate, in lower-case hexadecimal (RFC 6698 §2.1.2, §2.1.3). */
export function associationOf(
  link: ChainLink,
  { selector, matching }: Pick<TlsaFields, "selector" | "matching">,
): string {
  const octets = selector === 0 ? link.certificate : link.publicKey;
  if (matching === 0) return octets.toString("hex");
  return createHash(matching === 1 ? "sha256" : "sha512")
    .update(octets)
    .digest("hex");
}
