/** New pairs of DKIM keys (RFC 6376 §3.3, RFC 8463). */
import { generateKeyPair } from "node:crypto";
import { promisify } from "node:util";
import { unwrapEd25519 } from "./dkim-key.ts";

const generate = promisify(generateKeyPair);

export const KEY_ALGORITHMS = ["rsa2048", "rsa3072", "ed25519"] as const;
export type KeyAlgorithm = (typeof KEY_ALGORITHMS)[number];

/** RFC 8301 §3.2: signers should use 2048 bits or more, and verifiers take up to 4096. */
const BITS = { rsa2048: 2048, rsa3072: 3072 } as const;

export interface KeyPair {
  /** Base64, as a spec and `p=` have it. */
  readonly publicKey: string;
  /** PEM of PKCS #8 (RFC 5958). */
  readonly privateKey: string;
}

export async function newKeyPair(algorithm: KeyAlgorithm): Promise<KeyPair> {
  const { publicKey, privateKey } =
    algorithm === "ed25519"
      ? await generate("ed25519")
      : await generate("rsa", { modulusLength: BITS[algorithm] });
  const octets = publicKey.export({ type: "spki", format: "der" });
  return {
    // RFC 8463 §4: p= has the 32 octets of an Ed25519 key alone
    publicKey: Buffer.from(unwrapEd25519(octets) ?? octets).toString("base64"),
    privateKey: privateKey.export({ type: "pkcs8", format: "pem" }) as string,
  };
}
