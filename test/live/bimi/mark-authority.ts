/** An authority that issues mark certificates, as OpenSSL makes them. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

export interface Wanted {
  readonly names?: readonly string[];
  /** Days from now at which it ends, and begins: default half a year, and a year before its end. */
  readonly until?: number;
  readonly from?: number;
  /** Default: that of mark certificates. */
  readonly usage?: string;
  /** The SVG file in it. */
  readonly logo?: string;
  /** In place of the file's data: URL. */
  readonly uri?: string;
  readonly hasLogotype?: boolean;
}

export interface MarkAuthority {
  /** In PEM. */
  readonly root: string;
  readonly intermediate: string;
  issue(wanted?: Wanted): string;
  /** What `openssl verify` says of a certificate with this intermediate: its exit code. */
  verifies(pem: string, intermediate: string): boolean;
  close(): void;
}

/** The extension logotype (RFC 9399 §4.1) as the ASN.1 that OpenSSL generates. */
const logotype = (logo: string, uri: string): string => `
[logotype]
subject = EXPLICIT:2,IMPLICIT:0,SEQUENCE:data
[data]
images = SEQUENCE:images
[images]
image = SEQUENCE:image
[image]
details = SEQUENCE:details
[details]
type = IA5STRING:image/svg+xml
hashes = SEQUENCE:hashes
uris = SEQUENCE:uris
[hashes]
hash = SEQUENCE:hash
[hash]
algorithm = SEQUENCE:algorithm
value = FORMAT:HEX,OCTETSTRING:${createHash("sha256").update(logo).digest("hex")}
[algorithm]
id = OID:sha256
[uris]
uri = IA5STRING:${uri}
`;

export const dataUrl = (logo: string): string =>
  `data:image/svg+xml;base64,${gzipSync(logo).toString("base64")}`;

/** Its intermediate ends, and begins, at these days from now. */
export function makeMarkAuthority(
  name: string,
  { until = 1800, from = -365 }: Pick<Wanted, "until" | "from"> = {},
): MarkAuthority {
  const folder = mkdtempSync(join(tmpdir(), "mailzone-marks-"));
  const at = (file: string): string => join(folder, file);
  const openssl = (...words: readonly string[]): void => {
    execFileSync("openssl", words, { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
  };
  const key = (file: string): void =>
    openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", file);
  let count = 0;
  const certify = (
    subject: string,
    extensions: string,
    issuer: string | undefined,
    { until = 180, from = until - 365 }: Wanted,
  ): string => {
    const id = `c${++count}`;
    key(`${id}.key`);
    writeFileSync(
      at(`${id}.cnf`),
      `[req]\ndistinguished_name = dn\nprompt = no\n[dn]\nCN = ${subject}\n[ext]\n${extensions}`,
    );
    const time = (days: number): string =>
      `${new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 19).replace(/[-:T]/g, "")}Z`;
    // only `ca` takes dates, and it wants a data base
    writeFileSync(at(`${id}.db`), "");
    writeFileSync(
      at(`${id}-ca.cnf`),
      `[ca]\ndefault_ca = own\n[own]\ndatabase = ${id}.db\nrand_serial = yes\nnew_certs_dir = .\ndefault_md = sha256\npolicy = any\nunique_subject = no\n[any]\ncommonName = supplied\n`,
    );
    openssl("req", "-new", "-key", `${id}.key`, "-config", `${id}.cnf`, "-out", `${id}.csr`);
    openssl(
      ...["ca", "-batch", "-notext", "-config", `${id}-ca.cnf`, "-in", `${id}.csr`, "-out", `${id}.pem`],
      ...["-extfile", `${id}.cnf`, "-extensions", "ext", "-startdate", time(from), "-enddate", time(until)],
      ...(issuer === undefined
        ? ["-selfsign", "-keyfile", `${id}.key`]
        : ["-keyfile", `${issuer}.key`, "-cert", `${issuer}.pem`]),
    );
    return id;
  };
  const pemOf = (id: string): string => readFileSync(at(`${id}.pem`), "utf8");
  const authority = "basicConstraints = critical,CA:TRUE\nsubjectKeyIdentifier = hash\n";
  const root = certify(`${name} Root`, authority, undefined, { until: 3650, from: -365 });
  const intermediate = certify(`${name} CA`, authority, root, { until, from });
  return {
    root: pemOf(root),
    intermediate: pemOf(intermediate),
    issue(wanted = {}) {
      const { names = ["example.com"], usage = "1.3.6.1.5.5.7.3.31", logo = "", hasLogotype = true } = wanted;
      const extensions = [
        "basicConstraints = CA:FALSE",
        `extendedKeyUsage = ${usage}`,
        ...(names.length > 0 ? [`subjectAltName = ${names.map((one) => `DNS:${one}`).join(",")}`] : []),
        ...(hasLogotype ? ["1.3.6.1.5.5.7.1.12 = ASN1:SEQUENCE:logotype"] : []),
      ].join("\n");
      const more = hasLogotype ? logotype(logo, wanted.uri ?? dataUrl(logo)) : "";
      return pemOf(certify("Example Inc", `${extensions}\n${more}`, intermediate, wanted));
    },
    verifies(pem, middle) {
      writeFileSync(at("leaf.pem"), pem);
      writeFileSync(at("middle.pem"), middle);
      try {
        openssl("verify", "-CAfile", `${root}.pem`, "-untrusted", "middle.pem", "leaf.pem");
        return true;
      } catch {
        return false;
      }
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}
