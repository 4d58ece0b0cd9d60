/** What an SPF record costs, in words and as JSON: nested includes, loops, unknown and outdated records, and the sum of them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { Ajv } from "ajv";
import { loadText } from "../../src/pipeline.ts";
import { printSpf, spfJson } from "../../src/report/spf.ts";

const zonesOf = (...lines: readonly string[]) =>
  loadText("a.yaml", ["domain: example.com", "dns: cloudflare", "mode: send-only", ...lines, ""].join("\n"))
    .zones;

const printed = (...lines: readonly string[]): string => printSpf(zonesOf(...lines));

describe("as text", () => {
  test("a record is one line, and what needs a query is a tree below it, with its preset and its date", () => {
    const text = printSpf(
      loadText("a.yaml", "domain: example.com\ndns: cloudflare\nmailbox: google-workspace\n").zones,
    );
    expect(text).toMatch(
      /^example\.com: \d+ of 10 lookups, \d+ octets\n {2}include:_spf\.google\.com +\d+ +google-workspace; last seen \d{4}/,
    );
  });

  test("a domain without SPF says so", () => {
    expect(printed()).toBe("example.com: no SPF record\n");
  });

  test("what an unknown record adds is open, so the sum is a least", () => {
    expect(printed("spf: {include: [spf.unknown.example]}")).toMatch(
      /^example\.com: at least 1 of 10 lookups, \d+ octets\n {2}include:spf\.unknown\.example +1 +what it includes is unknown\n/,
    );
  });

  test("more lookups than receivers make are too many", () => {
    const includes = Array.from({ length: 11 }, (_, i) => `s${i}.unknown.example`);
    expect(printed(`spf: {include: [${includes.join(", ")}]}`)).toContain(
      "at least 11 of 10 lookups, too many, ",
    );
  });

  test("a record of the specs is followed, and one that leads back is said to", () => {
    const text = printed(
      "spf: {include: [a.example.com]}",
      "records:",
      '  - {name: a, type: TXT, value: "v=spf1 include:example.com a:host.example.net -all"}',
    );
    expect(text).toContain("\n    include:example.com ");
    expect(text).toContain("leads back to a record above");
    expect(text).toMatch(/\n {4}a:host\.example\.net +1\n/);
  });

  test.each<[string, string, RegExp]>([
    [
      "one date",
      "spf: {include: [spf.163.com, _spf.google.com]}",
      / lookups \(\d+ confirmed; \d+ from data last seen in 2019-09, possibly outdated\), /,
    ],
    [
      "several dates",
      "spf: {include: [spf.163.com, spf.mail.qq.com]}",
      / lookups \(2 confirmed; \d+ from data last seen from 2019-09 to 2021, possibly outdated\), /,
    ],
  ])("what may be outdated is said with %s, and marked in the tree", (_, spf, head) => {
    const text = printed(spf);
    expect(text.split("\n")[0]).toMatch(head);
    expect(text).toMatch(/\n {2}include:spf\.163\.com +\d+ +last seen 2019-09, possibly outdated\n/);
    // the confirmed ones and the others are all
    const [, all, sure, doubted] = /(\d+) of 10 lookups \((\d+) confirmed; (\d+) from/.exec(text) ?? [];
    expect(Number(sure) + Number(doubted)).toBe(Number(all));
  });

  test("a query that finds nothing is said to", () => {
    expect(printed("spf: {a: [host.example.com]}", "records: [{name: host, type: TXT, value: x}]")).toMatch(
      /\n {2}a:host\.example\.com +1 +finds nothing\n/,
    );
  });

  test("each domain comes once, whatever clouds it is on, with an empty line between two", () => {
    const spec = (name: string): string =>
      `domain: ${name}\ndns: [cloudflare, route53]\nmode: send-only\nspf: {mx: true}\n`;
    const { zones } = loadText("a.yaml", `${spec("example.com")}---\n${spec("xn--bcher-kva.example")}`);
    const heads = printSpf(zones).match(/^\S+: .*lookups?/gm);
    expect(heads).toEqual(["example.com: 1 of 10 lookups", "bücher.example: 1 of 10 lookups"]);
  });
});

describe("as JSON", () => {
  const validate = new Ajv({ allowUnionTypes: true }).compile(
    JSON.parse(readFileSync(join(import.meta.dirname, "../../schema/spf.schema.json"), "utf8")),
  );

  test("it fits its schema, with the terms inside each other", () => {
    const document = spfJson(
      zonesOf(
        "senders: [{provider: sendgrid, with: {em_label: em1, sg_user: u1}}]",
        "spf: {include: [a.example.com, spf.unknown.example]}",
        "records:",
        '  - {name: a, type: TXT, value: "v=spf1 include:example.com -all"}',
      ),
    );
    expect([validate(document), validate.errors]).toEqual([true, null]);
    const record = document.domains[0]?.records.find(({ name }) => name === "example.com.");
    expect(record).toMatchObject({ lookups: 3, atLeast: true });
    const [own, unknown] = record?.terms ?? [];
    expect(own).toMatchObject({
      term: "include:a.example.com",
      terms: [{ term: "include:example.com", loop: true, preset: null, terms: [] }],
    });
    expect(unknown).toMatchObject({ term: "include:spf.unknown.example", atLeast: true, service: null });
  });

  test("the schema refuses a record without its terms, so it can fail", () => {
    const document = JSON.parse(JSON.stringify(spfJson(zonesOf("spf: {mx: true}"))));
    delete document.domains[0].records[0].terms;
    expect(validate(document)).toBe(false);
  });
});
