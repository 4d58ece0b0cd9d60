/** Names are converted, completed and checked, and a part of a name is found in the text it was written as. */
import { describe, expect, test } from "@jest/globals";
import {
  absolute,
  hostFault,
  idnaFault,
  isWithin,
  lengthFault,
  ownerFault,
  ownerName,
  relativeName,
  spanInWritten,
  targetName,
  toAscii,
  toUnicode,
} from "../../src/zone/name.ts";

const base = "example.com.";

describe("toAscii", () => {
  test.each([
    ["Example.COM", "example.com"],
    ["例え.テスト", "xn--r8jz45g.xn--zckzah"],
    ["例え。テスト.", "xn--r8jz45g.xn--zckzah."],
    ["BÜCHER.example", "xn--bcher-kva.example"],
    ["faß.de", "xn--fa-hia.de"],
    ["_dmarc.bücher.example", "_dmarc.xn--bcher-kva.example"],
    ["*.bücher.example", "*.xn--bcher-kva.example"],
    ["１２７.example", "127.example"],
    ["Ⅳ.example", "iv.example"],
  ])("%s becomes %s", (text, ascii) => {
    expect(toAscii(text)).toBe(ascii);
  });

  test.each(["é/x", "é\n", "é%41", "é?x", "é#x", "é\\x", "é x", "é:80", "a@é", "a\u200db"])(
    "%j cannot be converted and is kept, for a check to show",
    (label) => {
      expect(toAscii(`${label}.example`)).toBe(`${label}.example`);
      expect(idnaFault(absolute(`${label}.example`))?.problem).toMatch(/cannot be written as an A-label/);
    },
  );

  test("a label longer than any name is not converted", () => {
    const long = "ü".repeat(80_000);
    expect(toAscii(`${long}.example`)).toBe(`${long}.example`);
    expect(idnaFault(absolute(`${long}.example`))?.problem).toMatch(/^"ü{57}\.\.\." cannot be written/);
    expect(idnaFault(`xn--${"a".repeat(80_000)}.example.`)?.problem).toMatch(/is not a valid A-label/);
    expect(toUnicode(`xn--${"a".repeat(80_000)}.`)).toHaveLength(80_004);
  });

  test("toUnicode gives back what people read", () => {
    expect(toUnicode("xn--r8jz45g.xn--zckzah.")).toBe("例え.テスト");
    expect(toUnicode("mail.example.com.")).toBe("mail.example.com");
  });
});

describe("ownerName", () => {
  test.each([
    ["@", base],
    ["", base],
    ["mail", "mail.example.com."],
    ["a.b", "a.b.example.com."],
    ["Mail.Example.NET.", "mail.example.net."],
    ["s1._domainkey.@", "s1._domainkey.example.com."],
  ])("%j is %s", (text, name) => {
    expect(ownerName(text, base)).toBe(name);
  });
});

describe("targetName", () => {
  test.each([
    ["@", base],
    ["mail", "mail.example.com."],
    ["mx.example.net", "mx.example.net."],
    ["mx.example.net.", "mx.example.net."],
    [".", "."],
    ["邮件", "xn--5nq051n.example.com."],
  ])("%j is %s", (text, name) => {
    expect(targetName(text, base)).toBe(name);
  });
});

describe("isWithin, relativeName: by whole labels", () => {
  test.each([
    ["example.com.", "example.com.", true, "@"],
    ["a.b.example.com.", "example.com.", true, "a.b"],
    ["notexample.com.", "example.com.", false, "notexample.com."],
    ["com.", "example.com.", false, "com."],
    ["example.com.", ".", true, "example.com."],
  ])("%s in %s", (name, zone, within, relative) => {
    expect(isWithin(name, zone)).toBe(within);
    expect(relativeName(name, zone)).toBe(relative);
  });
});

describe("what keeps a name from being one, and where", () => {
  const label63 = "a".repeat(63);
  const name253 = `${`${label63}.`.repeat(3)}${"a".repeat(61)}.`;
  test.each([
    ["lengths at their limits", lengthFault, name253, undefined, ""],
    ["a name of 254 octets", lengthFault, `a${name253}`, /254 octets/, `a${name253.slice(0, -1)}`],
    ["a label of 64 octets", lengthFault, `b.a${label63}.example.`, /64 octets/, `a${label63}`],
    ["an empty label", lengthFault, "a..example.", /empty label/, "."],
    ["an empty name", lengthFault, "", /empty/, ""],
    ["an underscore in an owner", ownerFault, "_dmarc.example.com.", undefined, ""],
    ["an underscore in a host", hostFault, "my_mx.example.com.", /underscore/, "_"],
    ["one leftmost wildcard", ownerFault, "*.example.com.", undefined, ""],
    ["a wildcard alone", ownerFault, "*.", undefined, ""],
    ["a wildcard in the middle", ownerFault, "a.*.example.com.", /leftmost/, "*"],
    ["a wildcard beside other characters", ownerFault, "a*.example.com.", /leftmost/, "*"],
    ["a second wildcard", ownerFault, "*.*.example.com.", /leftmost/, "*"],
    ["a wildcard host", hostFault, "*.example.com.", /"\*"/, "*"],
    ["a hyphen at an end", hostFault, "mx.-mx.example.com.", /hyphen/, "-"],
    ["a block of addresses", ownerFault, "1.0/25.2.0.192.in-addr.arpa.", undefined, ""],
    ["another slash in a reverse zone", ownerFault, "a/25.2.0.192.in-addr.arpa.", /"\/"/, "/"],
    ["a slash elsewhere", ownerFault, "0/25.example.com.", /"\/"/, "/"],
    ["a space", ownerFault, "a b.example.com.", /" "/, " "],
    ["a character behind a wildcard", ownerFault, "*.a@b.example.com.", /"@"/, "@"],
    ["a sound A-label", idnaFault, "xn--bcher-kva.example.", undefined, ""],
    ["a broken A-label", idnaFault, "a.xn--a.example.", /not a valid A-label/, "xn--a"],
  ])("%s", (_title, fault, name, expected, at) => {
    const found = fault(name);
    if (expected === undefined) expect(found).toBeUndefined();
    else expect(found?.problem).toMatch(expected);
    if (found !== undefined) expect(name.slice(found.offset, found.offset + found.length)).toBe(at);
  });
});

test.each([
  ["as it was written, save the case", "Bad_Host.Example.net", "bad_host.example.net.", "_"],
  ["relative to a domain", "bad_host", "bad_host.example.com.", "_"],
  ["behind a label in another script", "bücher.b_d", "xn--bcher-kva.b_d.", "bücher.b_d"],
  ["in what was added to the written name", "www", "www.b_d.example.com.", "www"],
])("a part of a name is found in the text %s", (_, written, name, part) => {
  const { offset, length } = spanInWritten(written, name, { offset: name.indexOf("_"), length: 1 });
  expect(written.slice(offset, offset + length)).toBe(part);
});
