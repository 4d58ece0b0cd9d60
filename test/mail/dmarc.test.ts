/** DMARC records are written, recognised and read as RFC 9989 says, and problems are named. */
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { composeDmarc, type DmarcFields, parseDmarc } from "../../src/mail/dmarc.ts";
import { isDmarc } from "../../src/mail/text-kind.ts";

describe("composeDmarc", () => {
  test("writes the policy alone", () => {
    expect(composeDmarc({ policy: "none" })).toBe("v=DMARC1; p=none");
  });

  test("writes every field in its place", () => {
    expect(
      composeDmarc({
        policy: "quarantine",
        subdomainPolicy: "reject",
        nonexistentPolicy: "reject",
        alignSpf: "strict",
        alignDkim: "relaxed",
        failureOptions: ["1", "d"],
        rua: ["mailto:a@example.com", "mailto:b@example.net"],
        ruf: ["mailto:c@example.com"],
        test: true,
      }),
    ).toBe(
      "v=DMARC1; p=quarantine; sp=reject; np=reject; adkim=r; aspf=s; fo=1:d; rua=mailto:a@example.com,mailto:b@example.net; ruf=mailto:c@example.com; t=y",
    );
  });

  test("leaves out empty lists and test: false", () => {
    expect(composeDmarc({ policy: "reject", rua: [], ruf: undefined, test: false })).toBe(
      "v=DMARC1; p=reject",
    );
  });

  test("gives records without problems, whose tags are the fields", () => {
    const policy = fc.constantFrom("none" as const, "quarantine" as const, "reject" as const);
    const alignment = fc.constantFrom("relaxed" as const, "strict" as const);
    const uris = fc.array(fc.constantFrom("mailto:a@example.com", "https://r.example.com/dmarc"), {
      minLength: 1,
    });
    const fields: fc.Arbitrary<DmarcFields> = fc.record(
      {
        policy,
        subdomainPolicy: policy,
        nonexistentPolicy: policy,
        alignSpf: alignment,
        alignDkim: alignment,
        rua: uris,
        ruf: uris,
        failureOptions: fc.subarray(["0", "d", "s"] as const, { minLength: 1 }),
        test: fc.boolean(),
      },
      { requiredKeys: ["policy"] },
    );
    fc.assert(
      fc.property(fields, (dmarc) => {
        const text = composeDmarc(dmarc);
        expect(isDmarc(text)).toBe(true);
        const { tags, problems } = parseDmarc(text);
        expect(problems).toEqual([]);
        const value = (name: string): string | undefined => tags.find((tag) => tag.name === name)?.value;
        expect(value("p")).toBe(dmarc.policy);
        expect(value("sp")).toBe(dmarc.subdomainPolicy);
        expect(value("np")).toBe(dmarc.nonexistentPolicy);
        expect(value("rua")?.split(",")).toEqual(dmarc.rua);
        expect(value("fo")?.split(":")).toEqual(dmarc.failureOptions);
      }),
    );
  });
});

describe("isDmarc (RFC 9989 §4.8)", () => {
  test.each(["v=DMARC1", "v=DMARC1;", "v = DMARC1 ; p=none", "v=DMARC1;p=none"])("takes %j", (text) => {
    expect(isDmarc(text)).toBe(true);
  });

  test.each([
    "v=dmarc1; p=none",
    "V=DMARC1; p=none",
    "p=none; v=DMARC1",
    " v=DMARC1",
    "v=DMARC10",
    "v=DMARC1 p=none",
    "",
  ])("refuses %j", (text) => {
    expect(isDmarc(text)).toBe(false);
  });
});

describe("parseDmarc", () => {
  test.each<[string, ...string[]]>([
    ["v=DMARC1; p=none"],
    ["v=DMARC1; P=none", "P 10+1", "p 0+16"],
    ["v=DMARC1; p=Reject; sp=NONE; np=quarantine; adkim=S; aspf=r; t=Y; psd=u; fo=0:d:s;"],
    ["v=DMARC1; rua=mailto:a@example.com"],
    ["v=DMARC1; p=none; rua=mailto:a@example.com , https://x.example/r?a=b%2C; ruf=mailto:b@example.com"],
    ["v=DMARC1; p=foo; rua=ops@example.com", "p 12+3", "rua 21+15"],
    ["v=DMARC1; p=none rua=mailto:a@example.com", "p 17+3"],
    ["v=DMARC1; sp=none", "p 0+17"],
    ["v=DMARC1", "p 0+8"],
    ["v=DMARC1; p=", "p 12+1"],
    ["v=DMARC1; p=none; p=reject", "list 18+8"],
    ["v=DMARC1; p=none;; t=y", "list 17+1"],
    ["v=DMARC1; p=none, sp=none", "p 18+2"],
    ["v=DMARC1; p=none; oops", "list 18+4"],
    ["v=DMARC1; p=none; x1=y", "list 18+4"],
    ["v=DMARC1; p=none; rau=mailto:a@example.com", "rau 18+3"],
    ["v=DMARC1; p=none; constructor=x", "constructor 18+11"],
    ["v=DMARC1; p=none; pct=50; rf=afrf; ri=86400", "pct 18+3", "rf 26+2", "ri 35+2"],
    ["v=DMARC1; p=none; adkim=strict", "adkim 24+6"],
    ["v=DMARC1; p=none; t=yes; psd=x", "t 20+3", "psd 29+1"],
    ["v=DMARC1; p=none; fo=0:1", "fo 21+3"],
    ["v=DMARC1; p=none; fo=1:1", "fo 23+1"],
    ["v=DMARC1; p=none; fo=2", "fo 21+1"],
    ["v=DMARC1; p=none; rua=mailto:a@example.com!10m", "rua 42+4"],
    ["v=DMARC1; p=none; rua=mailto:a", "rua 22+8"],
    ["v=DMARC1; p=none; rua=mailto:a@example.com,", "rua 43+1"],
    ["v=DMARC1; p=none; rua=mailto:a@exämple.com", "list 33+1"],
  ])("finds what is wrong in %j", (text, ...expected) => {
    const found = parseDmarc(text).problems.map(
      ({ tag = "list", offset, length }) => `${tag} ${offset}+${length}`,
    );
    expect(found.sort()).toEqual([...expected].sort());
  });

  test("never throws", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (rest) => {
        parseDmarc(`v=DMARC1; ${rest}`);
      }),
    );
  });
});
