/** SPF records are written, recognised, read and printed as RFC 7208 says, and problems are named. */
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { composeSpf, evaluatedTerms, isLookup, parseSpf, printSpf } from "../../src/mail/spf.ts";
import { isSpf } from "../../src/mail/text-kind.ts";

/** Problems as `offset+length`. */
const spots = (text: string): string[] =>
  parseSpf(text).problems.map(
    ({ offset, length }) => `${offset}+${length} ${text.slice(offset, offset + length)}`,
  );

describe("composeSpf", () => {
  test("joins terms in order, each once, before all", () => {
    expect(composeSpf(["ip4:192.0.2.1", "include:b.example", "ip4:192.0.2.1", "a"], "softfail")).toBe(
      "v=spf1 ip4:192.0.2.1 include:b.example a ~all",
    );
  });

  test.each([
    ["fail", "v=spf1 -all"],
    ["softfail", "v=spf1 ~all"],
    ["neutral", "v=spf1 ?all"],
  ] as const)("writes %s", (all, text) => {
    expect(composeSpf([], all)).toBe(text);
  });
});

describe("isSpf (RFC 7208 §4.5)", () => {
  test.each(["v=spf1", "v=spf1 -all", "V=SPF1 a", "v=spf1  "])("takes %j", (text) => {
    expect(isSpf(text)).toBe(true);
  });

  test.each(["v=spf10 -all", " v=spf1", "v=spf1\t-all", "v=spf1,a", "spf2.0/pra", "v=spf2 a", ""])(
    "refuses %j",
    (text) => {
      expect(isSpf(text)).toBe(false);
    },
  );
});

