/** SPF lookups are counted as RFC 7208 says, and counting ends however includes spread. */
import { describe, expect, test } from "@jest/globals";
import { parseSpf } from "../../src/mail/spf.ts";
import { type KnownSpf, type SpfBudget, spfBudget } from "../../src/mail/spf-budget.ts";

type Facts = Readonly<Record<string, string | Readonly<Record<string, unknown>>>>;

/** What is at hand: SPF texts by name, or an entry as the snapshot would give it. */
function find(facts: Facts): (name: string) => KnownSpf | undefined {
  const known = new Map(
    Object.entries(facts).map(([name, fact]) => {
      const text = typeof fact === "string" ? fact : fact["text"];
      const terms = typeof text === "string" ? { terms: parseSpf(text).terms } : {};
      return [`${name}.`, { ...(typeof fact === "string" ? {} : fact), ...terms } as KnownSpf];
    }),
  );
  return (name) => known.get(name);
}

const budget = (text: string, facts: Facts = {}): SpfBudget =>
  spfBudget(parseSpf(text).terms, "example.com.", { find: find(facts) });

const hosts = (count: number): string =>
  Array.from({ length: count }, (_, i) => `a:h${i}.example.net`).join(" ");

/** `10`, with `+` where more may come. */
const shown = ({ lookups, isWhole }: SpfBudget): string => `${lookups}${isWhole ? "" : "+"}`;

const cases: readonly (readonly [title: string, text: string, count: string, facts?: Facts])[] = [
  ["nothing but addresses and all", "v=spf1 ip4:192.0.2.1 ip6:2001:db8::1 -all", "0"],
  ["exactly ten", `v=spf1 ${hosts(10)} -all`, "10"],
  ["the eleventh at the end", `v=spf1 ${hosts(10)} mx`, "11"],
  ["every kind of term", "v=spf1 a mx ptr exists:x.example.net -all", "4"],
  ["all and what only begins with a", "v=spf1 asdf:x.example.net abc=x all", "0"],
  ["a bare all before other terms", "v=spf1 all a mx", "0"],
  ["terms with a qualifier", "v=spf1 +mx ?ptr ~a -exists:x.example.net ~all", "4"],
  ["an include with a qualifier, followed", "v=spf1 ~include:b.test -all", "3", { "b.test": "v=spf1 a mx" }],
  ["a version in capitals", "V=SPF1 MX A -ALL", "2"],
  ["redirect, counted and followed", "v=spf1 redirect=b.test", "3", { "b.test": "v=spf1 a mx -all" }],
  ["a redirect that all makes idle", "v=spf1 mx redirect=b.test -all", "1", { "b.test": "v=spf1 a mx -all" }],
  [
    "redirect inside an include",
    "v=spf1 include:b.test -all",
    "3",
    {
      "b.test": "v=spf1 redirect=c.test",
      "c.test": "v=spf1 a -all",
    },
  ],
  [
    "nested includes",
    "v=spf1 include:b.test include:c.test -all",
    "6",
    {
      "b.test": "v=spf1 include:c.test a -all",
      "c.test": "v=spf1 mx -all",
    },
  ],
  [
    "what stands after all inside an include",
    "v=spf1 include:b.test -all",
    "1",
    { "b.test": "v=spf1 -all a mx" },
  ],
  [
    "an include twice, twice",
    "v=spf1 include:b.test include:b.test -all",
    "4",
    { "b.test": "v=spf1 a -all" },
  ],
  ["names in capitals", "v=spf1 include:B.Test. -all", "2", { "b.test": "v=spf1 a -all" }],
  ["an include that nobody knows", "v=spf1 include:b.test mx -all", "2+"],
  [
    "an unknown one inside a known one",
    "v=spf1 include:b.test -all",
    "2+",
    { "b.test": "v=spf1 include:c.test" },
  ],
  ["a macro in an include", "v=spf1 include:%{d}.b.test -all", "1+", { "%{d}.b.test": "v=spf1 a" }],
  ["a macro in exists", "v=spf1 exists:%{i}.b.test -all", "1"],
  ["a record that includes itself", "v=spf1 include:example.com -all", "1+"],
  ["includes in a circle", "v=spf1 include:b.test a -all", "3+", { "b.test": "v=spf1 include:example.com" }],
  [
    "a circle that does not come back to the start",
    "v=spf1 include:b.test -all",
    "3+",
    {
      "b.test": "v=spf1 include:c.test",
      "c.test": "v=spf1 include:b.test",
    },
  ],
  [
    "a service of which only the count is known",
    "v=spf1 include:b.test -all",
    "4",
    { "b.test": { lookups: 4 } },
  ],
  ["exp", "v=spf1 mx exp=why.example.com -all", "1"],
];

