/** RSA public keys in DER: SubjectPublicKeyInfo (RFC 5280 §4.1) and the bare RSAPublicKey (RFC 8017 appendix A.1.1). */

export interface RsaKey {
  readonly algorithm: "rsa";
  /** Length of the modulus. */
  readonly bits: number;
  /** SubjectPublicKeyInfo, as everyone publishes it, or the bare RSAPublicKey that RFC 6376 §3.6.1 names. */
  readonly form: "spki" | "pkcs1";
  /** The public exponent; Infinity for one of more than 6 octets. */
  readonly exponent: number;
  /** The smallest prime below 100 that divides the modulus, which means a key that was mistyped or badly generated. */
  readonly smallFactor?: number;
}

/** `rsaEncryption` with its NULL, as an AlgorithmIdentifier's content (RFC 8017 appendix A.1). */
const RSA_ENCRYPTION = Buffer.from("06092a864886f70d0101010500", "hex");

const INTEGER = 0x02;
const BIT_STRING = 0x03;
const SEQUENCE = 0x30;

/** Reads octets that are a public key and nothing else; undefined if they are not. */
export function readRsaPublicKey(octets: Buffer): RsaKey | undefined {
  const outer = parts(octets, SEQUENCE);
  const [first, second, ...rest] = outer ?? [];
  if (first === undefined || second === undefined || rest.length > 0) return undefined;
  if (first.tag === INTEGER && second.tag === INTEGER) return rsaKey(first.value, second.value, "pkcs1");
  if (first.tag !== SEQUENCE || !first.value.equals(RSA_ENCRYPTION)) return undefined;
  // a BIT STRING begins with the number of bits that its last octet leaves unused
  if (second.tag !== BIT_STRING || second.value[0] !== 0) return undefined;
  const [modulus, exponent, ...more] = parts(second.value.subarray(1), SEQUENCE) ?? [];
  if (modulus?.tag !== INTEGER || exponent?.tag !== INTEGER || more.length > 0) return undefined;
  return rsaKey(modulus.value, exponent.value, "spki");
}

function rsaKey(modulus: Buffer, exponent: Buffer, form: RsaKey["form"]): RsaKey | undefined {
  const start = modulus[0] === 0 ? 1 : 0;
  const top = modulus[start] ?? 0;
  // both are positive, and a private key's version number is not a modulus
  if (top === 0 || (start === 0 && top >= 0x80) || (exponent[0] ?? 0x80) >= 0x80) return undefined;
  const bits = (modulus.length - start - 1) * 8 + (32 - Math.clz32(top));
  if (bits < 128) return undefined;
  const factor = smallFactor(modulus);
  return {
    algorithm: "rsa",
    bits,
    form,
    exponent: exponent.length > 6 ? Number.POSITIVE_INFINITY : exponent.readUIntBE(0, exponent.length),
    ...(factor === undefined ? {} : { smallFactor: factor }),
  };
}

const PRIMES = [
  2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97,
].map(BigInt);
const PRODUCT = PRIMES.reduce((product, prime) => product * prime);

function smallFactor(modulus: Buffer): number | undefined {
  // one long division, then short ones
  const rest = BigInt(`0x${modulus.toString("hex")}`) % PRODUCT;
  const factor = PRIMES.find((prime) => rest % prime === 0n);
  return factor === undefined ? undefined : Number(factor);
}

/** The length in octets that the DER sequence at the start declares, its header included; undefined if there is none. */
export function derLength(octets: Buffer): number | undefined {
  const head = readHead(octets, 0);
  return head?.tag === SEQUENCE ? head.start + head.length : undefined;
}

/** Whether octets are a private key: PKCS#1 and PKCS#8 begin with a version number (RFC 8017 A.1.2, RFC 5958 §2). */
export function isPrivateKey(octets: Buffer): boolean {
  const [version] = parts(octets, SEQUENCE) ?? [];
  return version?.tag === INTEGER && version.value.length === 1;
}

interface Part {
  readonly tag: number;
  readonly value: Buffer;
}

/** The parts of a value that has the tag and fills the octets. */
function parts(octets: Buffer, tag: number): Part[] | undefined {
  const outer = readHead(octets, 0);
  if (outer?.tag !== tag || outer.start + outer.length !== octets.length) return undefined;
  const found: Part[] = [];
  for (let at = outer.start; at < octets.length; ) {
    const head = readHead(octets, at);
    if (head === undefined || head.start + head.length > octets.length) return undefined;
    at = head.start + head.length;
    found.push({ tag: head.tag, value: octets.subarray(head.start, at) });
  }
  return found;
}

/** Tag and length of the value at an offset, lengths of up to 65535 octets (X.690 §8.1). */
function readHead(octets: Buffer, at: number): { tag: number; start: number; length: number } | undefined {
  const tag = octets[at];
  const first = octets[at + 1];
  if (tag === undefined || first === undefined) return undefined;
  if (first < 0x80) return { tag, start: at + 2, length: first };
  const count = first & 0x7f;
  if (count < 1 || count > 2 || at + 2 + count > octets.length) return undefined;
  return { tag, start: at + 2 + count, length: octets.readUIntBE(at + 2, count) };
}
