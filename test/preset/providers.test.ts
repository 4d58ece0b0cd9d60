/** The files in `providers/`, checked without the code that expands them. */
import { describe, expect, test } from "@jest/globals";
import { distance } from "fastest-levenshtein";
import { parseDocument } from "yaml";
import { openLibrary } from "../../src/preset/library.ts";
import { type PresetInput, presetSchema } from "../../src/preset/schema.ts";
import {
  BUILT_IN,
  definition,
  examples,
  expand,
  ids,
  type PresetRecord,
  placeholders,
  preset,
  resolve,
  situations,
  takes,
  templates,
  textOf,
  used,
} from "./own-expansion.ts";

const library = openLibrary();

/** What the names of a preset's records alone say of its conflicts, where nothing is chosen. */
function conflictsShown({ records, parameters }: PresetInput): string[] {
  const cnames = records.filter(
    ({ type, when = {} }) =>
      type === "CNAME" && Object.entries(when).every(([name, value]) => parameters[name]?.default === value),
  );
  const shown: [conflict: string, PresetRecord[]][] = [
    ["cname-dkim", cnames.filter(({ group }) => group === "dkim")],
    ["cname-dmarc", cnames.filter(({ name }) => name === "_dmarc")],
    ["cname-mta-sts", cnames.filter(({ name }) => name === "_mta-sts")],
    ["cname-return-path", cnames.filter(({ group }) => group === "return-path")],
    ["mx-exclusive", records.filter(({ type, name }) => type === "MX" && name === "@")],
  ];
  return shown.flatMap(([conflict, those]) => (those.length > 0 ? [conflict] : []));
}

/** Parameters for which the web address of a console is a value, or is told from one by a check. */
const TAKES_ADDRESSES: ReadonlySet<string> = new Set(["spf_mechanisms", "tlsrpt_rua"]);

test("there are as many ids as services were found in November 2026, or more", () => {
  expect(ids.flatMap((id) => [id, ...Object.keys(preset(id).variants)]).length).toBeGreaterThanOrEqual(91);
});

test("ids and variants are unique", () => {
  const all = ids.flatMap((id) => [preset(id).id, ...Object.keys(preset(id).variants)]);
  expect(all.filter((id, index) => all.indexOf(id) !== index)).toEqual([]);
});

test("no group is another's name with a slip", () => {
  const groups = new Set(ids.flatMap((id) => preset(id).records.map(({ group }) => group)));
  const long = [...groups].filter(({ length }) => length > 4);
  const alike = long.flatMap((one) =>
    long.filter((other) => one < other && distance(one, other) <= 2).map((other) => [one, other]),
  );
  expect(alike).toEqual([]);
});

