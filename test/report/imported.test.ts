/** What `mailzone import` made of zones, as a table and as JSON: every record is counted once, and no line is too wide. */
import { describe, expect, test } from "@jest/globals";
import type { Reproduction } from "../../src/import/reproduce.ts";
import type { Inexpressible, SourceRecord } from "../../src/import/source-zone.ts";
import { loadText } from "../../src/pipeline.ts";
import {
  type Imported,
  type ImportRun,
  importDocument,
  importJson,
  printImport,
} from "../../src/report/imported.ts";
import { printSpec } from "../../src/spec/print.ts";
import { readZoneFile } from "../../src/zone/read-zone-file.ts";
import { importedZone } from "../import/proof.ts";
import { faults, schema } from "../json-schemas.ts";
import { expectGolden } from "../zone/golden.ts";

/** The zone as it is imported, with what is found in its specs. */
function zone(name: string, lines: readonly string[], more: readonly Inexpressible[] = []): Imported[] {
  const { records } = readZoneFile("z", `$ORIGIN ${name}\n$TTL 3600\n${lines.join("\n")}\n`);
  const besides = (one: SourceRecord): SourceRecord =>
    one.name.startsWith("mail.") ? { ...one, besides: "proxied" } : one;
  const source = {
    zone: name,
    from: `${name}zone`,
    records: records.map(besides),
    others: more,
    findings: [],
  };
  return importedZone({ ...source, dns: "cloudflare" }).map((reproduction) => {
    const spec = reproduction.draft === undefined ? undefined : printSpec(reproduction.draft);
    const file = `stacks/prod/${name.slice(0, -1)}.yaml`;
    return {
      reproduction,
      spec,
      file: spec === undefined ? undefined : file,
      findings: spec === undefined ? [] : loadText(file, spec).findings,
    };
  });
}

const run = (domains: readonly Imported[], more: Partial<ImportRun> = {}): ImportRun => ({
  domains,
  defaults: undefined,
  skipped: [],
  findings: [],
  ...more,
});

const EXMAIL = [
  "@ MX 5 mxbiz1.qq.com.",
  "@ 600 MX 10 mxbiz2.qq.com.",
  '@ TXT "v=spf1 include:spf.mail.qq.com ~all"',
];

const [MADE] = zone("made.example.", EXMAIL) as [Imported];
const made = (name: string, more: Partial<Reproduction>, spec: string | undefined = "x"): Imported => ({
  reproduction: { ...MADE.reproduction, domain: name, zone: name, left: [], rewritten: [], ...more },
  spec,
  file: undefined,
  findings: [],
});
const named = (id: string): Reproduction["services"][number] => ({
  ...(MADE.reproduction.services[0] as Reproduction["services"][number]),
  id,
});

const HOSTS = Array.from({ length: 21 }, (_, i) => `h${i} A 192.0.2.${i + 1}`);

const RUNS: Readonly<Record<string, ImportRun>> = {
  "no zone at all": run([], { skipped: ["notes.txt"] }),
  "all is as it was": run(zone("example.com.", ["@ MX 10 mx", "mx A 192.0.2.1", '@ TXT "v=spf1 mx -all"'])),
  "a zone without mail, and one with everything": run(
    [
      ...zone("web.example.", ["@ A 192.0.2.1", "www CNAME @"]),
      ...zone(
        "example.com.",
        [
          ...EXMAIL,
          "mail CNAME exmail.qq.com.",
          "@ A 192.0.2.1",
          '_dmarc TXT "v=DMARC1;p=none; rua=mailto:d@example.com"',
          "shop MX 10 mx.shop.example.",
        ],
        [{ name: "x.example.com.", type: "HINFO", why: "is of the type HINFO, which specs do not have" }],
      ),
    ],
    { skipped: ["a.txt", "b.txt", "c.txt", "d.txt", "e.txt", "f.txt", "g\u001b[31m.txt"] },
  ),
  "more than twenty records are told as numbers": run([
    ...zone("example.com.", [...EXMAIL, ...HOSTS]),
    ...zone("example.net.", [...EXMAIL, "one A 192.0.2.1"]),
    made("example.org.", {
      rewritten: Array.from({ length: 30 }, (_, i) => ({
        name: `n${i}.example.org.`,
        type: "MX",
        what: (["ttl", "text", "besides", "ttl"] as const)[i % 4] ?? "ttl",
        found: "1",
        written: "2",
      })),
    }),
  ]),
  "more than twenty reasons": run([
    made("example.com.", {
      left: Array.from({ length: 23 }, (_, i) => ({
        name: `n${i}.example.com.`,
        type: `TYPE${i}`,
        why: `is of the type TYPE${i}, which specs do not have`,
      })),
    }),
  ]),
  "names that are long, odd, or in another script": run([
    made(`${"long-label.".repeat(8)}example.`, {
      services: ["alibaba-mail-enterprise", "sendgrid", "mailchimp", "amazon-ses", "mailgun", "postmark"].map(
        named,
      ),
    }),
    made("xn--bcher-kva.example.", { services: [] }),
    made("example.net.", {
      services: [named("x".repeat(90))],
      left: [
        { name: "a b\u202e.example.net.", type: "TXT", why: "has a name that no spec can write".repeat(3) },
      ],
      rewritten: [
        {
          name: `${"y".repeat(60)}.example.net.`,
          type: "TXT",
          what: "text",
          found: '"a"',
          written: `"${"😀".repeat(70)}"`,
        },
      ],
    }),
  ]),
};

