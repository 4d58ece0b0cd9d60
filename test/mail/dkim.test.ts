/** DKIM records are written and read, and their keys checked, with real keys from Node and OpenSSL. */
import { createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { composeDkim, parseDkim } from "../../src/mail/dkim.ts";
import { readKey } from "../../src/mail/dkim-key.ts";
import { printTagList } from "../../src/mail/tag-list.ts";
import { ED25519_KEY, RSA_KEY } from "./keys.ts";

const base64 = (key: KeyObject, type: "spki" | "pkcs1" | "pkcs8"): string =>
  key.export({ type: type as "spki", format: "der" }).toString("base64");

const rsa = generateKeyPairSync("rsa", { modulusLength: 1024 });
const ed25519 = generateKeyPairSync("ed25519");
const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });

describe("composeDkim", () => {
  test("finds out RSA and Ed25519 from the key", () => {
    expect(composeDkim(RSA_KEY)).toBe(`v=DKIM1; k=rsa; p=${RSA_KEY}`);
    expect(composeDkim(ED25519_KEY)).toBe(`v=DKIM1; k=ed25519; p=${ED25519_KEY}`);
  });

  test("takes the 32 octets out of an Ed25519 key as openssl prints it (RFC 8463 §4)", () => {
    const wrapped = base64(ed25519.publicKey, "spki");
    const bare = Buffer.from(wrapped, "base64").subarray(-32).toString("base64");
    expect(composeDkim(wrapped)).toBe(`v=DKIM1; k=ed25519; p=${bare}`);
  });

  test("publishes what is no key as it is, for a check to show", () => {
    expect(composeDkim("!!not base64!!")).toBe("v=DKIM1; k=rsa; p=!!not base64!!");
  });
});

describe("parseDkim", () => {
  test.each<[string, ...string[]]>([
    [`v=DKIM1; k=rsa; p=${RSA_KEY}`],
    [`k=rsa;p=${RSA_KEY};`],
    ["v=DKIM1; p="],
    [" v = DKIM1 ; h = sha256 ; n_1 = a note ; p = "],
    ["p=x; v=DKIM1", "7+5"],
    ["v=dkim1; p=", "2+5"],
    ["v=DKIM2; p=", "2+5"],
    ["v=DKIM1; k=dsa; p=", "11+3"],
    ["v=DKIM1; p=; p=x", "13+3"],
    ["v=DKIM1;; p=", "8+1"],
    ["v=DKIM1; oops; p=", "9+4"],
    ["v=DKIM1; 1x=y; p=", "9+4"],
    ["v=DKIM1; p=a\nb", "12+1"],
    ["v=DKIM1; n=é; p=", "11+1"],
  ])("finds what is wrong in %j", (text, ...expected) => {
    expect(parseDkim(text).problems.map(({ offset, length }) => `${offset}+${length}`)).toEqual(expected);
  });

  test("gives back any tags that were printed", () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9_]{0,5}$/);
    const value = fc.stringMatching(/^([!-:<-~]([ !-:<-~]{0,10}[!-:<-~])?)?$/);
    fc.assert(
      fc.property(fc.uniqueArray(fc.record({ name, value }), { selector: (tag) => tag.name }), (tags) => {
        const text = printTagList(tags);
        const read = parseDkim(text).tags;
        expect(read.map((tag) => ({ name: tag.name, value: tag.value }))).toEqual(tags);
        for (const { name: written, value: held, offset, valueOffset } of read) {
          expect(text.startsWith(written, offset)).toBe(true);
          expect(text.startsWith(held, valueOffset)).toBe(true);
        }
      }),
    );
  });
});

