/** New keys, judged by OpenSSL and by mailauth. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "@jest/globals";
import { composeDkim } from "../../src/mail/dkim.ts";
import { readKey } from "../../src/mail/dkim-key.ts";
import { KEY_ALGORITHMS, newKeyPair } from "../../src/mail/dkim-pair.ts";
import { needs } from "../needs.ts";
import { signedMessage, verifiedAs } from "./dkim-signed.ts";

const { describe, test } = needs("openssl");

const openssl = (...words: string[]) => spawnSync("openssl", words, { encoding: "utf8" });

describe.each(KEY_ALGORITHMS)("%s", (algorithm) => {
  test("OpenSSL reads the private key, and finds in it the public one", async () => {
    const folder = mkdtempSync(join(tmpdir(), "mailzone-pair-"));
    try {
      const { publicKey, privateKey } = await newKeyPair(algorithm);
      const file = join(folder, "key.pem");
      writeFileSync(file, privateKey);
      expect(openssl("pkey", "-in", file, "-check", "-noout")).toMatchObject({ status: 0 });
      const { stdout } = openssl("pkey", "-in", file, "-pubout");
      const lines = stdout.split("\n").filter((line) => !line.startsWith("-"));
      // a SubjectPublicKeyInfo, which ends with the 32 octets of an Ed25519 key
      expect(lines.join("").slice(algorithm === "ed25519" ? 16 : 0)).toBe(publicKey);
      const text = openssl("pkey", "-in", file, "-noout", "-text").stdout;
      expect(text).toContain({ rsa2048: "2048 bit", rsa3072: "3072 bit", ed25519: "ED25519" }[algorithm]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test("mail signed with it verifies by what is published, and not by another key", async () => {
    const { publicKey, privateKey } = await newKeyPair(algorithm);
    const message = await signedMessage({ domain: "example.com", selector: "s1", privateKey });
    const record = composeDkim(publicKey);
    expect(await verifiedAs(message, async () => [record.match(/.{1,255}/g) ?? []])).toBe("pass");
    const other = composeDkim((await newKeyPair(algorithm)).publicKey);
    expect(await verifiedAs(message, async () => [other.match(/.{1,255}/g) ?? []])).toBe("fail");
  });

  test("is a key as checks want it, and never the same twice", async () => {
    const [one, two] = [await newKeyPair(algorithm), await newKeyPair(algorithm)];
    expect(one.publicKey).not.toBe(two.publicKey);
    const kind = algorithm === "ed25519" ? "ed25519" : "rsa";
    expect(readKey(one.publicKey, kind)).toMatchObject({ algorithm: kind });
  });
});
