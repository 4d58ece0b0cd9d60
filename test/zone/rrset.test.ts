/** Records are joined into RRsets, and found by their owner. */
import { expect, test } from "@jest/globals";
import { joinRecords, recordsAt } from "../../src/zone/rrset.ts";
import { record, rrsets } from "./rrset.ts";

test("records of one name and type are one RRset, in the order in which they were seen", () => {
  const sets = rrsets("@ MX 10 mx1.example.net.", "a A 192.0.2.1", "@ 60 MX 5 mx2.example.net.", '@ TXT "x"');
  expect(sets.map(({ name, type, ttl, records }) => [name, type, ttl, records.length])).toEqual([
    ["example.com.", "MX", 3600, 2],
    ["a.example.com.", "A", 3600, 1],
    ["example.com.", "TXT", 3600, 1],
  ]);
});

test("owners know their RRsets", () => {
  const a = record("a A 192.0.2.1");
  const { owners } = joinRecords([a, record("a AAAA 2001:db8::1"), record("b A 192.0.2.2")]);
  expect([...owners.keys()]).toEqual(["a.example.com.", "b.example.com."]);
  expect(recordsAt(owners, "a.example.com.", "A")).toEqual([a]);
  expect(recordsAt(owners, "a.example.com.", "MX")).toEqual([]);
});
