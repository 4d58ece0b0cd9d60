import { describe, expect, test } from "@jest/globals";
import {
  absolute,
  hostProblem,
  idnaProblem,
  isWithin,
  lengthProblem,
  ownerName,
  ownerProblem,
  relativeName,
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
      expect(idnaProblem(absolute(`${label}.example`))).toMatch(/cannot be written as an A-label/);
    },
  );

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

describe("what keeps a name from being one", () => {
  const label63 = "a".repeat(63);
  const name253 = `${`${label63}.`.repeat(3)}${"a".repeat(61)}.`;
  test.each([
    ["lengths at their limits", lengthProblem, name253, undefined],
    ["a name of 254 octets", lengthProblem, `a${name253}`, /254 octets/],
    ["a label of 64 octets", lengthProblem, `a${label63}.example.`, /64 octets/],
    ["an empty label", lengthProblem, "a..example.", /empty label/],
    ["an empty name", lengthProblem, "", /empty/],
    ["an underscore in an owner", ownerProblem, "_dmarc.example.com.", undefined],
    ["an underscore in a host", hostProblem, "my_mx.example.com.", /underscore/],
    ["one leftmost wildcard", ownerProblem, "*.example.com.", undefined],
    ["a wildcard in the middle", ownerProblem, "a.*.example.com.", /leftmost/],
    ["a wildcard beside other characters", ownerProblem, "a*.example.com.", /leftmost/],
    ["a wildcard host", hostProblem, "*.example.com.", /"\*"/],
    ["a hyphen at an end", hostProblem, "-mx.example.com.", /hyphen/],
    ["a space", ownerProblem, "a b.example.com.", /" "/],
    ["a sound A-label", idnaProblem, "xn--bcher-kva.example.", undefined],
    ["a broken A-label", idnaProblem, "xn--a.example.", /no valid A-label/],
  ])("%s", (_title, problem, name, expected) => {
    const found = problem(name);
    if (expected === undefined) expect(found).toBeUndefined();
    else expect(found).toMatch(expected);
  });
});
