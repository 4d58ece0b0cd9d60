/** Zone files are printed in one fixed form that BIND loads. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { RRset } from "../../src/zone/rrset.ts";
import { joinRecords } from "../../src/zone/rrset.ts";
import { octetsText } from "../../src/zone/txt.ts";
import { printZoneFile } from "../../src/zone/zone-file.ts";
import { needs } from "../needs.ts";
import { expectGolden } from "./golden.ts";
import { record, rrset, rrsets, ZONE } from "./rrset.ts";

const everyType = [
  `sel._domainkey TXT "v=DKIM1; k=rsa; p=${"A".repeat(390)}"`,
  "mail AAAA 2001:db8::1",
  "mail 300 A 192.0.2.1",
  "@ MX 10 mx2.example.net.",
  "@ MX 5 mx1.example.net.",
  '@ TXT "v=spf1 include:spf.example.net ~all"',
  '@ TXT "semi;colon \\"quoted\\" back\\\\slash \\195\\169"',
  "imap CNAME mail.example.com.",
  "*.pages CNAME pages.example.net.",
  "_imaps._tcp SRV 0 1 993 mail.example.com.",
  '@ CAA 0 issue "ca.example.net; account=\\"1\\""',
  "sub 86400 NS ns1.example.net.",
  `_25._tcp.mail TLSA 3 1 1 ${"0a".repeat(32)}`,
  "10 PTR mail.example.net.",
];

/** What BIND says of the zone, with the SOA and NS that a host adds put before it. */
function checkZone(text: string): { ok: boolean; says: string } {
  const folder = mkdtempSync(join(tmpdir(), "mailzone-zone-"));
  try {
    const file = join(folder, "zone");
    writeFileSync(
      file,
      `$TTL 60\n${ZONE} IN SOA ns.example.net. root.example.net. 1 1 1 1 1\n${ZONE} IN NS ns.example.net.\n${text}`,
    );
    const run = spawnSync("named-checkzone", ["-D", "-s", "full", ZONE, file], { encoding: "utf8" });
    return { ok: run.status === 0, says: `${run.stdout}${run.stderr}` };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe("printZoneFile", () => {
  test("golden", () => {
    expectGolden(
      new URL("zone-file.golden.zone", import.meta.url),
      printZoneFile(ZONE, rrsets(...everyType)),
    );
  });

  test("the order of the specs does not change it", () => {
    const golden = printZoneFile(ZONE, rrsets(...everyType));
    fc.assert(
      fc.property(fc.shuffledSubarray(everyType, { minLength: everyType.length }), (lines) => {
        expect(printZoneFile(ZONE, rrsets(...lines))).toBe(golden);
      }),
    );
  });

  test("an identical value stands once", () => {
    const text = printZoneFile(ZONE, [rrset("@ MX 5 mx.example.net.", "@ MX 5 mx.example.net.")]);
    expect(text).toBe(`$ORIGIN ${ZONE}\n@ 3600 IN MX 5 mx.example.net.\n`);
  });

  test("a CNAME at the apex is a comment (RFC 1034 §3.6.2)", () => {
    expect(printZoneFile(ZONE, [rrset("@ CNAME www.example.net.")])).toBe(
      `$ORIGIN ${ZONE}\n; flattened by the cloud: @ 3600 IN CNAME www.example.net.\n`,
    );
  });

  test("names that no zone should have cannot break the file", () => {
    const odd: RRset = { ...rrset("a A 192.0.2.1"), name: 'a;b "c\n.example.com.' };
    const stray: RRset = { ...rrset("a A 192.0.2.1"), name: "other.example." };
    expect(printZoneFile(ZONE, [stray, odd])).toBe(
      `$ORIGIN ${ZONE}\n${"a\\059b\\032\\034c\\010"} 3600 IN A 192.0.2.1\nother.example.      3600 IN A 192.0.2.1\n`,
    );
  });
});

needs("named-checkzone").describe("named-checkzone", () => {
  test("loads every type", () => {
    const { ok, says } = checkZone(printZoneFile(ZONE, rrsets(...everyType)));
    expect(says).toMatch(/loaded serial 1/);
    expect(ok).toBe(true);
  });

  test("loads TXT of any octets and gives them back", () => {
    const texts = fc.sample(fc.uint8Array({ minLength: 1, maxLength: 700 }), { numRuns: 100, seed: 1 });
    const { rrsets: zone } = joinRecords(
      texts.map((octets, i) => ({
        ...record(`t${i} A 192.0.2.1`),
        data: { type: "TXT" as const, text: octetsText(octets) },
      })),
    );
    const { ok, says } = checkZone(printZoneFile(ZONE, zone));
    expect(ok).toBe(true);
    const read = new Map(
      [...says.matchAll(/^t(\d+)\.example\.com\.\s+\d+ IN TXT\s+(.*)$/gm)].map(([, i, value]) => [
        Number(i),
        value,
      ]),
    );
    for (const [i, octets] of texts.entries())
      expect(rdataOctets(read.get(i) ?? "")).toEqual(Buffer.from(octets));
  });
});

/** Octets of BIND's own presentation form, read without mailzone's codec. */
function rdataOctets(printed: string): Buffer {
  const octets = [...printed.matchAll(/"((?:[^"\\]|\\.)*)"/g)].flatMap(([, string]) =>
    [...(string ?? "").matchAll(/\\(\d{3})|\\(.)|([^\\])/g)].map(([, code, escaped, plain]) =>
      code === undefined ? (escaped ?? plain ?? "").charCodeAt(0) : Number(code),
    ),
  );
  return Buffer.from(octets);
}
