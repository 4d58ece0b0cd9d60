/** What records of a spec mean: names, values, merging, TTL. */
import { describe, expect, test } from "@jest/globals";
import { errorsOf, findingsOf, load, recordsOf } from "./zone-of.ts";

const record = (fields: string) => recordsOf(load(`records:\n  - {${fields}}`));

describe("names", () => {
  const cases: [string, string, string][] = [
    ["are relative to the mail domain", "name: www", "www"],
    ["of several labels too", "name: a.b", "a.b"],
    ["@ is the mail domain", 'name: "@"', "@"],
    ["absent is the mail domain", "ttl: 300", "@"],
    ["a final dot makes them absolute", "name: x.example.com.", "x"],
    ["the mail domain written out", "name: example.com.", "@"],
    ["U-labels become A-labels", "name: Bücher", "xn--bcher-kva"],
    ["everything is in lower case", "name: WWW.Shop", "www.shop"],
    ["a wildcard", 'name: "*.x"', "*.x"],
    ["an underscore", "name: _x", "_x"],
    ["blanks around do not count", 'name: " www "', "www"],
  ];
  test.each(cases)("%s", (_, name, owner) => {
    expect(record(`${name}, type: TXT, value: x`)).toEqual([`${owner} TXT "x"`]);
  });

  test("are relative to the mail domain, not to the zone; targets too", () => {
    const loaded = load(
      "domain: a.example.com\nzone: example.com\nrecords:\n  - {name: x, type: CNAME, value: y}\n  - {name: z.example.com., type: CNAME, value: '@'}",
    );
    expect(recordsOf(loaded)).toEqual(["x.a CNAME y.a.example.com.", "z CNAME a.example.com."]);
    expect(errorsOf(loaded)).toEqual([]);
  });

  test.each([
    ["example.org", "lies outside the zone"],
    ["ample.com", "is not in the zone"],
  ])("a zone must hold the domain: %s", (zone) => {
    expect(findingsOf(load(`zone: ${zone}`))).toContain("1:7 name-outside-zone");
  });

  test.each([
    ["https://example.com/", "1:15 name-syntax"],
    ["user@example.com", "1:14 name-syntax"],
    ["*.example.com", "1:10 name-syntax"],
    ["_x.example.com", "1:10 name-syntax"],
    ["a..b", "1:12 name-syntax"],
    [".", "1:10 name-syntax"],
    ["  ", "1:10 name-syntax"],
    ["192.0.2.1", "1:10 name-syntax"],
    ["-x.example.com", "1:10 name-syntax"],
    ["a b.example.com", "1:11 name-syntax"],
    [`${"abcdefghi.".repeat(30)}com`, "1:10 name-syntax"],
    [`${"a".repeat(64)}.com`, "1:10 name-syntax"],
    ["b.xn--a.com", "1:12 name-idna"],
    ["a\u200db.com", "1:10 name-idna"],
  ])("no domain: %j", (domain, finding) => {
    const loaded = load(`domain: ${JSON.stringify(domain)}`);
    expect(findingsOf(loaded)).toEqual([finding]);
    expect(loaded.domains).toEqual([]);
  });
});

