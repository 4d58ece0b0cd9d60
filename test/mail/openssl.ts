/** Certificates and digests by openssl, which shares no code with what they judge. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What openssl prints; it must succeed. */
export function openssl(words: readonly string[], input: string | Buffer = ""): Buffer {
  const { status, stdout, stderr } = spawnSync("openssl", words, { input });
  if (status !== 0) throw new Error(`openssl ${words.join(" ")}: ${stderr}`);
  return stdout;
}

export interface Pair {
  /** In PEM. */
  readonly key: string;
  readonly cert: string;
}

/** A self-signed certificate for a name, which may not sign others; of a key, or a new one. */
export function certificateFor(name: string, key?: string): Pair {
  const own =
    key ?? openssl(["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"]).toString();
  const folder = mkdtempSync(join(tmpdir(), "mailzone-openssl-"));
  try {
    writeFileSync(join(folder, "key"), own);
    const subject = ["-days", "30", "-subj", `/CN=${name}`, "-addext", `subjectAltName=DNS:${name}`];
    const plain = ["-addext", "basicConstraints=critical,CA:FALSE"];
    const cert = openssl(["req", "-x509", "-key", join(folder, "key"), ...subject, ...plain]);
    return { key: own, cert: cert.toString("latin1") };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** SubjectPublicKeyInfo, in PEM. */
export const publicKeyOf = (cert: string): string =>
  openssl(["x509", "-noout", "-pubkey"], cert).toString("latin1");

/** In hexadecimal; of the public key, or of the whole certificate. */
export function digestOf(cert: string, selector: 0 | 1, algorithm = "sha256"): string {
  const octets =
    selector === 1
      ? openssl(["pkey", "-pubin", "-outform", "DER"], publicKeyOf(cert))
      : openssl(["x509", "-outform", "DER"], cert);
  return createHash(algorithm).update(octets).digest("hex");
}
