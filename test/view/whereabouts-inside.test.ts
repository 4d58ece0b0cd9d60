/** Findings point at the very characters, however YAML lets them be written: `[title, spec, defaults, "code line:column text"]`. */
import { describe, expect, test } from "@jest/globals";
import { runChecks } from "../../src/check/run.ts";
import { compareFindings, type Finding } from "../../src/finding.ts";
import { placeDomains } from "../../src/plan/placing.ts";
import { expandSpecs } from "../../src/preset/expand-specs.ts";
import { openLibrary } from "../../src/preset/library.ts";
import { parseSource } from "../../src/source/source.ts";
import { readSpec } from "../../src/spec/read.ts";

const library = openLibrary();
const HEAD = "domain: example.com\ndns: cloudflare\nmode: send-only\n";

/** The findings of some codes: where each is, in which file if not the spec's, and the text that it is about. */
function pointed(codes: readonly string[], text: string, defaults: string): string[] {
  const above = parseSource("defaults.yaml", Buffer.from(defaults)).sources.filter(
    ({ value }) => value !== null,
  );
  const files: Readonly<Record<string, string>> = { "spec.yaml": text, "defaults.yaml": defaults };
  const reads = parseSource("spec.yaml", Buffer.from(text)).sources.map((source) =>
    readSpec(source, above, undefined),
  );
  const expanded = reads.map((read) => expandSpecs(read, library));
  const { zones } = placeDomains(expanded.flatMap(({ domains }) => domains));
  const found = [...expanded.flatMap(({ findings }) => findings), ...runChecks(zones)];
  const shown = ({ code, place, endColumn }: Finding): string => {
    const { file = "", line = 1, column = 1 } = place ?? {};
    const about = files[file]?.split("\n")[line - 1]?.slice(column - 1, (endColumn ?? column) - 1);
    return `${code} ${file === "spec.yaml" ? "" : `${file}:`}${line}:${column} ${about}`.trimEnd();
  };
  return found
    .filter(({ code }) => codes.includes(code))
    .sort(compareFindings)
    .map(shown);
}

type Case = readonly [title: string, spec: string, expected: readonly string[], defaults?: string];

const verify = ([title, spec, expected, defaults = ""]: Case): void => {
  test(`${title}`, () => {
    const codes = expected.map((one) => one.split(" ")[0] ?? "");
    expect(pointed(codes, spec, defaults)).toEqual(expected);
  });
};

describe("a stretch of a text is found in", () => {
  const txt = (value: string): string => `${HEAD}records:\n  - {name: "@", type: TXT, value: ${value}}\n`;
  const block = (...lines: readonly string[]): string =>
    `${HEAD}records:\n  - type: TXT\n    value: ${lines.join("\n")}\n`;
  const cases: readonly Case[] = [
    ["a plain scalar", block("v=spf1 ip4:1.2.3 -all"), ["spf-ip4 6:23 1.2.3"]],
    [
      "a plain scalar over lines",
      block("v=spf1 mx", "      ip4:1.2.3", "      -all"),
      ["spf-ip4 7:11 1.2.3"],
    ],
    ["single quotes", txt("'v=spf1 ip4:1.2.3 -all'"), ["spf-ip4 5:47 1.2.3"]],
    [
      "single quotes behind two that stand for one",
      txt("'v=spf1 it''s ip4:1.2.3 -all'"),
      ["spf-syntax 5:43 it''s", "spf-ip4 5:53 1.2.3"],
    ],
    ["double quotes behind escapes", txt('"v=sp\\x661 \\u0069p4:1.2.3 -all"'), ["spf-ip4 5:55 1.2.3"]],
    ["double quotes at an escape", txt('"v=spf1 a\\u00e9b -all"'), ["txt-ascii 5:44 \\u00e9"]],
    [
      "double quotes behind a character of two units",
      txt('"v=spf1 \\U0001F600 x 😀é -all"'),
      ["txt-ascii 5:43 \\U0001F600"],
    ],
    [
      "double quotes over lines",
      block('"v=spf1 \\', "      \\ mx ip4:1.2.3", '      -all"'),
      ["spf-ip4 7:16 1.2.3"],
    ],
    ["a literal block", block(">-", "      v=spf1 mx", "      ip4:1.2.3 -all"), ["spf-ip4 8:11 1.2.3"]],
    ["a folded block", block("|-", "      v=spf1 ip4:1.2.3 -all"), ["spf-ip4 7:18 1.2.3"]],
    [
      "a block with its indentation given",
      block("|1-", "      v=spf1 ip4:1.2.3 -all"),
      ["txt-edge-space 7:6"],
    ],
    [
      "a value that an alias names",
      `${HEAD}external: [&spf "v=spf1 ip4:1.2.3 -all"]\nrecords:\n  - {type: TXT, value: *spf}\n`,
      ["spf-ip4 4:29 1.2.3"],
    ],
    [
      "one of several values",
      `${HEAD}records:\n  - type: TXT\n    values:\n      - x=1\n      - "v=spf1 ip4:1.2.3 -all"\n`,
      ["spf-ip4 8:21 1.2.3"],
    ],
    [
      "the text of a record that spells its fields out",
      `${HEAD}records: [{type: TXT, text: v=spf1 ip4:1.2.3 -all}]\n`,
      ["spf-ip4 4:40 1.2.3"],
    ],
    [
      "a defaults file",
      HEAD,
      ["spf-ip4 defaults.yaml:2:47 1.2.3"],
      'records:\n  - {name: "@", type: TXT, value: "v=spf1 ip4:1.2.3 -all"}\n',
    ],
    [
      "a spec below a defaults file that has records too",
      txt('"v=spf1 ip4:1.2.3 -all"'),
      ["spf-ip4 5:47 1.2.3"],
      "records:\n  - {name: a, type: TXT, value: x=1}\n",
    ],
  ];
  cases.forEach(verify);
});

