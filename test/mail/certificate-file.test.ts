/** PEM files as openssl writes them, and what is wrong with others. */
import { describe, expect } from "@jest/globals";
import { type CertificateFile, readCertificateFile } from "../../src/mail/certificate-file.ts";
import { associationOf } from "../../src/mail/tlsa-match.ts";
import { needs } from "../needs.ts";
import { certificateFor, digestOf, openssl, publicKeyOf } from "./openssl.ts";

const { beforeAll, test } = needs("openssl");

let one: { readonly key: string; readonly cert: string };
let other: typeof one;
beforeAll(() => {
  one = certificateFor("mail.example.com");
  other = certificateFor("mail.example.net");
});

const read = (text: string | Buffer) => readCertificateFile(Buffer.from(text as string, "latin1"));
const readable = (text: string): CertificateFile => {
  const found = read(text);
  if ("problem" in found) throw new Error(found.problem);
  return found;
};
const problem = (text: string | Buffer): string => {
  const found = read(text);
  return "problem" in found ? found.problem : "";
};

describe("the data of a record", () => {
  test.each([
    [0, 1, "sha256"],
    [1, 1, "sha256"],
    [0, 2, "sha512"],
    [1, 2, "sha512"],
  ] as const)("of selector %i and matching type %i is what openssl says", (selector, matching, algorithm) => {
    const [link] = readable(one.cert).certificates;
    expect(link && associationOf(link, { selector, matching })).toBe(digestOf(one.cert, selector, algorithm));
  });
});

test("text around the blocks, other line ends and other blocks change nothing", () => {
  const text = openssl(["x509", "-text"], one.cert).toString("latin1");
  const parameters = openssl(["ecparam", "-name", "prime256v1"]).toString("latin1");
  const { certificates } = readable(`${parameters}${text}`.replaceAll("\n", "\r\n"));
  expect(certificates).toEqual(readable(one.cert).certificates);
});

test("a chain keeps its order", () => {
  const { certificates } = readable(one.cert + other.cert);
  expect(certificates).toEqual([...readable(one.cert).certificates, ...readable(other.cert).certificates]);
});

test("a public key alone is that of its certificate", () => {
  const { certificates, publicKeys } = readable(publicKeyOf(one.cert));
  expect([certificates, publicKeys]).toEqual([[], [readable(one.cert).certificates[0]?.publicKey]]);
});

test("a private key is refused, beside a certificate too, and in every form", () => {
  const old = openssl(["ec"], one.key).toString("latin1");
  const locked = openssl(["pkey", "-aes128", "-passout", "pass:x"], one.key).toString("latin1");
  for (const key of [one.key, old, locked]) {
    expect(problem(one.cert + key)).toBe("holds a private key, which belongs on the server alone");
  }
});

test("what is cut off, damaged or something else is told apart", () => {
  const end = one.cert.indexOf("-----END");
  expect(problem(one.cert.slice(0, end))).toContain("is cut off");
  expect(problem(one.cert.slice(0, end - 60) + one.cert.slice(end))).toContain(
    "certificate 1 in it is damaged",
  );
  expect(problem(publicKeyOf(one.cert).replace(/\n.{8}/, "\nAAAAAAAA"))).toContain("the public key in it");
  for (const none of ["", "MIIB", openssl(["x509", "-outform", "DER"], one.cert)])
    expect(problem(none)).toBe("holds no certificate and no public key in PEM form");
});
