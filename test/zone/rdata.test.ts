/** Data of every type is read and printed in presentation form, and what is malformed is refused. */
import { describe, expect, test } from "@jest/globals";
import { parseRdata, printRdata, type RecordType } from "../../src/zone/rdata.ts";

const base = "example.com.";

describe("data is read and printed in presentation form", () => {
  test.each<[RecordType, string, string]>([
    ["A", " 192.0.2.1 ", "192.0.2.1"],
    ["AAAA", "2001:DB8:0:0:1:0:0:1", "2001:db8::1:0:0:1"],
    ["AAAA", "2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"],
    ["AAAA", "::ffff:192.0.2.1", "::ffff:192.0.2.1"],
    ["CNAME", "Mail.Example.NET", "mail.example.net."],
    ["CNAME", "mail", "mail.example.com."],
    ["NS", "ns1.example.net.", "ns1.example.net."],
    ["MX", "10  mx1.example.net", "10 mx1.example.net."],
    ["MX", "0 .", "0 ."],
    ["MX", "10 @", "10 example.com."],
    ["SRV", "0 1 465 mail", "0 1 465 mail.example.com."],
    ["SRV", "0 0 0 .", "0 0 0 ."],
    ["CAA", '0 ISSUE "ca.example.net; a=b"', '0 issue "ca.example.net; a=b"'],
    ["CAA", "128 issue ;", '128 issue ";"'],
    ["CAA", '0 issue ""', '0 issue ""'],
    ["CAA", '0 issue "a\\"b\\195\\169"', '0 issue "a\\"b\\195\\169"'],
    ["PTR", "Mail.Example.NET", "mail.example.net."],
    ["TLSA", "3 1 1 0A1B", "3 1 1 0a1b"],
    ["TLSA", "256 9 0  0a1b\n2C3d 4e", "256 9 0 0a1b2c3d4e"],
    ["TXT", 'as "it" is ', '"as \\"it\\" is "'],
  ])("%s %s", (type, text, printed) => {
    const data = parseRdata(type, text, base);
    expect("problem" in data ? data : printRdata(data)).toBe(printed);
    if (type !== "TXT") expect(parseRdata(type, printed, base)).toEqual(data);
  });

  test.each<[RecordType, string, string]>([
    ["A", " 192.0.2.256", "192.0.2.256"],
    ["A", "2001:db8::1", "2001:db8::1"],
    ["A", "192.0.2.01", "192.0.2.01"],
    ["AAAA", "192.0.2.1", "192.0.2.1"],
    ["AAAA", "fe80::1%eth0", "fe80::1%eth0"],
    ["CNAME", "a b", "a b"],
    ["CNAME", "", ""],
    ["MX", "mx1.example.net", "mx1.example.net"],
    ["MX", " ten mx1.example.net", "ten"],
    ["MX", "-1 mx1.example.net", "-1"],
    ["SRV", "0 1 mail", "0 1 mail"],
    ["SRV", "0 1 no mail", "no"],
    ["PTR", "a b", "a b"],
    ["TLSA", "", ""],
    ["TLSA", "3 1 1", "3 1 1"],
    ["TLSA", "3 x 1 0a", "x"],
    ["TLSA", "3 1 1 0a 1", "0a 1"],
    ["TLSA", "3 1 1 0a 0gg1", "gg"],
    ["CAA", "0 issue", "0 issue"],
    ["CAA", '0 issue "open', '0 issue "open'],
    ["CAA", '0 issue "\\999"', '0 issue "\\999"'],
    ["CAA", '0 issue a"b', '0 issue a"b'],
    ["CAA", "no issue a", "no"],
  ])("%s %j is refused where it is wrong, with the form it should have", (type, text, at) => {
    expect(parseRdata(type, text, base)).toEqual({
      problem: expect.any(String),
      form: expect.any(String),
      offset: text.indexOf(at),
      length: at.length,
    });
  });
});
