/** What a provider's outputs say of a zone's key, in one form. */
import type { Signer } from "./zone-signing.ts";

/** Undefined if a part of it is missing, as it is while a cloud makes the key. */
export function signerOf(said: Readonly<Record<keyof Signer, unknown>>): Signer | undefined {
  const [keyTag, algorithm, digestType, flags] = [
    said.keyTag,
    said.algorithm,
    said.digestType,
    said.flags,
  ].map((value) => (typeof value === "string" ? Number.parseInt(value, 10) : value));
  const { digest, publicKey } = said;
  if (!isNumber(keyTag) || !isNumber(algorithm) || !isNumber(digestType) || !isNumber(flags))
    return undefined;
  if (typeof digest !== "string" || typeof publicKey !== "string") return undefined;
  if (digest === "" || publicKey === "") return undefined;
  return { keyTag, algorithm, digestType, digest: digest.toUpperCase(), flags, publicKey };
}

const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);

/** The DS record without its owner: `12345 13 2 0A1B...` (RFC 4034 §5.3). */
export const printDs = ({
  keyTag,
  algorithm,
  digestType,
  digest,
}: Pick<Signer, "keyTag" | "algorithm" | "digestType" | "digest">): string =>
  `${keyTag} ${algorithm} ${digestType} ${digest}`;

/** The DNSKEY record without its owner (RFC 4034 §2.2); the protocol is always 3. */
export const printDnskey = ({ flags, algorithm, publicKey }: Signer): string =>
  `${flags} 3 ${algorithm} ${publicKey}`;