describe("parseSpf", () => {
  test.each([
    "v=spf1",
    "v=spf1 ",
    "v=spf1   mx   -all  ",
    "v=spf1 +a ~mx ?ptr -all",
    "v=spf1 A MX PTR:example.com IP4:192.0.2.1 ALL",
    "v=spf1 a/24 a//64 a/24//64 a:example.com/0 mx:example.com//128 mx:example.com/32//0",
    "v=spf1 ip4:0.0.0.0/0 ip4:192.0.2.1 ip6:::1 ip6:2001:db8::/32 ip6:::ffff:192.0.2.1/128",
    "v=spf1 include:_spf.example.com include:example.com. include:a.xn--p1ai include:a.b-c",
    "v=spf1 exists:%{ir}.%{v}._spf.%{d2} exists:%{L1R+-}.x.example exists:%{i}._spf.%{h}",
    "v=spf1 include:%{d4} a:%{d}/24 mx:%{d1r/}/24//64 exists:%{l}%%%_%-.example.com",
    "v=spf1 a:foo:bar/baz.example.com mx:foo:bar/baz.example.com/24 -all",
    "v=spf1 redirect=_spf.example.net",
    "v=spf1 redirect=%{d1r}",
    "v=spf1 mx -all exp=explain.example.com",
    "v=spf1 exp=e.example.com a redirect=b.example.com",
    "v=spf1 unknown=foo x.y-z_1= ra=postmaster rp=100 empty=%{s} -all",
  ])("takes %j", (text) => {
    expect(spots(text)).toEqual([]);
  });

  test.each<[string, ...string[]]>([
    ["v=spf1 mx a ~all;", "16+1 ;"],
    ["v=spf1 -all;", "11+1 ;"],
    ["v=spf1 a;mx", "8+3 ;mx"],
    ["v=spf1 a@example.com", "8+12 @example.com"],
    ["v=spf1 mx~all", "9+4 ~all"],
    ["v=spf1 ptr;all", "10+4 ;all"],
    ["v=spf1 all,", "10+1 ,"],
    ['v=spf1 mx "', '10+1 "'],
    ["v=spf1 mx-all", "7+6 mx-all"],
    ["v=spf1 include!a.example", "14+10 !a.example"],
    ["v=spf1 ip4@192.0.2.1", "10+10 @192.0.2.1"],
    ["v=spf1 fooo bar:baz ip4:999.1.1.1 -all", "7+4 fooo", "12+7 bar:baz", "24+9 999.1.1.1"],
    ["v=spf1 all:x", "7+5 all:x"],
    ["v=spf1 all/24", "7+6 all/24"],
    ["v=spf1 include", "7+7 include"],
    ["v=spf1 include:", "15+1 "],
    ["v=spf1 include:com", "15+3 com"],
    ["v=spf1 include:192.0.2.1", "15+9 192.0.2.1"],
    ["v=spf1 include:example.123", "15+11 example.123"],
    ["v=spf1 include:a..example", "15+10 a..example"],
    ["v=spf1 include:.example.com", "15+12 .example.com"],
    ["v=spf1 include:example.com/24", "15+14 example.com/24"],
    ["v=spf1 include:example.-com", "15+12 example.-com"],
    [`v=spf1 include:${"a".repeat(64)}.example`, `15+72 ${"a".repeat(64)}.example`],
    ["v=spf1 exists/24", "7+9 exists/24"],
    ["v=spf1 ptr/24", "7+6 ptr/24"],
    ["v=spf1 ptr:", "11+1 "],
    ["v=spf1 a:", "9+1 "],
    ["v=spf1 a/33", "9+2 33"],
    ["v=spf1 a/024", "9+3 024"],
    ["v=spf1 a//129", "10+3 129"],
    ["v=spf1 a/24//200", "13+3 200"],
    ["v=spf1 a/", "8+1 /"],
    ["v=spf1 a/x", "8+2 /x"],
    ["v=spf1 a/24/64", "8+6 /24/64"],
    ["v=spf1 mx:example.com/", "10+12 example.com/"],
    ["v=spf1 ip4", "7+3 ip4"],
    ["v=spf1 ip4/24", "7+6 ip4/24"],
    ["v=spf1 ip4:", "11+1 "],
    ["v=spf1 ip4:192.0.2", "11+7 192.0.2"],
    ["v=spf1 ip4:192.0.2.1/", "21+1 "],
    ["v=spf1 ip4:192.0.2.1/33", "21+2 33"],
    ["v=spf1 ip4:192.0.2.01", "11+10 192.0.2.01"],
    ["v=spf1 ip4:2001:db8::1", "11+11 2001:db8::1"],
    ["v=spf1 ip6:192.0.2.1", "11+9 192.0.2.1"],
    ["v=spf1 ip6:fe80::1%eth0", "11+12 fe80::1%eth0"],
    ["v=spf1 ip6:2001:db8::/129", "22+3 129"],
    ["v=spf1 192.0.2.1", "7+9 192.0.2.1"],
    ["v=spf1 spf.example.com", "7+15 spf.example.com"],
    ["v=spf1 asdf:", "7+5 asdf:"],
    ["v=spf1 include=example.com", "7+19 include=example.com"],
    ["v=spf1 -redirect=a.example", "7+19 -redirect=a.example"],
    ["v=spf1 redirect=", "7+9 redirect="],
    ["v=spf1 redirect=a.example redirect=b.example", "26+18 redirect=b.example"],
    ["v=spf1 exp=a.example exp=b.example", "21+13 exp=b.example"],
    ["v=spf1 exp=%{c}.example", "11+4 %{c}"],
    ["v=spf1 exists:%{zz}.example", "14+5 %{zz}"],
    ["v=spf1 exists:%{x}.example", "14+4 %{x}"],
    ["v=spf1 exists:%{d0}.example", "14+5 %{d0}"],
    ["v=spf1 exists:%{d.example", "14+11 %{d.example"],
    ["v=spf1 exists:50%.example", "16+1 %"],
    ["v=spf1 x=%", "9+1 %"],
    ["v=spf1 ip4:192.0.2.1,ip4:192.0.2.2", "11+23 192.0.2.1,ip4:192.0.2.2"],
    ["v=spf1 a\tmx", "8+1 \t"],
    ["v=spf1 include:bücher.example", "16+1 ü"],
    ["v=spf1 v=spf1 -all"],
    ["v=spf1 - -all", "7+1 -"],
    ["v=spf1 --all", "7+5 --all"],
  ])("finds what is wrong in %j", (text, ...expected) => {
    expect(spots(text)).toEqual(expected);
  });

  test("gives typed terms with their offsets", () => {
    expect(
      parseSpf("v=spf1 ~A:Example.com/24//64 ip4:192.0.2.0/24 redirect=x.example k=v oops").terms,
    ).toEqual([
      {
        name: "a",
        qualifier: "~",
        domain: "Example.com",
        ip4Prefix: 24,
        ip6Prefix: 64,
        offset: 7,
        length: 21,
      },
      { name: "ip4", qualifier: "+", address: "192.0.2.0", prefix: 24, offset: 29, length: 16 },
      { name: "redirect", domain: "x.example", offset: 46, length: 18 },
      { name: "modifier", key: "k", value: "v", offset: 65, length: 3 },
      { name: "invalid", text: "oops", offset: 69, length: 4 },
    ]);
  });
});

