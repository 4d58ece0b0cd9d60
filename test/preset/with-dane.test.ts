/** What `dane` of a spec publishes, from files of a project and from digests. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect } from "@jest/globals";
import { loadPaths } from "../../src/pipeline.ts";
import { certificateFor, digestOf, publicKeyOf } from "../mail/openssl.ts";
import { needs } from "../needs.ts";
import { recordsOf } from "../spec/zone-of.ts";

const { afterAll, beforeAll, test } = needs("openssl");

let folder: string;
let one: { readonly key: string; readonly cert: string };
let other: typeof one;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "mailzone-dane-"));
  one = certificateFor("mail.example.com");
  other = certificateFor("mail.example.com");
  write("Pulumi.yaml", "name: mailzone\nruntime: nodejs\n");
  write("certificates/mail.pem", one.cert);
  write("certificates/next.pem", publicKeyOf(other.cert));
  write("certificates/renewed.pem", certificateFor("mail.example.com", one.key).cert);
  write("certificates/key.pem", one.key);
  write("certificates/.hidden.pem", one.cert);
  write("certificates/large.pem", one.cert.padEnd(300 * 1024));
  symlinkSync(tmpdir(), join(folder, "certificates/out"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

const MAIL = [
  "dns: route53",
  "records:",
  "  - {type: MX, value: 10 mail}",
  "  - {name: mail, type: A, value: 192.0.2.25}",
];

function load(dane: string, lines: readonly string[] = ["domain: example.com", ...MAIL]) {
  write("stacks/prod/mail.yaml", [...lines, dane, ""].join("\n"));
  return loadPaths([join(folder, "stacks/prod")], folder);
}

const hosts = (text: string): string => `dane: {hosts: {mail: {${text}}}}`;
const tlsaOf = (...of: Parameters<typeof load>): string[] =>
  recordsOf(load(...of)).filter((one) => one.includes(" TLSA "));
const errorsOf = (...of: Parameters<typeof load>): string[] =>
  load(...of).findings.flatMap(({ code, severity, message, place }) =>
    severity === "error" ? [`${place?.line}:${place?.column} ${code}: ${message}`] : [],
  );
const FILE = "../../certificates";

describe("a record", () => {
  test("is 3 1 1 with the digest of the public key, at _25._tcp of the host", () => {
    expect(tlsaOf(hosts(`certificates: [${FILE}/mail.pem]`))).toEqual([
      `_25._tcp.mail TLSA 3 1 1 ${digestOf(one.cert, 1)}`,
    ]);
  });

  test("has the form that the spec says", () => {
    expect(tlsaOf(hosts(`certificates: [${FILE}/mail.pem], selector: 0, matching: 2`))).toEqual([
      `_25._tcp.mail TLSA 3 0 2 ${digestOf(one.cert, 0, "sha512")}`,
    ]);
  });

  test("is there for the current and the next key during a roll-over, by files or digests", () => {
    const both = [one, other].map(({ cert }) => `_25._tcp.mail TLSA 3 1 1 ${digestOf(cert, 1)}`);
    expect(tlsaOf(hosts(`certificates: [${FILE}/mail.pem, ${FILE}/next.pem]`))).toEqual(both);
    const digest = digestOf(other.cert, 1).toUpperCase();
    const items = `{file: ${FILE}/mail.pem}, {sha256: ${digest}, since: 2026-12-01}`;
    expect(tlsaOf(hosts(`certificates: [${items}]`))).toEqual(both);
  });

  test("is there once for a renewed certificate with the same key, and twice where the whole counts", () => {
    const files = `certificates: [${FILE}/mail.pem, ${FILE}/renewed.pem]`;
    expect(tlsaOf(hosts(files))).toHaveLength(1);
    expect(tlsaOf(hosts(`${files}, selector: 0`))).toHaveLength(2);
  });

  test("is at the host as an MX names it, for each domain of the spec", () => {
    const at = (name: string, ...lines: string[]) =>
      tlsaOf(`dane: {hosts: {${name}: {certificates: [${FILE}/mail.pem]}}}`, lines).map(
        (line) => line.split(" ")[0],
      );
    expect(at("mx.example.com", "domain: example.com", ...MAIL)).toEqual(["_25._tcp.mx"]);
    expect(at('"@"', "domain: example.com", ...MAIL)).toEqual(["_25._tcp"]);
    expect(at("mail", "domains: [a.example, b.example]", ...MAIL)).toEqual([
      "_25._tcp.mail.a.example.",
      "_25._tcp.mail.b.example.",
    ]);
  });

  test("of a defaults file names files from that file's folder, and stays through a migration", () => {
    write("stacks/moving/defaults.yaml", `${hosts("certificates: [../../certificates/mail.pem]")}\n`);
    const lines = ["domain: example.com", "dns: route53", "mailbox: tencent-exmail"];
    const moving = [...lines, "migrate: {from: zoho-mail, phase: prepare}", ""].join("\n");
    write("stacks/moving/shops/mail.yaml", moving);
    const [domain] = loadPaths([join(folder, "stacks/moving")], folder).domains;
    const steps = [...(domain?.steps?.values() ?? [])];
    expect(steps).toHaveLength(4);
    for (const { records } of steps)
      expect(records.filter(({ data }) => data.type === "TLSA")).toHaveLength(1);
  });
});

describe("a finding", () => {
  test.each([
    ["missing.pem", 'the file "../../certificates/missing.pem" does not exist (ENOENT)'],
    ["out/x.pem", 'the file "../../certificates/out/x.pem" does not exist (ENOENT)'],
    ["../../../../../../etc/hostname", "is outside the project"],
    [".hidden.pem", "is a dot file"],
    [".", "is not a regular file"],
    ["large.pem", "has more than 256 KiB, so it is not read"],
    ["key.pem", "holds a private key"],
    ["../Pulumi.yaml", "holds no certificate"],
  ])("tells of %s, at its place, and publishes nothing for it", (file, words) => {
    const [error = "", ...others] = errorsOf(hosts(`certificates: [${FILE}/${file}]`));
    expect(error).toContain(words);
    expect(error).toMatch(/^6:38 dane-certificate: .*; its TLSA record is unknown$/);
    expect(others).toEqual([]);
  });

  test("is about usage 2 without an issuer, selector 0 with a key, a digest of another type", () => {
    expect(errorsOf(hosts(`certificates: [${FILE}/mail.pem], usage: 2`))).toEqual([
      expect.stringContaining("has no certificate of an issuer, but usage 2 is about one"),
    ]);
    expect(errorsOf(hosts(`certificates: [${FILE}/next.pem], selector: 0`))).toEqual([
      expect.stringContaining("holds a public key, but selector 0 is about the whole certificate"),
    ]);
    expect(errorsOf(hosts(`certificates: [{sha256: ${"ab".repeat(32)}}], matching: 2`))).toEqual([
      expect.stringContaining(
        "the digest is SHA-256, but the records of this host have another matching type",
      ),
    ]);
  });

  test.each([
    ["usage: 1, certificates: [a.pem]", "spec-value"],
    ["certificates: []", "spec-value"],
    ["certificates: [{sha256: abcd}]", "spec-value"],
    [`certificates: [{sha256: ${"ab".repeat(32)}, at: x}]`, "spec-key-unknown"],
    ["usage: 3", "spec-missing"],
  ])("is one of the grammar for %s", (text, code) => {
    expect(errorsOf(hosts(text)).map((error) => error.split(" ")[1])).toEqual([`${code}:`]);
  });
});
