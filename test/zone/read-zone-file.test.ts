/** Zone files are read as RFC 1035 says, and a mistake costs its own record alone. */
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { printRdata } from "../../src/zone/rdata.ts";
import { readZoneFile } from "../../src/zone/read-zone-file.ts";
import { printZoneFile } from "../../src/zone/zone-file.ts";
import { rrsets, ZONE } from "./rrset.ts";

const read = (text: string, origin?: string) => {
  const { zone, records, findings } = readZoneFile("z", text, origin);
  return {
    zone,
    records: records.map(({ name, ttl, data }) => [name, ttl ?? "-", data.type, printRdata(data)].join(" ")),
    findings: findings.map(({ severity, place }) => `${place?.line}:${place?.column} ${severity}`),
  };
};

describe("a master file (RFC 1035 §5.1) is read", () => {
  const cases: [rule: string, text: string, records: string[]][] = [
    [
      "relative names, @ and the owner before",
      "@ A 192.0.2.1\n  AAAA 2001:db8::1\nwww CNAME @\n",
      [
        "example.com. - A 192.0.2.1",
        "example.com. - AAAA 2001:db8::1",
        "www.example.com. - CNAME example.com.",
      ],
    ],
    [
      "a target with a dot inside is relative too",
      "a MX 1 b.c\n",
      ["a.example.com. - MX 1 b.c.example.com."],
    ],
    [
      "TTL and class in either order",
      "a 60 IN A 192.0.2.1\nb IN 1h30m A 192.0.2.1\nc IN A 192.0.2.1\n",
      ["a.example.com. 60 A 192.0.2.1", "b.example.com. 5400 A 192.0.2.1", "c.example.com. - A 192.0.2.1"],
    ],
    [
      "$TTL holds from there on",
      "a A 192.0.2.1\n$TTL 2d\nb A 192.0.2.1\n",
      ["a.example.com. - A 192.0.2.1", "b.example.com. 172800 A 192.0.2.1"],
    ],
    [
      "$ORIGIN, relative to the one before",
      "$ORIGIN sub\na CNAME b\n$ORIGIN example.net.\na CNAME b\n",
      ["a.sub.example.com. - CNAME b.sub.example.com.", "a.example.net. - CNAME b.example.net."],
    ],
    [
      "parentheses join lines, comments end them",
      'a TXT ( "v=spf1" ; one\n " -all" ) ; two\nb A 192.0.2.1;x\n',
      ['a.example.com. - TXT "v=spf1 -all"', "b.example.com. - A 192.0.2.1"],
    ],
    [
      "quotes keep blanks, semicolons and escapes",
      'a TXT "p=1; (q)\\" \\065" bare\n',
      ['a.example.com. - TXT "p=1; (q)\\" Abare"'],
    ],
    [
      "names and types in any case, escapes in names",
      "MaiL mx 5 MX\\046A.Example.NET.\n",
      ["mail.example.com. - MX 5 mx.a.example.net."],
    ],
    [
      "types that the model lacks are passed over",
      "a HTTPS 1 . alpn=h2\na TYPE65 \\# 0\nb A 192.0.2.1\n",
      ["b.example.com. - A 192.0.2.1"],
    ],
    [
      "line ends of Windows, and no last one",
      "a A 192.0.2.1\r\nb A 192.0.2.2",
      ["a.example.com. - A 192.0.2.1", "b.example.com. - A 192.0.2.2"],
    ],
  ];
  test.each(cases)("%s", (_, text, records) => {
    expect(read(text, ZONE)).toEqual({ zone: ZONE, records, findings: [] });
  });

  test("the zone is the SOA's owner, else the first origin", () => {
    const soa = "$ORIGIN com.\nexample SOA ns root 1 2 3 4 5\n";
    expect(read(`${soa}  MX 1 mx\n`)).toEqual({
      zone: ZONE,
      records: ["example.com. - MX 1 mx.com."],
      findings: [],
    });
    expect(read("$ORIGIN example.com.\n").zone).toBe(ZONE);
    expect(read("a.example.com. A 192.0.2.1\n").zone).toBeUndefined();
    expect(read("$ORIGIN example.com.\n", "example.net.").zone).toBe(ZONE);
  });
});