describe("what mailzone puts together leads back to", () => {
  const cases: readonly Case[] = [
    [
      "items under spf:",
      `${HEAD}spf:\n  ip4: [192.0.2.1/33]\n  include: [a b.example]\n  a: [mail/40]\n  all: neutral\n`,
      ["spf-ip4 5:19 33", "spf-syntax 6:15 b.example", "spf-syntax 7:12 40", "spf-all-qualifier 8:8 neutral"],
    ],
    [
      "an item that was made absolute",
      `${HEAD}spf: {include: [x.example], mx: ["sub_%.example."], a: [mail, mail]}\n`,
      ["spf-macro 4:39 %"],
    ],
    [
      "the fields of dmarc:",
      `${HEAD}dmarc:\n  policy: none\n  rua: ["mailto:a@example.net", b@example.net]\n  failureOptions: ["0", "1"]\n`,
      ["dmarc-rua-uri 6:33 b@example.net", "dmarc-enums 7:19"],
    ],
    ["the key of dkim:", `${HEAD}dkim: [{selector: s1, key: AAAA!AAA}]\n`, ["dkim-p 4:32 !"]],
    [
      "the selector of dkim:",
      `${HEAD}dkim: [{selector: s1._domainkey, cname: x.example.net}]\n`,
      ["dkim-name 4:19 s1._domainkey"],
    ],
    [
      "the target of dkim:",
      `${HEAD}dkim: [{selector: s1, cname: a_.b*.example.net}]\n`,
      ["rr-target-fqdn 4:34 *"],
    ],
    [
      "the use of a preset, never into its records",
      "domain: example.com\ndns: cloudflare\nmailbox: tencent-exmail\nspf: {all: neutral}\n",
      ["spf-all-qualifier 4:12 neutral"],
    ],
    [
      "the use of a preset for what only it has",
      "domain: example.com\ndns: alidns\nmailbox: huawei-enterprise-mail\nttl: 3600\nspf: {ip4: [192.0.2.1]}\n",
      ["dmarc-present 1:9"],
    ],
  ];
  cases.forEach(verify);
});

describe("a field is found in", () => {
  const record = (text: string): string => `${HEAD}records: [{${text}}]\n`;
  const cases: readonly Case[] = [
    [
      "presentation form",
      record('type: MX, value: "  70000   a_b.example.net"'),
      ["mx-pref-range 4:32 70000", "rr-target-fqdn 4:41 _"],
    ],
    [
      "a record that spells it out",
      record("type: MX, preference: 70000, exchange: a_b.example.net"),
      ["mx-pref-range 4:34", "rr-target-fqdn 4:52 _"],
    ],
    [
      "CAA, in quotes or not",
      `${HEAD}records:\n  - {type: CAA, value: '0 issue "a..b"'}\n  - {type: CAA, value: 0 issuewild a..b}\n  - {type: CAA, flags: 0, tag: issuemail, value: a..b}\n`,
      ["caa-syntax 5:34 a..b", "caa-syntax 6:36 a..b", "caa-syntax 7:50 a..b"],
    ],
    [
      "CAA with escapes, of which the whole is shown",
      `${HEAD}records:\n  - {type: CAA, value: '0 issue "a\\046.b"'}\n`,
      ['caa-syntax 5:33 "a\\046.b"'],
    ],
    [
      "TLSA, the data with blanks in it",
      record('name: _25._tcp.mx, type: TLSA, value: "3 1 1 0a 0b"'),
      ["tlsa-rdata 4:57 0a 0b"],
    ],
    [
      "a value that cannot be read",
      `${HEAD}records:\n  - {type: MX, value: x mx.example.net}\n  - {type: A, value: " 192.0.2.256"}\n  - {type: TLSA, usage: 3, selector: 1, matching: 1, certificate: 0x}\n`,
      ["rr-syntax 5:23 x", "rr-syntax 6:24 192.0.2.256", "rr-syntax 7:68 x"],
    ],
    ["the owner's name", record("name: a b, type: TXT, value: x"), ["name-syntax 4:19"]],
    ["the domain's name", 'domain: "exa_mple.com"\ndns: alidns\n', ["name-syntax 1:13 _"]],
  ];
  cases.forEach(verify);
});

test("a program's value has the program's name for a place, whatever is asked", () => {
  const [source] = parseSource("a.yaml", Buffer.from("a: [1, 'x y']\n")).sources;
  expect(source?.inside(["a", 1], 2)).toEqual({ file: "a.yaml", line: 1, column: 11 });
  expect(source?.inside(["a", 0], 2)).toEqual(source?.place(["a", 0]));
  expect(source?.inside(["a", 7], 2)).toEqual(source?.place(["a"]));
});
