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
      ["a.example.com. 60 A 192.0.2.1", "b.example.com. 5400 A 192.0.2.1", "c.example.com. 5400 A 192.0.2.1"],
    ],
    [
      "$TTL holds from there on",
      "a A 192.0.2.1\n$TTL 2d\nb A 192.0.2.1\n",
      ["a.example.com. - A 192.0.2.1", "b.example.com. 172800 A 192.0.2.1"],
    ],
    [
      "without $TTL, the last TTL stated holds (RFC 1035 §5.1)",
      "a 60 A 192.0.2.1\n  AAAA 2001:db8::1\nb 70 A 192.0.2.2\nc A 192.0.2.3\n",
      [
        "a.example.com. 60 A 192.0.2.1",
        "a.example.com. 60 AAAA 2001:db8::1",
        "b.example.com. 70 A 192.0.2.2",
        "c.example.com. 70 A 192.0.2.3",
      ],
    ],
    [
      "names relative to the root",
      "$ORIGIN .\na.example.com MX 1 mx.example.net\n$ORIGIN example.com.\nb CNAME c\n",
      ["a.example.com. - MX 1 mx.example.net.", "b.example.com. - CNAME c.example.com."],
    ],
    [
      "octets instead of fields (RFC 3597 §5)",
      "a TYPE1 \\# 4 C0000201\nb TXT \\# 3 02 6869\nc IN TYPE16 \\# 1 00\nd CLASS1 TYPE65280 \\# 0\n",
      ["a.example.com. - A 192.0.2.1", 'b.example.com. - TXT "hi"', 'c.example.com. - TXT ""'],
    ],
    [
      "another class is not the Internet's",
      "a CH TXT x\nb CLASS3 A 192.0.2.1\nc IN A 192.0.2.1\n",
      ["c.example.com. - A 192.0.2.1"],
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
      "\\077aiL mx 5 M\\X\\049.Example.NET.\n",
      ["mail.example.com. - MX 5 mx1.example.net."],
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
      records: ["example.com. 5 MX 1 mx.com."],
      findings: [],
    });
    expect(read("$ORIGIN example.com.\n").zone).toBe(ZONE);
    expect(read("a.example.com. A 192.0.2.1\n").zone).toBeUndefined();
    expect(read("$ORIGIN example.com.\n", "example.net.").zone).toBe(ZONE);
  });

  test("a zone's whole name without its final dot is the zone where it can be nothing else", () => {
    const soa = "example.com 60 SOA ns root 1 2 3 4 5\n@ MX 1 mx\n";
    const whole = { zone: ZONE, records: ["example.com. 60 MX 1 mx.example.com."], findings: [] };
    expect(read(soa)).toEqual(whole);
    expect(read(soa, ZONE)).toEqual(whole);
    expect(read(`$ORIGIN ${ZONE}\n${soa}`)).toEqual(whole);
    expect(read(`$ORIGIN example.com\n@ 60 MX 1 mx\n`)).toEqual(whole);
    expect(read(soa, "shop.example.com.").zone).toBe(ZONE);
    // here it can be something else
    expect(read(soa.replace("example.com", "shop.eu"), ZONE).zone).toBe("shop.eu.example.com.");
  });

  const hints: [comment: string, file: string, zone: string | undefined][] = [
    [";; Domain:     example.com.", "z", "example.com."],
    ["; Domain: example.com", "z", "example.com."],
    [";  Database file example.com.dns for example.com zone.", "z", "example.com."],
    [";  Database file example.com.dns for Default zone scope in zone example.com.", "z", "example.com."],
    ["; Zone file for example.com", "z", "example.com."],
    ["; example.com [448369]", "z", "example.com."],
    ["; read example.net and example.org first", "z", undefined],
    ["; see [1]", "z", undefined],
    ["", "exports/example.com.txt", "example.com."],
    ["", "db.example.co.uk", "example.co.uk."],
    ["", "example.com.zone", "example.com."],
    ["", "example.com", "example.com."],
    ["", "backup.txt", undefined],
    ["", "backup.old.txt", undefined],
    ["; Domain: example.net", "example.com.zone", "example.net."],
  ];
  test.each(hints)("the zone by %j in %s is %s if nothing else says it", (comment, file, zone) => {
    const text = `${comment}\n@ A 192.0.2.1\n`;
    const [record] = readZoneFile(file, text).records;
    expect([readZoneFile(file, text).zone, record?.name]).toEqual([zone, zone]);
    expect(readZoneFile(file, `${comment}\n$ORIGIN example.org.\n`).zone).toBe("example.org.");
    expect(readZoneFile(file, text, "example.org.").zone).toBe("example.org.");
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
    ["a parenthesis without beginning", "a.example.com. TXT x )\n", "1:22 error"],
    ["a parenthesis inside another without beginning", "a.example.com. TXT ( (x) y\n ) )\n", "2:4 error"],
    [
      "a backslash and one digit in a text (RFC 1035 §5.1)",
      'a.example.com. TXT "v=spf\\1 -all"\n',
      "1:20 error",
    ],
    ["a backslash and no octet in a name (RFC 1035 §5.1)", "a\\999.example.com. A 192.0.2.1\n", "1:1 error"],
    ["more than one value of $TTL", '$TTL 1h "\n', "1:9 error"],
    ["more than one value of $ORIGIN", "$ORIGIN example.com. x\n", "1:22 error"],
    ["a type that is none", "a.example.com. IN 5,A x\n", "1:19 error"],
    ["an unknown directive", "$TLT 5\n", "1:1 error"],
    ["$INCLUDE, which is not followed", "$INCLUDE other\n", "1:1 warning"],
    [
      "a dot inside a label, by a backslash (RFC 1035 §5.1)",
      "a\\.b.example.com. A 192.0.2.1\n",
      "1:1 warning",
    ],
    ["a dot inside a label, by its number", "x.example.com. MX 1 a\\046b.example.com.\n", "1:21 warning"],
    ["@ as a label", "\\@.example.com. A 192.0.2.1\n", "1:1 warning"],
    ["octets that are too few", "a.example.com. TYPE1 \\# 4 C00002\n", "1:22 error"],
    ["octets of another length", "a.example.com. TYPE1 \\# 3 C00002\n", "1:22 error"],
    ["octets that go on", "a.example.com. TYPE1 \\# 5 C000020101\n", "1:22 error"],
    ["a name of octets without end", "a.example.com. CNAME \\# 3 026869\n", "1:22 error"],
  ];
  test.each(cases)("%s", (_, text, finding) => {
    expect(read(`${text}b.example.com. A 192.0.2.1\n`).findings).toEqual([finding]);
    if (!/[()]/.test(text)) expect(read(`${text}b.example.com. A 192.0.2.1\n`).records).toHaveLength(1);
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

test("a whole name without its final dot is read as BIND reads it, with a warning", () => {
  const { records, findings } = read(
    "www.example.com A 192.0.2.1\na MX 1 MX.Example.com\nb CNAME notexample.com\n$ORIGIN com.\nx.com A 192.0.2.1\n",
    ZONE,
  );
  expect(records).toEqual([
    "www.example.com.example.com. - A 192.0.2.1",
    "a.example.com. - MX 1 mx.example.com.example.com.",
    "b.example.com. - CNAME notexample.com.example.com.",
    "x.com.com. - A 192.0.2.1",
  ]);
  expect(findings).toEqual(["1:1 warning", "2:8 warning"]);
});

test("what is outside the zone is left out, wherever its SOA is", () => {
  const { records, findings } = read(
    "a.example.net. A 192.0.2.1\nexample.com. SOA ns root 1 2 3 4 5\nb.example.com. A 192.0.2.1\nc.example.net. A 192.0.2.1\n",
  );
  expect(records).toEqual(["b.example.com. 5 A 192.0.2.1"]);
  expect(findings).toEqual(["1:16 warning", "4:16 warning"]);
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