describe("a mistake is told with line and column, and the other records stand", () => {
  const cases: [rule: string, text: string, finding: string][] = [
    ["no origin", "www A 192.0.2.1\n", "1:1 error"],
    ["no owner", "  A 192.0.2.1\n", "1:3 error"],
    ["no record", "a.example.com.\n", "1:1 error"],
    ["data of another form", "a.example.com. MX mx.example.net.\n", "1:19 error"],
    ["a text without end", 'a.example.com. TXT "v=spf1\n', "1:20 error"],
    ["a parenthesis without end", "a.example.com. TXT (\n x\n", "1:20 error"],
    ["a type that is none", "a.example.com. IN 5,A x\n", "1:19 error"],
    ["an unknown directive", "$TLT 5\n", "1:1 error"],
    ["$INCLUDE, which is not followed", "$INCLUDE other\n", "1:1 warning"],
  ];
  test.each(cases)("%s", (_, text, finding) => {
    expect(read(`${text}b.example.com. A 192.0.2.1\n`).findings).toEqual([finding]);
    if (!text.includes("(")) expect(read(`${text}b.example.com. A 192.0.2.1\n`).records).toHaveLength(1);
  });

  test("any text is read to its end", () => {
    const piece = fc.constantFrom(
      "$ORIGIN ",
      "a ",
      "\n",
      "(",
      ")",
      '"',
      "\\",
      ";",
      " ",
      "TXT ",
      "A 192.0.2.1",
      "\\04",
      "\u0000",
      "é",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        readZoneFile("z", pieces.join(""), ZONE);
      }),
    );
  });
});

test("what is printed is read back", () => {
  const sets = rrsets(
    "@ MX 10 mx2.example.net.",
    '@ TXT "semi;colon \\"quoted\\" back\\\\slash \\195\\169"',
    `sel._domainkey TXT "v=DKIM1; k=rsa; p=${"A".repeat(390)}"`,
    "*.pages CNAME pages.example.net.",
    "_imaps._tcp SRV 0 1 993 mail.example.com.",
    '@ CAA 0 issue "ca.example.net; account=\\"1\\""',
    `_25._tcp.mail TLSA 3 1 1 ${"0a".repeat(32)}`,
  );
  const expected = sets.flatMap(({ records }) =>
    records.map(({ name, data }) => `${name} ${printRdata(data)}`),
  );
  const { records, findings } = readZoneFile("z", printZoneFile(ZONE, sets));
  expect(findings).toEqual([]);
  expect(records.map(({ name, data }) => `${name} ${printRdata(data)}`).sort()).toEqual(expected.sort());
});

describe("a zone file that should not be", () => {
  const codes = (text: string): string[] =>
    readZoneFile("f.zone", text, "example.com.").findings.map(
      ({ code, place, more = 0 }) => `${place?.line}:${place?.column} ${code}${more > 0 ? ` +${more}` : ""}`,
    );

  test.each([
    ["a text of 8,192 characters", `a TXT ${'"x" '.repeat(8192)}\n`, []],
    ["a longer one", `a TXT ${'"x" '.repeat(8193)}\n`, ["1:7 value-too-long"]],
    ["a much longer one in one string", `a TXT "${"\\\\".repeat(4_000_000)}"\n`, ["1:7 value-too-long"]],
    ["other data", `a MX 1 ${"b.".repeat(4096)}\n`, ["1:6 value-too-long"]],
    ["an owner", `${"a".repeat(8193)} A 192.0.2.1\n`, ["1:1 value-too-long"]],
    ["33 digits as a TTL", `$TTL ${"1".repeat(33)}x\n`, ["1:1 zone-file"]],
    ["other white space", "a A 192.0.2.1\n\v\nb A 192.0.2.2 x\n", ["2:1 zone-file", "3:5 zone-file"]],
  ])("%s", (_, text, expected) => {
    expect(codes(text)).toEqual(expected);
  });

  test("thousands of mistakes become one that counts them", () => {
    const all = codes("a A x\n".repeat(3000));
    expect(all).toHaveLength(1000);
    expect(all.at(-1)).toBe("1000:5 zone-file +2000");
  });
});