describe("printSpf", () => {
  test("writes names in lower case, single spaces and no +", () => {
    expect(printSpf(parseSpf("V=SPF1   +MX:example.com  -ALL X=Y "))).toBe("v=spf1 mx:example.com -all X=Y");
  });

  const label = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
  const domain = fc.tuple(label, label).map((labels) => labels.join("."));
  const prefix = (most: number, slash: string) =>
    fc
      .option(fc.integer({ min: 0, max: most }), { nil: undefined })
      .map((n) => (n === undefined ? "" : `${slash}${n}`));
  const hosts = fc
    .tuple(fc.constantFrom("a", "mx"), fc.option(domain, { nil: "" }), prefix(32, "/"), prefix(128, "//"))
    .map(([name, host, four, six]) => `${name}${host === "" ? "" : `:${host}`}${four}${six}`);
  const directive = fc.oneof(
    hosts,
    fc.tuple(fc.constantFrom("include", "exists", "ptr"), domain).map((words) => words.join(":")),
    fc.tuple(fc.ipV4(), prefix(32, "/")).map(([address, length]) => `ip4:${address}${length}`),
    fc.tuple(fc.ipV6(), prefix(128, "/")).map(([address, length]) => `ip6:${address}${length}`),
    fc.constantFrom("ptr", "all"),
  );
  const term = fc.tuple(fc.constantFrom("", "-", "~", "?"), directive).map((parts) => parts.join(""));

  test("gives back what was read", () => {
    fc.assert(
      fc.property(fc.array(term), domain, (terms, redirect) => {
        const text = ["v=spf1", ...terms, `redirect=${redirect}`].join(" ");
        const spf = parseSpf(text);
        expect(spf.problems).toEqual([]);
        expect(printSpf(spf)).toBe(text);
        for (const [i, { offset, length }] of spf.terms.entries()) {
          expect(text.slice(offset, offset + length)).toBe([...terms, `redirect=${redirect}`][i]);
        }
      }),
    );
  });

  test("is stable for any text, and nothing that is read throws", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (rest) => {
        const text = `v=spf1 ${rest}`;
        const spf = parseSpf(text);
        for (const { offset, length } of spf.problems) {
          expect(offset + length).toBeLessThanOrEqual(text.length + 1);
        }
        const printed = printSpf(spf);
        expect(printSpf(parseSpf(printed))).toBe(printed);
      }),
    );
  });
});

describe("lookups (RFC 7208 §4.6.4)", () => {
  test("are include, a, mx, ptr, exists and redirect, whatever their qualifier", () => {
    const { terms } = parseSpf(
      "v=spf1 ~include:a.example +a -mx ?ptr exists:b.example ip4:192.0.2.1 ip6:::1 exp=c.example abc=x redirect=d.example",
    );
    expect(terms.filter(isLookup).map(({ name }) => name)).toEqual([
      "include",
      "a",
      "mx",
      "ptr",
      "exists",
      "redirect",
    ]);
  });

  test("are not made by what follows all, nor by a redirect beside it", () => {
    const names = evaluatedTerms(parseSpf("v=spf1 a redirect=x.example -all mx")).map(({ name }) => name);
    expect(names).toEqual(["a", "all"]);
  });
});
