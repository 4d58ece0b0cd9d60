/** What a server's certificate says, and whether a sender that insists on it would believe it. */
import type { KeyObject, X509Certificate } from "node:crypto";
import type { TLSSocket } from "node:tls";
import type { ChainLink } from "../../mail/tlsa-match.ts";
import { hostFault, type Name, withoutDot } from "../../zone/name.ts";

export interface Certificate {
  /** DNS names of the subject alternative name, as they are written; the common name does not count (RFC 8461 §4.1). */
  readonly names: readonly string[];
  readonly issuer: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** Whether one of the names is the host's, or a wildcard for it (RFC 6125 §6.4). */
  readonly coversHost: boolean;
  /** Why no chain leads to a root that this machine trusts, as OpenSSL calls it; absent if one does. Dates do not count. */
  readonly distrust?: string;
  /** The certificate, and those of its issuers that the server sent, in DER. */
  readonly chain: readonly ChainLink[];
}

/** Issuers that are followed; chains have one or two. */
const MOST_LINKS = 10;

/** Undefined if the server has none that can be read. */
export function certificateOf(socket: TLSSocket, host: Name): Certificate | undefined {
  const own = socket.getPeerX509Certificate();
  if (own === undefined) return undefined;
  const distrust = distrustOf(socket, own);
  const bare = withoutDot(host);
  return {
    names: namesOf(own),
    issuer: own.issuer.split("\n").reverse().join(", "),
    notBefore: dateOf(own.validFrom),
    notAfter: dateOf(own.validTo),
    coversHost:
      hostFault(bare) === undefined &&
      own.checkHost(bare, { subject: "never", partialWildcards: false }) !== undefined,
    ...(distrust === undefined ? {} : { distrust }),
    chain: chainOf(own),
  };
}

/** One that cannot be read has been over for long. */
function dateOf(text: string): Date {
  const time = Date.parse(text);
  return new Date(Number.isNaN(time) ? 0 : time);
}

/** Of `DNS:a.example, DNS:"odd, name", IP Address:192.0.2.1` the names. */
export const namesOf = ({ subjectAltName = "" }: X509Certificate): readonly string[] =>
  [...subjectAltName.matchAll(/DNS:("(?:[^"\\]|\\.)*"|[^,"]*)/g)].map(([, name = ""]) =>
    name.startsWith('"') ? String(JSON.parse(name)) : name,
  );

/** Errors about dates, which OpenSSL reports in place of others. */
const DATES: ReadonlySet<string> = new Set([
  ...["CERT_HAS_EXPIRED", "CERT_NOT_YET_VALID"],
  ...["ERROR_IN_CERT_NOT_BEFORE_FIELD", "ERROR_IN_CERT_NOT_AFTER_FIELD"],
]);

function distrustOf(socket: TLSSocket, own: X509Certificate): string | undefined {
  if (socket.authorized) return undefined;
  const why = String(socket.authorizationError);
  if (!DATES.has(why)) return why;
  if (own.issuer === own.subject && isSelfSigned(own)) return "DEPTH_ZERO_SELF_SIGNED_CERT";
  const now = Date.now();
  const isOwn = now < dateOf(own.validFrom).getTime() || now > dateOf(own.validTo).getTime();
  // else the dates are those of an issuer
  return isOwn ? undefined : why;
}

function isSelfSigned(own: X509Certificate): boolean {
  const key = keyOf(own);
  return key !== undefined && own.verify(key);
}

/** Undefined for a kind of key that this machine's OpenSSL does not have. */
function keyOf(one: X509Certificate): KeyObject | undefined {
  try {
    return one.publicKey;
  } catch {
    return undefined;
  }
}

function chainOf(own: X509Certificate): readonly ChainLink[] {
  const chain: ChainLink[] = [];
  for (let one: X509Certificate | undefined = own; one !== undefined; one = one.issuerCertificate) {
    const last = chain.at(-1);
    if (chain.length >= MOST_LINKS || last?.certificate.equals(one.raw)) break;
    const publicKey = keyOf(one)?.export({ type: "spki", format: "der" }) ?? Buffer.alloc(0);
    chain.push({ certificate: one.raw, publicKey });
  }
  return chain;
}
