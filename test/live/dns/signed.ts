/** Signs a zone with the tools of BIND (RFC 4035 §2). */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Signed {
  /** A master file with its signatures. */
  readonly text: string;
  /** The DS record of its key, for a trust anchor. */
  readonly ds: string;
}

/** `until` is the end of the signatures, as `dnssec-signzone -e` takes it: `+86400` or `20200101000000`. */
export function sign(
  zone: string,
  text: string,
  until: { readonly from: string; readonly to: string },
): Signed {
  const folder = mkdtempSync(join(tmpdir(), "mailzone-signed-"));
  const run = (command: string, ...words: string[]): string =>
    execFileSync(command, words, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  try {
    const key = run("dnssec-keygen", "-a", "ECDSAP256SHA256", "-f", "KSK", zone).trim();
    writeFileSync(join(folder, "zone"), `$ORIGIN ${zone}\n${text}\n$INCLUDE ${key}.key\n`);
    // -P: an expired signature would not be verified
    run(
      "dnssec-signzone",
      "-P",
      "-z",
      "-o",
      zone,
      "-s",
      until.from,
      "-e",
      until.to,
      "-f",
      "signed",
      "zone",
      key,
    );
    const ds = run("dnssec-dsfromkey", "-2", `${key}.key`).trim();
    return { text: readFileSync(join(folder, "signed"), "utf8"), ds };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
