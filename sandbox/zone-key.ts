/** The key that a signed zone of the sandbox has: made up from what names it, so that it is the same each time, and never used to sign. */
import { createHash } from "node:crypto";

/** ECDSA with P-256 (RFC 6605), and SHA-256 of the key: what both clouds that sign have. */
const ALGORITHM = 13;
const DIGEST_TYPE = 2;
/** A key that the zone above vouches for (RFC 4034 §2.1.1). */
const FLAGS = 257;

export interface ZoneKey {
  readonly flags: number;
  readonly algorithm: number;
  readonly digestType: number;
  readonly keyTag: number;
  /** In capitals. */
  readonly digest: string;
  /** In base64. */
  readonly publicKey: string;
}

export function zoneKey(zone: string, ...parts: readonly string[]): ZoneKey {
  const key = createHash("sha512")
    .update([zone, ...parts].join("\0"))
    .digest();
  const rdata = Buffer.concat([Buffer.from([FLAGS >> 8, FLAGS & 255, 3, ALGORITHM]), key]);
  return {
    flags: FLAGS,
    algorithm: ALGORITHM,
    digestType: DIGEST_TYPE,
    keyTag: keyTag(rdata),
    // RFC 4034 §5.1.4
    digest: createHash("sha256").update(wireName(zone)).update(rdata).digest("hex").toUpperCase(),
    publicKey: key.toString("base64"),
  };
}

const wireName = (name: string): Buffer =>
  Buffer.concat([
    ...name.split(".").map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label)])),
    Buffer.alloc(1),
  ]);

/** RFC 4034 appendix B. */
function keyTag(rdata: Buffer): number {
  const sum = rdata.reduce((all, octet, i) => all + (i % 2 === 0 ? octet << 8 : octet), 0);
  return (sum + ((sum >> 16) & 0xffff)) & 0xffff;
}