describe("targets and values", () => {
  const cases: [string, string, string][] = [
    ["without a dot: relative", "type: MX, value: 10 mx", "@ MX 10 mx.example.com."],
    ["with a dot: absolute", "type: MX, value: 10 mx.example.net", "@ MX 10 mx.example.net."],
    ["with a final dot", "type: MX, value: 10 mx.example.net.", "@ MX 10 mx.example.net."],
    ["@: the mail domain", 'name: x, type: CNAME, value: "@"', "x CNAME example.com."],
    [
      "U-labels and upper case",
      "name: x, type: CNAME, value: BÜCHER.Example.NET",
      "x CNAME xn--bcher-kva.example.net.",
    ],
    ["null MX", "type: MX, value: 0 .", "@ MX 0 ."],
    ["blanks between", 'type: MX, value: "  10\\t mx  "', "@ MX 10 mx.example.com."],
    ["MX by its fields", "type: MX, preference: 10, exchange: mx", "@ MX 10 mx.example.com."],
    ["SRV", "name: _x._tcp, type: SRV, value: 1 2 3 h", "_x._tcp SRV 1 2 3 h.example.com."],
    [
      "SRV by its fields",
      "name: _x._tcp, type: SRV, priority: 1, weight: 2, port: 3, target: h.example.net",
      "_x._tcp SRV 1 2 3 h.example.net.",
    ],
    ["CAA", `type: CAA, value: '0 ISSUE "ca.example.net; a=b"'`, '@ CAA 0 issue "ca.example.net; a=b"'],
    [
      "CAA without quotes",
      "type: CAA, value: 128 iodef mailto:a@example.com",
      '@ CAA 128 iodef "mailto:a@example.com"',
    ],
    [
      "CAA by its fields",
      'type: CAA, flags: 0, tag: issue, value: "a \\"b\\" \\\\"',
      '@ CAA 0 issue "a \\"b\\" \\\\"',
    ],
    ["CNAME by its field", "name: x, type: CNAME, target: y", "x CNAME y.example.com."],
    ["NS by its field", "name: x, type: NS, target: ns1.example.net", "x NS ns1.example.net."],
    ["A by its field", "name: x, type: A, address: 192.0.2.1", "x A 192.0.2.1"],
    ["AAAA as RFC 5952", 'name: x, type: AAAA, value: "2001:DB8:0:0:0::0001"', "x AAAA 2001:db8::1"],
    [
      "AAAA with an embedded IPv4",
      'name: x, type: AAAA, value: "::ffff:192.0.2.1"',
      "x AAAA ::ffff:192.0.2.1",
    ],
  ];
  test.each(cases)("%s", (_, fields, expected) => {
    expect(record(fields)).toEqual([expected]);
  });

  const texts: [string, string, string][] = [
    ["plain", "a b", '"a b"'],
    ["quotes", '"a"', '"\\"a\\""'],
    ["backslashes and semicolons", "a\\;b;\\\\", '"a\\\\;b;\\\\\\\\"'],
    ["blanks at both ends", "  a  ", '"  a  "'],
    ["Unicode, as UTF-8", "é邮", '"\\195\\169\\233\\130\\174"'],
    ["control characters", "a\nb\u0000\u007f", '"a\\010b\\000\\127"'],
    ["255 octets", "x".repeat(255), `"${"x".repeat(255)}"`],
    ["256 octets", "x".repeat(256), `"${"x".repeat(255)}" "x"`],
    ["what looks like two strings", '"a" "b"', '"\\"a\\" \\"b\\""'],
    ["upper case", "ABC", '"ABC"'],
  ];
  test.each(texts)("TXT is never rewritten: %s", (_, text, printed) => {
    expect(record(`name: x, type: TXT, value: ${JSON.stringify(text)}`)).toEqual([`x TXT ${printed}`]);
    expect(record(`name: x, type: TXT, text: ${JSON.stringify(text)}`)).toEqual([`x TXT ${printed}`]);
  });

  const wrong: [string, string][] = [
    ["A of another family", 'type: A, value: "2001:db8::1"'],
    ["A that is cut", "type: A, value: 192.0.2"],
    ["A with leading zeros", "type: A, value: 192.0.2.001"],
    ["AAAA with a zone index", 'type: AAAA, value: "fe80::1%eth0"'],
    ["MX without preference", "type: MX, value: mx.example.net"],
    ["MX with a word for it", "type: MX, value: ten mx.example.net"],
    ["MX, negative", "type: MX, value: -1 mx.example.net"],
    ["MX with a third word", "type: MX, value: 10 mx.example.net extra"],
    ["SRV with three words", "type: SRV, value: 1 2 h"],
    ["CAA without a value", "type: CAA, value: 0 issue"],
    ["CNAME of two words", "name: x, type: CNAME, value: a b"],
    ["only blanks", 'name: x, type: CNAME, value: "  "'],
  ];
  test.each(wrong)("no data: %s", (_, fields) => {
    const loaded = load(`records:\n  - {${fields}}`);
    expect(findingsOf(loaded).filter((one) => one.endsWith("rr-syntax"))).toHaveLength(1);
    expect(recordsOf(loaded)).toEqual([]);
  });
});

describe("merging", () => {
  test("values of one name and type join, in one place or several", () => {
    const loaded = load(
      "records:\n  - {type: MX, value: 20 b.example.net}\n  - {type: MX, values: [10 a.example.net, 30 c.example.net]}",
    );
    expect(recordsOf(loaded).sort()).toEqual([
      "@ MX 10 a.example.net.",
      "@ MX 20 b.example.net.",
      "@ MX 30 c.example.net.",
    ]);
  });

  test("an identical value twice is rr-duplicate, with both places", () => {
    const loaded = load(
      "records:\n  - {name: x, type: A, value: 192.0.2.1}\n  - {name: X, type: A, address: 192.0.2.1}",
    );
    const [one] = loaded.findings.filter(({ code }) => code === "rr-duplicate");
    expect([one?.place?.line, ...(one?.related ?? []).map(({ place }) => place.line)].sort()).toEqual([2, 3]);
  });

  test("SPF in records beside SPF of a preset is spf-single, never merged", () => {
    const loaded = load('mailbox: tencent-exmail\nrecords:\n  - {type: TXT, value: "v=spf1 a -all"}');
    expect(errorsOf(loaded).map((one) => one.split(":")[0])).toEqual(["spf-single"]);
    expect(recordsOf(loaded).filter((one) => one.includes("v=spf1"))).toHaveLength(2);
  });
});

describe("ttl: the nearest wins", () => {
  const ttls = (text: string) =>
    load(text).zones.flatMap(({ rrsets }) => rrsets.map(({ type, ttl }) => `${type} ${ttl}`));
  test("a record's, the spec's, 3600", () => {
    const records =
      "records:\n  - {name: a, type: A, value: 192.0.2.1, ttl: 60}\n  - {name: b, type: AAAA, value: '2001:db8::1'}";
    expect(ttls(`ttl: 300\n${records}`)).toEqual(["A 60", "AAAA 300"]);
    expect(ttls(records)).toEqual(["A 60", "AAAA 3600"]);
    expect(ttls("ttl: 300\nmode: parked")).toEqual(["MX 300", "TXT 300", "TXT 300", "TXT 300"].sort());
  });

  test.each(["-1", "99999999999"])("%s is an error, never clamped", (ttl) => {
    const loaded = load(`ttl: ${ttl}\nmode: parked`);
    expect(errorsOf(loaded).map((one) => one.split(":")[0])).toContain("rr-ttl-range");
  });
});

test("external: names that something else manages, relative to the mail domain", () => {
  const text = "records: [{type: MX, value: 10 mx}]";
  expect(findingsOf(load(text))).toEqual(["1:32 mx-target-unmanaged"]);
  expect(findingsOf(load(`${text}\nexternal: [MX]`))).toEqual([]);
});