describe("the lookups of", () => {
  test.each(cases.map(([title, text, count, facts = {}]) => [title, text, count, facts] as const))(
    "%s",
    (_, text, count, facts) => {
      expect(shown(budget(text, facts))).toBe(count);
    },
  );
});

describe("counting", () => {
  const wide = Object.fromEntries(
    Array.from({ length: 12 }, (_, i) => [
      `n${i}.test`,
      `v=spf1 ${Array.from({ length: 9 }, () => `include:n${i + 1}.test`).join(" ")} -all`,
    ]),
  );

  test.each([
    ["published", wide],
    ["seen", Object.fromEntries(Object.entries(wide).map(([name, text]) => [name, { text, seen: "2026" }]))],
  ])("ends soon where %s includes spread without end", (_, facts) => {
    const counted = budget("v=spf1 include:n0.test -all", facts);
    expect(counted.lookups).toBeGreaterThanOrEqual(100);
    expect(counted.isWhole).toBe(false);
  });

  test("ends at a chain of ten thousand names", () => {
    const chain = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, i) => [`n${i}.test`, `v=spf1 include:n${i + 1}.test`]),
    );
    expect(budget("v=spf1 include:n0.test -all", chain)).toMatchObject({ lookups: 100, isWhole: false });
  });

  test("tells what is sure from what rests on records in doubt", () => {
    const old = { text: "v=spf1 a mx include:c.test", seen: "2019", doubt: "old" };
    expect(budget("v=spf1 mx include:b.test -all", { "b.test": old, "c.test": "v=spf1 a" })).toMatchObject({
      lookups: 6,
      sure: 2,
    });
    expect(
      budget("v=spf1 include:b.test -all", { "b.test": { lookups: 7, seen: "2019", doubt: "old" } }),
    ).toMatchObject({ lookups: 7, sure: 1 });
  });

  test("keeps the way: each term with what stands inside", () => {
    const { terms } = budget("v=spf1 include:b.test mx -all", { "b.test": "v=spf1 ip4:192.0.2.1 a ptr" });
    expect(terms.map((one) => [one.term.name, one.lookups, one.inside.map(({ term }) => term.name)])).toEqual(
      [
        ["include", 3, ["a", "ptr"]],
        ["mx", 1, []],
      ],
    );
  });

  test("counts what is known to find nothing", () => {
    const facts = { "b.test": { isVoid: true }, "c.test": "v=spf1 a include:b.test" };
    const terms = parseSpf("v=spf1 include:c.test include:b.test mx -all").terms;
    const counted = spfBudget(terms, "example.com.", {
      find: find(facts),
      isVoid: (term, owner) => term.name === "a" && owner === "c.test.",
    });
    expect(counted).toMatchObject({ lookups: 5, voids: 3 });
  });

  test("gives with a memory what it gives without", () => {
    const facts: Facts = {
      "b.test": { text: "v=spf1 include:c.test a -all", seen: "2026" },
      "c.test": { text: "v=spf1 mx include:d.test -all", seen: "2026" },
      "d.test": { text: "v=spf1 include:b.test -all", seen: "2026" },
      "e.test": { text: "v=spf1 a include:f.test -all", seen: "2026" },
      "f.test": { text: "v=spf1 exists:%{i}.f.test -all", seen: "2026" },
    };
    const knowledge = { find: find(facts) };
    const memory = new WeakMap();
    for (const text of [
      "include:e.test include:e.test",
      "include:c.test",
      "include:b.test",
      "include:d.test",
    ]) {
      const { terms } = parseSpf(`v=spf1 ${text} -all`);
      const plain = spfBudget(terms, "example.com.", knowledge);
      expect(spfBudget(terms, "example.com.", { ...knowledge, memory })).toEqual(plain);
      expect(spfBudget(terms, "example.com.", { ...knowledge, memory })).toEqual(plain);
    }
  });
});