describe("readKey", () => {
  test("reads RSA keys in both forms, as OpenSSL does", () => {
    for (const form of ["spki", "pkcs1"] as const) {
      expect(readKey(base64(rsa.publicKey, form), "rsa")).toEqual({
        algorithm: "rsa",
        bits: 1024,
        form,
        exponent: 65537,
      });
    }
    expect(readKey(RSA_KEY, "rsa")).toEqual({
      algorithm: "rsa",
      bits: 2048,
      form: "spki",
      exponent: 65537,
    });
  });

  test.each([512, 1000, 1023, 1025, 2048, 3072])("counts the bits of a key of %i", (modulusLength) => {
    const { publicKey } = generateKeyPairSync("rsa", { modulusLength });
    expect(readKey(base64(publicKey, "spki"), "rsa")).toMatchObject({ bits: modulusLength });
  });

  test("reads Ed25519 keys and drops white space", () => {
    expect(readKey(ED25519_KEY, "ed25519")).toEqual({ algorithm: "ed25519" });
    expect(readKey(`${RSA_KEY.slice(0, 70)} \t ${RSA_KEY.slice(70)}`, "rsa")).toMatchObject({ bits: 2048 });
  });

  test.each([
    ["a PEM file", "-----BEGIN PUBLIC KEY-----", "rsa", /PEM/],
    ["a private PEM file", "-----BEGIN RSA PRIVATE KEY-----", "rsa", /PRIVATE/],
    ["a private RSA key in PKCS#1", base64(rsa.privateKey, "pkcs1"), "rsa", /PRIVATE/],
    ["a private RSA key in PKCS#8", base64(rsa.privateKey, "pkcs8"), "rsa", /PRIVATE/],
    ["a private Ed25519 key", base64(ed25519.privateKey, "pkcs8"), "ed25519", /PRIVATE/],
    ["a private Ed25519 key as RSA", base64(ed25519.privateKey, "pkcs8"), "rsa", /PRIVATE/],
    ["a whole record", `v=DKIM1; p=${RSA_KEY}`, "rsa", /more text/],
    ["a key with more behind it", `${ED25519_KEY}AAAA`, "ed25519", /more text/],
    ["other characters", "AAA!", "rsa", /"!"/],
    ["a line break", `${RSA_KEY.slice(0, 8)}\n${RSA_KEY.slice(8)}`, "rsa", /"\\n"/],
    ["a cut group", RSA_KEY.slice(0, 391), "rsa", /391 characters/],
    ["a cut key", RSA_KEY.slice(0, 200), "rsa", /150 of its 294/],
    ["octets behind the key", `${base64(rsa.publicKey, "spki")}AAAA`, "rsa", /3 octets follow/],
    ["a key of an elliptic curve", base64(ec.publicKey, "spki"), "rsa", /not an RSA/],
    ["an Ed25519 key as RSA", ED25519_KEY, "rsa", /Ed25519/],
    ["a wrapped Ed25519 key", base64(ed25519.publicKey, "spki"), "ed25519", /SubjectPublicKeyInfo/],
    ["an RSA key as Ed25519", RSA_KEY, "ed25519", /294 octets/],
    ["octets that are no DER", "AAAA", "rsa", /not an RSA/],
  ] as const)("refuses %s", (_, key, algorithm, problem) => {
    expect(readKey(key, algorithm)).toMatchObject({
      problem: expect.stringMatching(problem),
      help: expect.stringMatching(/\S/),
    });
  });

  test("tells private keys and files from other mistakes", () => {
    expect(readKey(base64(rsa.privateKey, "pkcs8"), "rsa")).toMatchObject({ is: "private" });
    expect(readKey("-----BEGIN CERTIFICATE REQUEST-----", "rsa")).toMatchObject({ is: "file" });
    expect(readKey("AAA!", "rsa")).not.toHaveProperty("is");
  });

  test("sees the small factors that a mistyped modulus has, and none in a sound one", () => {
    const der = Buffer.from(RSA_KEY, "base64");
    for (const [octet, factor] of [[0xae, 2] as const]) {
      const damaged = Buffer.from(der);
      damaged[der.length - 6] = octet;
      expect(readKey(damaged.toString("base64"), "rsa")).toMatchObject({ smallFactor: factor });
    }
    const modulus = BigInt(`0x${der.subarray(33, -5).toString("hex")}`);
    for (let step = 2n; step < 400n; step += 2n) {
      const other = Buffer.from(der);
      Buffer.from((modulus + step).toString(16), "hex").copy(other, 33);
      const primes = [3n, 5n, 7n, 11n, 13n, 17n, 19n, 23n, 29n, 31n, 37n, 41n, 43n, 47n, 53n, 59n, 61n, 67n];
      const least = [...primes, 71n, 73n, 79n, 83n, 89n, 97n].find(
        (prime) => (modulus + step) % prime === 0n,
      );
      const read = readKey(other.toString("base64"), "rsa");
      expect("smallFactor" in read ? read.smallFactor : undefined).toBe(least && Number(least));
    }
  });

  test("agrees with OpenSSL on damaged keys that it refuses, and never throws", () => {
    const good = Buffer.from(RSA_KEY, "base64");
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.nat(255), (at, octet) => {
        const damaged = Buffer.from(good);
        damaged[at] = octet;
        const read = readKey(damaged.toString("base64"), "rsa");
        if (!("bits" in read)) return;
        const key = createPublicKey({ key: damaged, format: "der", type: "spki" });
        expect(key.asymmetricKeyDetails?.modulusLength).toBe(read.bits);
      }),
      { numRuns: 300 },
    );
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 80 }),
        fc.constantFrom("rsa", "ed25519"),
        (octets, algorithm) => {
          readKey(Buffer.from(octets).toString("base64"), algorithm);
        },
      ),
    );
  });
});
