/** Raising is the inverse of lowering, on every cloud and for every record that it takes. */
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { cloudOf, clouds } from "../../src/cloud/clouds.ts";
import { printRdata, type Rdata } from "../../src/zone/rdata.ts";
import type { RRset } from "../../src/zone/rrset.ts";
import { rrset, rrsets, ZONE } from "../zone/rrset.ts";
import { textsFor } from "./texts.ts";

const everyType = rrsets(
  "@ 60 MX 10 mx1.example.net.",
  "@ 60 MX 20 com.",
  "@ 600 A 192.0.2.1",
  "@ 600 AAAA 2001:db8::1",
  '@ 1800 CAA 0 issue "ca.example.net; validationmethods=dns-01"',
  "_imaps._tcp SRV 0 1 993 imap.example.net.",
  "*.pages CNAME web.example.net.",
  "sub NS ns1.example.net.",
  `_25._tcp.mail TLSA 3 1 1 ${"0a".repeat(32)}`,
  "10 PTR mail.example.net.",
  `sel._domainkey TXT "v=DKIM1; k=rsa; p=${"A".repeat(392)}"`,
);

const values = (
  sets: readonly { name: string; type: string; ttl?: number | undefined; data: readonly Rdata[] }[],
) =>
  sets
    .flatMap(({ name, type, ttl, data }) => data.map((one) => `${name} ${ttl} ${type} ${printRdata(one)}`))
    .sort();

const wanted = (sets: readonly RRset[]) =>
  values(sets.map((set) => ({ ...set, data: set.records.map(({ data }) => data) })));

describe.each(clouds)("$id", (cloud) => {
  const roundTrip = (sets: readonly RRset[]) =>
    values(
      sets
        .flatMap((set) => cloud.lower(set, { name: ZONE, id: "Z1" }))
        .map(
          ({ args }) => cloud.raise(JSON.parse(JSON.stringify(args))) ?? { name: "", type: "lost", data: [] },
        ),
    );

  test("every type reads back", () => {
    const sets = everyType.filter(({ type }) => cloud.limits.types.able.includes(type));
    expect(roundTrip(sets)).toEqual(wanted(sets));
  });

  test("a null MX reads back where it can be stored", () => {
    const set = rrset("@ MX 0 .");
    if (cloud.limits.nullMx.able) expect(roundTrip([set])).toEqual(wanted([set]));
  });

  test("any text reads back", () => {
    fc.assert(
      fc.property(textsFor(cloud), (text) => {
        const [set] = rrsets('t TXT "x"') as [RRset];
        const odd = {
          ...set,
          records: set.records.map((one) => ({ ...one, data: { type: "TXT" as const, text } })),
        };
        expect(roundTrip([odd])).toEqual(wanted([odd]));
      }),
    );
  });

  test.each([
    ["nothing at all", {}],
    [
      "a value that is not known yet",
      { name: "a.example.com", type: "TXT", domainName: "example.com", rr: "a" },
    ],
    ["a type that is not published", { name: "a", type: "NAPTR", content: "x", records: ["x"], value: "x" }],
    [
      "a name of another type",
      { name: 7, type: "A", content: "192.0.2.1", records: ["192.0.2.1"], value: "192.0.2.1" },
    ],
  ])("%s is no record", (_, args) => {
    expect(cloud.raise(args)).toBeUndefined();
  });
});

test("Cloudflare: a text that others made without quotes is that text", () => {
  expect(
    cloudOf("cloudflare").raise({ name: "a.example.com", type: "TXT", ttl: 1, content: "v=spf1 -all" }),
  ).toEqual({
    name: "a.example.com.",
    type: "TXT",
    ttl: 1,
    data: [{ type: "TXT", text: "v=spf1 -all" }],
  });
});
