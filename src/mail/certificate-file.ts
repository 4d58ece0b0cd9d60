/** Certificates and public keys in a PEM file (RFC 7468), as TLSA records need them. */
import { createPublicKey, type KeyObject, X509Certificate } from "node:crypto";
import type { ChainLink } from "./tlsa-match.ts";

export interface FileCertificate extends ChainLink {
  /** Whether it may sign others (RFC 5280 §4.2.1.9). */
  readonly isAuthority: boolean;
}

export interface CertificateFile {
  /** In the order of the file: a chain begins with the server's own. */
  readonly certificates: readonly FileCertificate[];
  /** SubjectPublicKeyInfo, DER, of what is a public key alone. */
  readonly publicKeys: readonly Buffer[];
}

/** Why a file is of no use; `problem` is the end of a sentence that begins with the file. */
export interface CertificateFault {
  readonly problem: string;
  readonly help: string;
}

const BEGIN = "-----BEGIN ";
const DASHES = "-----";

/** Never throws, whatever the octets are. What is neither a certificate nor a key is passed over (RFC 7468 §2). */
export function readCertificateFile(octets: Uint8Array): CertificateFile | CertificateFault {
  const text = Buffer.from(octets).toString("latin1");
  const certificates: FileCertificate[] = [];
  const publicKeys: Buffer[] = [];
  for (let at = text.indexOf(BEGIN); at >= 0; ) {
    const label = text.slice(at + BEGIN.length, text.indexOf(DASHES, at + BEGIN.length));
    const last = `${DASHES}END ${label}${DASHES}`;
    const end = text.indexOf(last, at);
    if (end < 0) {
      return {
        problem: "is cut off: a block in it has no end",
        help: "write the file again, with all lines of the certificate",
      };
    }
    const block = text.slice(at, end + last.length);
    if (label.endsWith("PRIVATE KEY")) {
      return {
        problem: "holds a private key, which belongs on the server alone",
        help: "make the key anew if others could read it here, and name a file with the certificate, or with the public key that `openssl pkey -in KEY -pubout` prints",
      };
    }
    if (label === "CERTIFICATE") {
      const read = certificateIn(block);
      if (read === undefined) return unreadable(`certificate ${certificates.length + 1}`);
      certificates.push(read);
    } else if (label === "PUBLIC KEY") {
      const key = attempt(() => createPublicKey(block));
      if (key === undefined) return unreadable("the public key");
      publicKeys.push(spkiOf(key));
    }
    at = text.indexOf(BEGIN, end + last.length);
  }
  return certificates.length + publicKeys.length > 0
    ? { certificates, publicKeys }
    : {
        problem: "holds no certificate and no public key in PEM form",
        help: "write it in PEM form: it begins with -----BEGIN CERTIFICATE-----; `openssl x509 -inform der` converts from DER",
      };
}

const unreadable = (what: string): CertificateFault => ({
  problem: `cannot be used: ${what} in it is damaged, or of a kind that is not known here`,
  help: "see what `openssl x509 -in FILE -text` says, and write the file again",
});

function certificateIn(block: string): FileCertificate | undefined {
  return attempt(() => {
    const { raw, publicKey, ca } = new X509Certificate(block);
    return { certificate: raw, publicKey: spkiOf(publicKey), isAuthority: ca };
  });
}

const spkiOf = (key: KeyObject): Buffer => key.export({ type: "spki", format: "der" });

/** OpenSSL's errors have no form to rely on. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