describe.each(ids)("%s", (id) => {
  test("is a valid preset, named as its file, with a homepage and dated sources", () => {
    const text = textOf(id);
    expect(text.split("\n", 1)).toEqual(["# yaml-language-server: $schema=../schema/preset.schema.json"]);
    const document = parseDocument(text);
    expect([...document.errors, ...document.warnings]).toEqual([]);
    expect(presetSchema.safeParse(document.toJS()).error?.issues ?? []).toEqual([]);
    expect(preset(id).id).toBe(id);
    expect(preset(id).homepage).toMatch(/^https:/);
    for (const source of preset(id).sources) expect(source.verified).toMatch(/^\d{4}-\d\d-\d\d$/);
  });

  test("declares every placeholder and uses every parameter", () => {
    const of = preset(id);
    const declared = Object.keys(of.parameters);
    const named = [
      ...of.records.flatMap((record) => templates(record).flatMap(placeholders)),
      ...of.records.flatMap((record) => Object.keys(record.when ?? {})),
      ...Object.values(of.parameters).flatMap((parameter) => definition(parameter).names),
      ...Object.values(of.parameters).flatMap((parameter) =>
        definition(parameter).templates.flatMap(placeholders),
      ),
      ...Object.values(of.variants).flatMap((variant) => Object.keys(variant)),
    ];
    expect(named.filter((name) => !declared.includes(name) && !BUILT_IN.includes(name))).toEqual([]);
    expect(declared.filter((name) => BUILT_IN.includes(name))).toEqual([]);
    expect(declared.filter((name) => !used(of).has(name))).toEqual([]);
  });

  test("describes its parameters: where to find them, a pattern for text, an example and default it takes", () => {
    const of = preset(id);
    for (const [name, parameter] of Object.entries(of.parameters)) {
      expect([name, parameter.find]).toEqual([name, expect.any(String)]);
      if (parameter.type === "text") expect([name, parameter.pattern]).toEqual([name, expect.any(String)]);
      expect([name, parameter.choices !== undefined]).toEqual([name, parameter.type === "choice"]);
      const { example = "", default: usual } = parameter;
      expect([name, example, takes(parameter, example)]).toEqual([name, example, true]);
      if (usual !== undefined) {
        expect([name, usual, takes(parameter, usual)]).toEqual([name, usual, true]);
        expect([name, parameter.required ?? false]).toEqual([name, false]);
      }
    }
    for (const variant of Object.values(of.variants)) {
      for (const [name, value] of Object.entries(variant)) {
        expect([name, of.parameters[name]?.choices]).toEqual([name, expect.arrayContaining([value])]);
      }
    }
  });

  test("names under conflicts what no record shows, once, and has beside it what they show", () => {
    const { conflicts } = preset(id);
    const all = library.find(id)?.conflicts ?? [];
    expect(all).toEqual(expect.arrayContaining([...conflicts, ...conflictsShown(preset(id))]));
    expect(all.filter((one) => conflicts.includes(one as never))).toHaveLength(conflicts.length);
    expect(all).toEqual([...new Set(all)]);
  });

  test("refuses the web address that a console stands at, for every parameter", () => {
    const pasted = Object.entries(preset(id).parameters)
      .filter(
        ([name, parameter]) => !TAKES_ADDRESSES.has(name) && takes(parameter, "https://www.example.net/a"),
      )
      .map(([name]) => name);
    expect(pasted).toEqual([]);
  });

  test("takes what it derives, and only compares parameters with what they can be", () => {
    const of = preset(id);
    const given = examples(of);
    for (const [name, parameter] of Object.entries(of.parameters)) {
      if (parameter.derive === undefined) continue;
      const { [name]: _, ...others } = given;
      const derived = resolve(of, name, others) ?? "";
      expect([name, derived, takes(parameter, derived)]).toEqual([name, derived, true]);
    }
    for (const record of of.records) {
      for (const [name, value] of Object.entries(record.when ?? {})) {
        expect([name, of.parameters[name]?.choices]).toEqual([name, expect.arrayContaining([value])]);
      }
    }
  });

  test("has variants whose ids begin with its own, since that is how their file is found", () => {
    for (const variant of Object.keys(preset(id).variants)) expect(variant).toMatch(`${id}-`);
  });

  test("needs no optional parameter for a required record, unless a choice asks for it", () => {
    const of = preset(id);
    for (const record of of.records.filter((each) => each.need === "required" && each.when === undefined)) {
      for (const name of templates(record).flatMap(placeholders)) {
        const parameter = of.parameters[name];
        if (parameter === undefined || parameter.required) continue;
        expect([name, parameter.default ?? parameter.derive]).not.toEqual([name, undefined]);
      }
    }
  });

  test("leaves SPF to SPF records and DMARC to DMARC records, each in one text", () => {
    const of = preset(id);
    for (const record of of.records) {
      if (record.type === "TXT") expect(record.text).not.toMatch(/^\s*v=(spf1|dmarc1)/i);
      if (record.type === "TXT") expect(record.name).not.toMatch(/^_dmarc/);
      if (record.type === "SPF") {
        for (const term of record.terms) expect(term).not.toMatch(/\s|^v=|^[-~?+]?all$/i);
      }
      if (record.type === "DMARC") {
        expect(record.name).not.toMatch(/^_dmarc/);
        const [, parameter = ""] = /^\{(\w+)\}$/.exec(record.text) ?? [];
        expect(of.parameters[parameter]?.default ?? record.text).toMatch(/^v=DMARC1; p=\S.*[^\s;]$/);
      }
      for (const template of templates(record)) expect(template).toBe(template.trim());
      if (record.type !== "MX" || typeof record.preference === "number") continue;
      expect(of.parameters[record.preference.slice(1, -1)]?.type).toBe("number");
    }
  });

  test("has targets without a final dot, no record twice and no CNAME beside anything, whatever is chosen", () => {
    const of = preset(id);
    for (const given of situations(of)) {
      const lines = expand(of, given, true);
      expect(lines.filter((line) => / (CNAME|NS|MX|SRV) .*[^ ]\.$/.test(line))).toEqual([]);
      expect(lines.filter((line, index) => lines.indexOf(line) !== index)).toEqual([]);
      const owner = (line: string) => line.split(" ", 1)[0];
      const aliases = lines.filter((line) => / CNAME /.test(line)).map(owner);
      expect(aliases).not.toContain("@");
      expect(aliases.filter((name) => lines.map(owner).filter((each) => each === name).length > 1)).toEqual(
        [],
      );
    }
  });
});
