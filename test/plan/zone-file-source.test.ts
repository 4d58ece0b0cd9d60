/** Where a part of a zone file's record stands in the file, however the file writes it. */
import { describe, expect, test } from "@jest/globals";
import { recordInput, ZoneFileSource } from "../../src/plan/zone-file-source.ts";
import type { Path } from "../../src/source/path.ts";
import { readZoneFile } from "../../src/zone/read-zone-file.ts";

const TEXT = [
  "$ORIGIN example.com.",
  "$TTL 600",
  "@ SOA ns1 admin 1 2 3 4 5",
  '@ TXT "v=spf1 " "include:a.example -all"',
  "  TXT unquoted",
  '@ TXT "with \\" quote"',
  "mail MX 10 mx1.EXAMPLE.net.",
  "rel MX 10 mx1",
  "sip SRV 1 2 (",
  "  5060 sip.example.net. )",
].join("\n");
const { records } = readZoneFile("a.zone", TEXT);
const BEGINNING = { file: "a.zone", line: 1, column: 1 };
const source = new ZoneFileSource({ records: records.map(recordInput) }, records, BEGINNING);
const [SPF, PLAIN, ESCAPED, MX, RELATIVE, SRV] = [0, 1, 2, 3, 4, 5];

describe("a character of a value", () => {
  test.each<[string, Path, number, string]>([
    ["the first of a text", ["records", SPF, "value"], 0, "4:8"],
    ["the last of the first string", ["records", SPF, "value"], 6, "4:14"],
    ["the first of the second string", ["records", SPF, "value"], 7, "4:18"],
    ["inside the second string", ["records", SPF, "value"], 15, "4:26"],
    ["behind the end of the text", ["records", SPF, "value"], 99, "4:40"],
    ["of a text without quotes", ["records", PLAIN, "value"], 2, "5:9"],
    ["of a text with escapes is the string's first", ["records", ESCAPED, "value"], 8, "6:7"],
    ["of a number", ["records", MX, "value"], 0, "7:9"],
    ["of a host", ["records", MX, "value"], 3, "7:12"],
    ["inside a host, in any case", ["records", MX, "value"], 8, "7:17"],
    ["of a relative host is at most its end", ["records", RELATIVE, "value"], 12, "8:14"],
    ["in a line of its own", ["records", SRV, "value"], 9, "10:8"],
    ["of a name is the name's place", ["records", MX, "name"], 2, "7:1"],
    ["of a type is the type's place", ["records", MX, "type"], 0, "7:6"],
    ["of what is no record", ["domain"], 3, "1:1"],
    ["of a record that is not there", ["records", 99, "value"], 0, "1:1"],
  ])("%s", (_, path, offset, expected) => {
    const { file, line, column } = source.inside(path, offset);
    expect([file, `${line}:${column}`]).toEqual(["a.zone", expected]);
  });
});

test("a record's name may be on a line before, a key has the place of its value, and no type is fixed", () => {
  const plain = records[PLAIN];
  expect(source.place(["records", PLAIN])).toEqual(plain?.place);
  expect(source.place(["records", PLAIN, "name"])).toEqual({ file: "a.zone", line: 4, column: 1 });
  expect(source.keyPlace(["records", MX, "name"])).toMatchObject({ line: 7, column: 1 });
  expect(source.keyPlace(["mode"])).toEqual(BEGINNING);
  expect(source.typed()).toBeUndefined();
});

test("a record as a spec has it", () => {
  const [mx] = readZoneFile("b.zone", "example.com. MX 10 mx1.example.net.", "example.com.").records;
  expect(mx && recordInput(mx)).toEqual({ name: "example.com.", type: "MX", value: "10 mx1.example.net." });
  expect(source.value).toMatchObject({
    records: [{ ttl: 600, type: "TXT", value: "v=spf1 include:a.example -all" }, {}, {}, {}, {}, {}],
  });
});
