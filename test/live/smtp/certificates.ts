/** Certificates with any names and dates, written in DER (RFC 5280 §4.1), since Node reads but does not make them. */
import { createHash, generateKeyPairSync, type KeyObject, sign } from "node:crypto";

export interface Issued {
  /** In PEM. */
  readonly key: string;
  readonly cert: string;
  /** In PEM, with the issuer after it. */
  readonly chain: string;
  /** Association data of a TLSA record (RFC 6698 §2.1), SHA-256. */
  readonly digests: { readonly certificate: string; readonly publicKey: string };
}

export interface Wanted {
  readonly names?: readonly string[];
  /** Days from now; NaN for a month that does not exist. */
  readonly from?: number;
  readonly until?: number;
}

export interface Authority {
  /** In PEM. */
  readonly cert: string;
  readonly digests: Issued["digests"];
  issue(wanted?: Wanted): Issued;
}

const element = (tag: number, ...parts: readonly Buffer[]): Buffer => {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size =
    length < 0x80 ? [length] : length < 0x1_00 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
};
const sequence = (...parts: readonly Buffer[]): Buffer => element(0x30, ...parts);
const oid = (hex: string): Buffer => element(0x06, Buffer.from(hex, "hex"));
const [COMMON_NAME, ALTERNATIVE_NAMES, BASIC_CONSTRAINTS] = ["550403", "551d11", "551d13"] as const;
const ECDSA_WITH_SHA256 = sequence(oid("2a8648ce3d040302"));
const TRUE = element(0x01, Buffer.from([0xff]));

const named = (name: string): Buffer =>
  sequence(element(0x31, sequence(oid(COMMON_NAME), element(0x0c, Buffer.from(name)))));

/** GeneralizedTime. */
function time(days: number): Buffer {
  if (Number.isNaN(days)) return element(0x18, Buffer.from("20261301000000Z"));
  const text = new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 19);
  return element(0x18, Buffer.from(`${text.replace(/[-:T]/g, "")}Z`));
}

const pem = (der: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${der.toString("base64").replace(/.{64}(?=.)/g, "$&\n")}\n-----END CERTIFICATE-----\n`;

const sha256 = (octets: Buffer): string => createHash("sha256").update(octets).digest("hex");

let serial = 0;

function certificate(
  subject: string,
  publicKey: KeyObject,
  issuer: { readonly name: string; readonly key: KeyObject },
  { names = [], from = -30, until = 60 }: Wanted,
  isAuthority = false,
): Buffer {
  const extensions = [
    ...(isAuthority ? [sequence(oid(BASIC_CONSTRAINTS), TRUE, element(0x04, sequence(TRUE)))] : []),
    ...(names.length > 0
      ? [
          sequence(
            oid(ALTERNATIVE_NAMES),
            element(0x04, sequence(...names.map((name) => element(0x82, Buffer.from(name))))),
          ),
        ]
      : []),
  ];
  const content = sequence(
    element(0xa0, element(0x02, Buffer.from([2]))),
    element(0x02, Buffer.from([++serial])),
    ECDSA_WITH_SHA256,
    named(issuer.name),
    sequence(time(from), time(until)),
    named(subject),
    publicKey.export({ type: "spki", format: "der" }),
    ...(extensions.length > 0 ? [element(0xa3, sequence(...extensions))] : []),
  );
  const signature = element(0x03, Buffer.from([0]), sign("sha256", content, issuer.key));
  return sequence(content, ECDSA_WITH_SHA256, signature);
}

const newKey = () => generateKeyPairSync("ec", { namedCurve: "P-256" });

function issued(der: Buffer, { publicKey, privateKey }: ReturnType<typeof newKey>, more: string): Issued {
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }) as string,
    cert: pem(der),
    chain: `${pem(der)}${more}`,
    digests: {
      certificate: sha256(der),
      publicKey: sha256(publicKey.export({ type: "spki", format: "der" })),
    },
  };
}

export function makeAuthority(name = "Test Root"): Authority {
  const own = newKey();
  const issuer = { name, key: own.privateKey };
  const root = issued(certificate(name, own.publicKey, issuer, { until: 3650 }, true), own, "");
  return {
    cert: root.cert,
    digests: root.digests,
    issue(wanted = {}) {
      const pair = newKey();
      return issued(certificate("server", pair.publicKey, issuer, wanted), pair, root.cert);
    },
  };
}

export function selfSigned(wanted: Wanted): Issued {
  const pair = newKey();
  return issued(certificate("me", pair.publicKey, { name: "me", key: pair.privateKey }, wanted), pair, "");
}
