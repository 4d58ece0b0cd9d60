/** What is read of octoDNS and dnscontrol: the same records as in a zone file, and what cannot be read is said with its place. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { readScript, readTable } from "../../src/import/dnscontrol.ts";
import { readOctodns } from "../../src/import/octodns.ts";
import { zonesOfFile } from "../../src/import/zone-file.ts";
import { parseSource } from "../../src/source/source.ts";
import { printRdata, type Rdata } from "../../src/zone/rdata.ts";
import { readZoneFile } from "../../src/zone/read-zone-file.ts";

const ZONE = "example.com.";
const fixture = (name: string): string => readFileSync(join(import.meta.dirname, "fixtures", name), "utf8");

interface Read {
  readonly records: readonly {
    readonly name: string;
    readonly ttl: number | undefined;
    readonly data: Rdata;
  }[];
  readonly others: readonly { readonly name: string; readonly type: string }[];
  readonly findings: readonly { readonly message: string }[];
}

const lines = ({ records, others }: Read): string[] =>
  [
    ...records
      .filter(({ name, data }) => name !== ZONE || data.type !== "NS")
      .map(({ name, ttl, data }) => `${name} ${ttl} ${data.type} ${printRdata(data)}`),
    ...others.map(({ name, type }) => `${name} ${type}`),
  ].sort();

const bind = readZoneFile(
  "z",
  readFileSync(join(import.meta.dirname, "../zone/exports/bind-full.zone"), "utf8"),
);

const octodns = (text: string): Read => {
  const { sources, findings } = parseSource("example.com.yaml", Buffer.from(text));
  const parts = sources.map((source) => readOctodns(source, ZONE));
  return {
    records: parts.flatMap(({ records }) => records),
    others: parts.flatMap(({ others }) => others),
    findings: [...findings, ...parts.flatMap((one) => one.findings)],
  };
};

describe("one zone in every form has the same records", () => {
  const forms: [string, () => Read][] = [
    ["octoDNS, written by octodns-dump", () => octodns(fixture("octodns/example.com.yaml"))],
    ["dnscontrol, js", () => only(readScript("f", fixture("dnscontrol/dnsconfig.js")))],
    ["dnscontrol, djs", () => only(readScript("f", fixture("dnscontrol/commas.js")))],
    ["dnscontrol, tsv", () => only(readTable("f", fixture("dnscontrol/zones.tsv")))],
  ];
  test.each(forms)("%s", (_, read) => {
    const found = read();
    expect(found.findings).toEqual([]);
    expect(lines(found)).toEqual(lines({ ...bind, others: bind.others }));
  });
});

function only({ zones, findings }: ReturnType<typeof readScript>): Read {
  expect(zones.map(({ zone }) => zone)).toEqual([ZONE]);
  expect(findings).toEqual([]);
  return zones[0] as Read;
}

describe("a script is read, and never run", () => {
  const cases: [title: string, body: string, records: number, messages: RegExp[]][] = [
    ["variables", 'A("@", ADDRESS)', 0, [/neither a text nor a number/]],
    ["a function of its own", "mailOf('x')", 0, [/not a record with its values/]],
    ["a call that would do harm", 'A("@", process.exit(1))', 0, [/neither a text nor a number/]],
    ["a spread", "...COMMON", 0, [/not a record with its values/]],
    ["a builder", 'SPF_BUILDER({label: "@"})', 0, [/no name that is a text/]],
    ["a value that is none", 'MX("@", "ten", "mx.example.net.")', 0, [/MX value cannot be read: "ten"/]],
    ["a TTL that is none", 'A("@", "192.0.2.1", TTL("1h"))', 0, [/TTL of the A record is not a number/]],
    ["strings of one TXT", 'TXT("@", ["ab", "c"])', 1, []],
    ["a template without expressions", 'TXT("@", `ab`)', 1, []],
    ["a template with one", `TXT("@", \`a\${b}\`)`, 0, [/neither a text nor a number/]],
    ["a proxied record", 'A("@", "192.0.2.1", CF_PROXY_ON)', 1, []],
    ["a relative target", 'MX("@", 10, "mx")', 1, []],
    ["a default TTL that is none", 'DefaultTTL("1h")', 0, [/default TTL is not a number/]],
    ["no default TTL at all", "DefaultTTL()", 0, [/default TTL is not a number/]],
    ["a critical CAA", 'CAA("@", "issue", "ca.example.net", CAA_CRITICAL)', 1, []],
    ["a CAA without a value", 'CAA("@")', 0, [/CAA value cannot be read/]],
    ["a list with a hole", 'TXT("@", ["ab", , "c"])', 0, [/neither a text nor a number/]],
    ["a list with a number", 'TXT("@", ["ab", 1])', 0, [/neither a text nor a number/]],
    ["metadata, which says nothing of records", "{}", 0, []],
    ["metadata that may say something", '{no_ns: "true"}', 0, [/not a record with its values/]],
  ];
  test.each(cases)("%s", (_, body, records, messages) => {
    const { zones } = readScript("f.js", `D("example.com", REG,\n  DnsProvider(X),\n  ${body},\n);`);
    expect(zones[0]?.records).toHaveLength(records);
    expect(zones[0]?.findings.map(({ message }) => message)).toEqual(
      messages.map((one) => expect.stringMatching(one)),
    );
    for (const { place } of zones[0]?.findings ?? [])
      expect(place).toMatchObject({ file: "f.js", line: 3, column: 3 });
  });

  test("several domains of one file; what is not JavaScript has its place", () => {
    const two = readScript("f.js", 'D("a.example", R, MX("@", 1, "m.x."));\nD("b.example", R, END);');
    expect(two.zones.map(({ zone, records }) => [zone, records.length])).toEqual([
      ["a.example.", 1],
      ["b.example.", 0],
    ]);
    // what may hold records besides
    for (const more of [
      'D_EXTEND("a.example", A("x", "192.0.2.1"));',
      "for (;;) D(x);",
      "DEFAULTS(DefaultTTL(60));",
    ])
      expect(readScript("f.js", `var R = NewRegistrar("none");\n${more}`).findings).toMatchObject([
        { message: expect.stringContaining("not a domain with its records"), place: { line: 2, column: 1 } },
      ]);
    expect(readScript("f.js", "D(").findings).toMatchObject([{ place: { line: 1, column: 3 } }]);
    expect(readScript("f.js", "D();").findings).toMatchObject([
      { message: expect.stringContaining("not a text") },
    ]);
    expect(readScript("f.js", "D(name, R);").findings).toMatchObject([
      { message: expect.stringContaining("not a text") },
    ]);
  });
});

describe("lines of a table", () => {
  test.each([
    ["a name that does not end with its zone", "www.example.com\tweb\t300\tIN\tA\t192.0.2.1"],
    ["no TTL", "example.com\t@\t\tIN\tA\t192.0.2.1"],
    ["spaces for tabs", "example.com @ 300 IN A 192.0.2.1"],
    ["no name", "\t@\t300\tIN\tA\t192.0.2.1"],
  ])("%s: told with the line", (_, line) => {
    const { findings } = readTable("f.tsv", `\n${line}\n`);
    expect(findings).toMatchObject([{ code: "import-source", place: { file: "f.tsv", line: 2 } }]);
  });

  test("data that is none; the proxy", () => {
    const { zones } = readTable(
      "f.tsv",
      "example.com\t@\t300\tIN\tA\tno\nexample.com\t@\t300\tIN\tA\t192.0.2.1\tcloudflare_proxy=true\n",
    );
    expect(zones[0]?.findings).toMatchObject([{ place: { line: 1 } }]);
    expect(zones[0]?.records).toMatchObject([{ besides: "proxied" }]);
  });
});

describe("octoDNS", () => {
  const cases: [title: string, text: string, read: Partial<Read>][] = [
    ["is no map", "- a\n", { findings: [{ message: expect.stringContaining("not a map") as never }] }],
    [
      "a record without a type",
      "www: {value: 192.0.2.1}\n",
      { findings: [{ message: expect.stringContaining("no type") as never }] },
    ],
    [
      "a value that is no text",
      "www: {type: TXT, value: {a: b}}\n",
      { records: [], findings: [{ message: expect.stringContaining("not a text") as never }] },
    ],
    [
      "a TTL that is no number",
      "www: {type: TXT, ttl: 1h, value: x}\n",
      { records: [], findings: [{ message: expect.stringContaining("TTL is not a number") as never }] },
    ],
    [
      "a value that is none",
      "www: {type: A, value: no}\n",
      { findings: [{ message: expect.stringContaining("not an IPv4 address") as never }] },
    ],
    [
      "an ignored record",
      "www: {type: A, value: 192.0.2.1, octodns: {ignored: true}}\n",
      { others: [{ name: "www.example.com.", type: "A" }] },
    ],
    [
      "answers by place",
      "www: {type: A, value: 192.0.2.1, geo: {AF: [192.0.2.2]}}\n",
      { others: [{ name: "www.example.com.", type: "A" }] },
    ],
    [
      "a type of its own",
      "'': {type: ALIAS, value: www.example.net.}\n",
      { others: [{ name: ZONE, type: "ALIAS" }] },
    ],
    [
      "MX in the old form",
      "'': {type: MX, values: [{priority: 5, value: mx.example.net.}]}\n",
      {
        records: [
          { name: ZONE, ttl: 3600, data: { type: "MX", preference: 5, exchange: "mx.example.net." } },
        ],
      },
    ],
    [
      "semicolons with a backslash",
      "x: {type: TXT, ttl: 60, value: 'a\\; b'}\n",
      { records: [{ name: "x.example.com.", ttl: 60, data: { type: "TXT", text: "a; b" } }] },
    ],
    ["an empty file", "", { records: [], others: [], findings: [] }],
    [
      "an item that is a text",
      "www: [x]\n",
      { findings: [{ message: expect.stringContaining("no type") as never }] },
    ],
    [
      "a proxied record, and one that is not",
      "www: {type: A, value: 192.0.2.1, octodns: {cloudflare: {proxied: true}}}\nx: {type: A, value: 192.0.2.2, octodns: {cloudflare: {proxied: false}}}\n",
      {
        records: [
          expect.objectContaining({ besides: "proxied" }),
          expect.not.objectContaining({ besides: "proxied" }),
        ] as never,
      },
    ],
    [
      "a record without a value, and one of no value",
      "www: {type: A}\nx: {type: A, values: [null]}\n",
      { records: [], others: [], findings: [] },
    ],
    [
      "an SRV that lacks a field",
      "_x._tcp: {type: SRV, value: {priority: 0, weight: 0, target: a.example.net.}}\n",
      { records: [], findings: [{ message: expect.stringContaining("SRV value cannot be read") as never }] },
    ],
    [
      "a map where a text is usual",
      "www: {type: A, value: {value: 192.0.2.1}}\n",
      { records: [{ name: "www.example.com.", ttl: 3600, data: { type: "A", address: "192.0.2.1" } }] },
    ],
    [
      "a CAA without a value",
      "'': {type: CAA, value: {flags: 0, tag: issue}}\n",
      {
        records: [
          expect.objectContaining({ data: { type: "CAA", flags: 0, tag: "issue", value: "" } }) as never,
        ],
      },
    ],
  ];
  test.each(cases)("%s", (_, text, read) => {
    expect(octodns(text)).toMatchObject(read);
  });
});

describe("a zone file", () => {
  const zones = (text: string) => zonesOfFile("f.zone", { ...readZoneFile("f.zone", text), zone: ZONE });

  test("with several $ORIGIN and no SOA is several zones", () => {
    const read = zones(
      "$ORIGIN example.com.\n@ 60 MX 1 a.b.\n$ORIGIN sub.example.com.\nx 60 A 192.0.2.1\n$ORIGIN example.net.\n@ 60 MX 2 c.d.\n",
    );
    expect(read.map(({ zone, records }) => [zone, records.map(({ name }) => name)])).toEqual([
      ["example.com.", ["example.com.", "x.sub.example.com."]],
      ["example.net.", ["example.net."]],
    ]);
  });

  test("leaves signatures to its server, and names other types", () => {
    const [read] = zones(
      "$ORIGIN example.com.\n@ 60 RRSIG A 8 2 60 20300101000000 20200101000000 1 example.com. AAAA\n@ 60 LOC 0 0 0 N 0 0 0 E 0\n",
    );
    expect(read?.others).toEqual([
      { name: ZONE, type: "LOC", why: "is of the type LOC, which specs do not have" },
    ]);
  });

  test("says which records are in no zone of it", () => {
    const [read] = zones("$ORIGIN example.com.\n@ 60 MX 1 a.b.\nwww.example.net. 60 A 192.0.2.1\n");
    expect(read?.findings).toMatchObject([{ severity: "warning", place: { line: 3 } }]);
  });
});
