/** Public keys as in the `p=` of a DKIM record: base64 of a DER key for RSA, of 32 octets for Ed25519. */
import type { Span } from "../finding.ts";
import { derLength, isPrivateKey, type RsaKey, readRsaPublicKey } from "./rsa-key.ts";

export type DkimAlgorithm = "rsa" | "ed25519";

export interface Ed25519Key {
  readonly algorithm: "ed25519";
}
/** Why a text is not a public key of the algorithm, and the edit that fixes it. */
export interface NoKey {
  readonly problem: string;
  readonly help: string;
  /** The part that is wrong, if it is not the whole text. */
  readonly at?: Span;
  /** Set if the text should never have left the signer, or is a whole file instead of the key inside it. */
  readonly is?: "private" | "file";
}

/** DER of a SubjectPublicKeyInfo with an Ed25519 key, up to the 32 octets of the key (RFC 8410 §4). */
const ED25519_SPKI = Buffer.from("302a300506032b6570032100", "hex");
const ED25519_OCTETS = 32;

const PLAIN_KEY = "give only the base64 text of the public key, on one line, without the BEGIN and END lines";
const COPY_AGAIN = "copy the whole public key again from where it was generated; it is one line of base64";

/** The 32 octets of an Ed25519 key that a SubjectPublicKeyInfo wraps, as `openssl pkey -pubout` prints it. */
export function unwrapEd25519(octets: Uint8Array): Uint8Array | undefined {
  const wrapped =
    octets.length === ED25519_SPKI.length + ED25519_OCTETS &&
    ED25519_SPKI.equals(octets.subarray(0, ED25519_SPKI.length));
  return wrapped ? octets.subarray(ED25519_SPKI.length) : undefined;
}

/** Whether a key in base64 is an Ed25519 key, wrapped or bare. */
export function isEd25519(base64: string): boolean {
  const octets = Buffer.from(base64, "base64");
  return octets.length === ED25519_OCTETS || unwrapEd25519(octets) !== undefined;
}

/** The algorithm that a public key of a spec is for: RSA if it is no Ed25519 key. */
export const algorithmOfKey = (base64: string): DkimAlgorithm => (isEd25519(base64) ? "ed25519" : "rsa");

/** Reads a value of `p=` that is not empty as a key of `algorithm`. */
export function readKey(base64: string, algorithm: DkimAlgorithm): RsaKey | Ed25519Key | NoKey {
  if (/PRIVATE KEY/.test(base64)) return PRIVATE;
  if (base64.includes("-----")) {
    const request = base64.includes("CERTIFICATE");
    return {
      problem: `it is a PEM file${request ? " with a certificate or a certificate request" : ""}, not the base64 text inside it`,
      help: PLAIN_KEY,
      is: "file",
    };
  }
  const end = base64.search(/[=;]/);
  const more = end < 0 ? -1 : base64.slice(end).search(/[a-z0-9+/;]/i);
  if (more >= 0) {
    return {
      problem: "more text follows the key, as if a whole record had been given",
      help: PLAIN_KEY,
      // a whole record is wrong from its start
      ...(/^\s*[a-z]\s*=/i.test(base64)
        ? {}
        : { at: { offset: end + more, length: base64.length - end - more } }),
    };
  }
  // RFC 6376 §3.2, §3.6.1: white space in p= is dropped before decoding
  const bare = base64.replace(/[ \t]+/g, "");
  const odd = /[^a-z0-9+/= \t]/i.exec(base64);
  if (odd)
    return {
      problem: `it has the character ${JSON.stringify(odd[0])}, which is not base64`,
      help: COPY_AGAIN,
      at: { offset: odd.index, length: odd[0].length },
    };
  if (bare.length % 4 !== 0) {
    return {
      problem: `its length of ${bare.length} characters is not a multiple of 4, as base64 requires`,
      help: COPY_AGAIN,
    };
  }
  const octets = Buffer.from(bare, "base64");
  return algorithm === "rsa" ? readRsa(octets) : readEd25519(octets);
}

const PRIVATE: NoKey = {
  problem: "it is a PRIVATE key, with which anyone could then sign mail",
  help: "create a new key pair, since this one is no longer secret, and give its public key",
  is: "private",
};

function readEd25519(octets: Buffer): Ed25519Key | NoKey {
  if (octets.length === ED25519_OCTETS) return { algorithm: "ed25519" };
  if (isPrivateKey(octets)) return PRIVATE;
  const bare = unwrapEd25519(octets);
  return bare === undefined
    ? {
        problem: `it has ${octets.length} octets instead of the ${ED25519_OCTETS} of an Ed25519 key`,
        help: COPY_AGAIN,
      }
    : {
        problem: "its 32 octets are wrapped in a SubjectPublicKeyInfo, which RFC 8463 §4 does not allow",
        help: `write p=${Buffer.from(bare).toString("base64")}`,
      };
}

function readRsa(octets: Buffer): RsaKey | NoKey {
  const key = readRsaPublicKey(octets);
  if (key !== undefined) return key;
  if (isPrivateKey(octets)) return PRIVATE;
  if (octets.length === ED25519_OCTETS || unwrapEd25519(octets) !== undefined) {
    return {
      problem: "it is an Ed25519 key, not an RSA key",
      help: "give it under dkim: {selector, key}, which adds k=ed25519",
    };
  }
  const length = derLength(octets) ?? octets.length;
  if (length > octets.length) {
    return {
      problem: `it is cut off: it has only ${octets.length} of its ${length} octets`,
      help: COPY_AGAIN,
    };
  }
  return length < octets.length
    ? { problem: `${octets.length - length} octets follow its end`, help: COPY_AGAIN }
    : { problem: "it is not an RSA public key", help: COPY_AGAIN };
}
