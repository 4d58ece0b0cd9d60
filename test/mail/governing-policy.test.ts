/** Policy discovery of RFC 9989 §4.10 and RFC 7489 §6.6.3: which record governs a domain, and what it says for it. */
import { describe, expect, test } from "@jest/globals";
import { parseDmarc } from "../../src/mail/dmarc.ts";
import {
  type Discoverable,
  type DmarcAt,
  governing,
  inherited,
  organizationByWalk,
  type Reader,
} from "../../src/mail/governing-policy.ts";

type Records = Readonly<Record<string, string>>;

/** A lookup in `records`: by domain without its final dot, the tags after the version, or `hidden`. */
const asked: string[] = [];
const lookUp =
  (records: Records): DmarcAt<Discoverable> =>
  (domain) => {
    const bare = domain.slice(0, -1);
    asked.push(bare);
    const text = records[bare];
    return text === undefined || text === "hidden" ? text : { dmarc: parseDmarc(`v=DMARC1; ${text}`) };
  };

const shown = (found: ReturnType<typeof governing>): string =>
  typeof found === "object"
    ? `${found.at.slice(0, -1)} ${found.policy}${found.applied === found.policy ? "" : ` ${found.applied}`}`
    : String(found);

interface Row {
  readonly rule: string;
  readonly records: Records;
  readonly domain: string;
  readonly walk: string;
  /** What readers of RFC 7489 find, if that is something else. */
  readonly list?: string;
}

const rows: readonly Row[] = [
  {
    rule: "§4.10.1: the author domain first",
    records: { "a.example.com": "p=none", "example.com": "p=reject" },
    domain: "a.example.com",
    walk: "a.example.com 0",
  },
  {
    rule: "§4.10.1: then the organizational domain, with sp",
    records: { "example.com": "p=none; sp=reject" },
    domain: "a.example.com",
    walk: "example.com 2",
  },
  {
    rule: "§4.7: without sp, with p",
    records: { "example.com": "p=quarantine" },
    domain: "a.example.com",
    walk: "example.com 1",
  },
  {
    rule: "§4.10.2: never a name between",
    records: { "shop.example.com": "p=reject", "example.com": "p=none" },
    domain: "mail.shop.example.com",
    walk: "example.com 0",
  },
  {
    rule: "§4.10.2: the highest name with a record is the organization",
    records: { "shop.example.com": "p=reject" },
    domain: "mail.shop.example.com",
    walk: "shop.example.com 2",
    list: "undefined",
  },
  {
    rule: "§4.10.2: psd=n ends the walk",
    records: { "shop.example.com": "p=none; psd=n", "example.com": "p=reject" },
    domain: "mail.shop.example.com",
    walk: "shop.example.com 0",
    list: "example.com 2",
  },
  {
    rule: "§4.10.2: below psd=y is the organization",
    records: { "example.gov": "p=reject", gov: "p=none; psd=y" },
    domain: "a.example.gov",
    walk: "example.gov 2",
  },
  {
    rule: "§4.10.1: the public suffix where the organization has none",
    records: { gov: "p=quarantine; sp=reject; psd=y" },
    domain: "a.example.gov",
    walk: "gov 2",
    list: "undefined",
  },
  {
    rule: "§4.10: 7 labels after the first query",
    records: { "b.c.d.e.f.g.h.com": "p=reject" },
    domain: "a.b.c.d.e.f.g.h.com",
    walk: "undefined",
  },
  {
    rule: "§4.7: t=y is one step less",
    records: { "example.com": "p=reject; t=y" },
    domain: "example.com",
    walk: "example.com 2 1",
  },
  {
    rule: "§4.10.1: an invalid policy with rua is none",
    records: { "example.com": "p=x; rua=mailto:a@b.example" },
    domain: "example.com",
    walk: "example.com 0",
  },
  {
    rule: "§4.10.1: an invalid sp without rua is no policy",
    records: { "example.com": "p=reject; sp=x" },
    domain: "example.com",
    walk: "undefined",
  },
  {
    rule: "RFC 7489 §3.2: customers of a private suffix are organizations",
    records: { "acme.uk.com": "p=reject" },
    domain: "a.acme.uk.com",
    walk: "acme.uk.com 2",
  },
  {
    rule: "a record that cannot be seen decides if nothing above it does",
    records: { "example.com": "hidden" },
    domain: "a.example.com",
    walk: "hidden",
  },
  {
    rule: "a record that cannot be seen does not matter below the organization's",
    records: { "b.example.com": "hidden", "example.com": "p=reject" },
    domain: "a.b.example.com",
    walk: "example.com 2",
  },
];

describe("what governs a domain", () => {
  test.each(rows)("$rule", ({ records, domain, walk, list = walk }) => {
    const by = (reader: Reader) => shown(governing(`${domain}.`, reader, lookUp(records)));
    expect([by("walk"), by("list")]).toEqual([walk, list]);
  });

  test("§4.10: at most 8 queries", () => {
    asked.length = 0;
    governing("a.b.c.d.e.f.g.h.i.com.", "walk", lookUp({}));
    expect(new Set(asked).size).toBe(8);
  });
});

describe("what a domain inherits", () => {
  test.each([
    ["nothing of its own", { "a.example.com": "p=reject; psd=n" }, "a.example.com", "undefined"],
    [
      "the organization's, whatever its own record says",
      { "a.example.com": "p=none", "example.com": "p=reject" },
      "a.example.com",
      "example.com 2",
    ],
  ] as const)("%s", (_, records, domain, finds) => {
    expect(shown(inherited(`${domain}.`, "walk", lookUp(records)))).toBe(finds);
  });
});

describe("the organization by the walk (§4.10.2)", () => {
  test.each([
    ["the domain itself without any record", {}, "a.example.com", "a.example.com."],
    [
      "the highest with a record",
      { "mail.example.com": "p=none", "example.com": "p=none" },
      "a.mail.example.com",
      "example.com.",
    ],
    ["one label below psd=y", { com: "p=none; psd=y" }, "a.mail.example.com", "example.com."],
    ["psd=y of the start is not one above it", { "uk.com": "p=none; psd=y" }, "uk.com", "uk.com."],
  ] as const)("%s", (_, records, domain, finds) => {
    expect(organizationByWalk(`${domain}.`, lookUp(records))).toBe(finds);
  });
});