describe("as text", () => {
  test("a row for each domain, then what is different, and why records were left", () => {
    const shown = Object.entries(RUNS).map(([name, of]) => `# ${name}\n\n${printImport(of)}`);
    expectGolden(new URL("imported.golden.txt", import.meta.url), shown.join("\n"));
  });

  test.each(Object.entries(RUNS))(
    "%s: no line is wider than 100 columns, and none ends in blanks",
    (_, of) => {
      for (const line of printImport(of).split("\n")) {
        expect(line.length).toBeLessThanOrEqual(100);
        expect(line).toBe(line.trimEnd());
      }
    },
  );

  test.each(Object.entries(RUNS))("%s: the numbers of records that were left add up", (_, of) => {
    const [, left = ""] = printImport(of).split("left where they are:\n");
    const counts = [...(left.split("\n\n")[0] ?? "").matchAll(/^ {2}(\d+) records? /gm)].map(([, n]) =>
      Number(n),
    );
    const all = of.domains.flatMap((one) => one.reproduction.left).length;
    if (counts.length > 0) expect(counts.reduce((sum, n) => sum + n, 0)).toBe(all);
    else expect(left.split("\n\n")[0]?.match(/^ {2}\S/gm)?.length ?? 0).toBe(all);
  });
});

describe("as JSON", () => {
  const validate = schema("import");

  test.each(Object.entries(RUNS))("%s: fits its schema, and the counts are those of the domains", (_, of) => {
    const document = importJson(of);
    expect(importDocument.parse(document)).toEqual(document);
    expect(faults(validate, document)).toEqual([]);
    const { domains, specs, taken, left } = document.summary;
    expect(document.domains).toHaveLength(domains);
    expect(document.domains.filter(({ spec }) => spec !== null)).toHaveLength(specs);
    expect(document.domains.flatMap((one) => one.taken)).toHaveLength(taken);
    expect(document.domains.flatMap((one) => one.left)).toHaveLength(left);
  });

  test("names are relative to the zone, data is as in a zone file", () => {
    const [web, whole] = importJson(
      RUNS["a zone without mail, and one with everything"] as ImportRun,
    ).domains;
    expect(web).toMatchObject({ domain: "web.example", spec: null, file: null, services: [], taken: [] });
    expect(whole).toMatchObject({
      domain: "example.com",
      zone: "example.com",
      from: "example.com.zone",
      file: "stacks/prod/example.com.yaml",
      services: [{ id: "tencent-exmail", role: "mailbox" }],
      taken: expect.arrayContaining([{ name: "@", type: "MX", data: "5 mxbiz1.qq.com." }]),
      left: expect.arrayContaining([
        { name: "x", type: "HINFO", why: "is of the type HINFO, which specs do not have" },
      ]),
      rewritten: expect.arrayContaining([
        { name: "@", type: "MX", what: "ttl", found: "600", written: "3600" },
        { name: "mail", type: "CNAME", what: "besides", found: "proxied", written: "" },
      ]),
    });
  });

  test("only findings that are severe enough are shown, but all are counted, and those of the sources too", () => {
    const finding = (severity: "error" | "warning" | "info") =>
      ({ code: "import-source", severity, message: severity }) as const;
    const of = run([{ ...made("example.com.", {}), findings: [finding("warning"), finding("info")] }], {
      findings: [finding("error"), finding("info")],
      defaults: { text: "dns: route53\n", file: undefined },
      skipped: ["a.txt"],
    });
    const shown = importJson(of, "warning");
    expect([shown.findings, shown.domains[0]?.findings]).toMatchObject([
      [{ severity: "error" }],
      [{ severity: "warning" }],
    ]);
    expect(shown).toMatchObject({
      defaults: "dns: route53\n",
      skipped: ["a.txt"],
      summary: { errors: 1, warnings: 1 },
    });
    expect(faults(validate, { ...shown, skipped: null })).not.toEqual([]);
  });
});
