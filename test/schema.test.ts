/** The files of schema/: fresh, and right about what people write. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { openLibrary } from "../src/preset/library.ts";
import { parseSource } from "../src/source/source.ts";
import { SCHEMA_FOLDER, schemaFiles } from "../tools/schema.ts";
import { ajv, faults, repository, schema } from "./json-schemas.ts";

const yamlFiles = (folder: string): string[] =>
  readdirSync(join(repository, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".yaml") && !name.startsWith("Pulumi."))
    .map((name) => join(folder, name))
    .sort();

const documents = (file: string): unknown[] =>
  parseSource(file, readFileSync(join(repository, file))).sources.map(({ value }) => value);

/** The specs among a page's YAML: `[page:line, text]`. */
function specExamples(page: string): [string, string][] {
  const text = readFileSync(join(repository, page), "utf8");
  return [...text.matchAll(/^```yaml\n(.*?)^```$/gms)]
    .filter(([, example = ""]) => /^domains?:/m.test(example))
    .map(({ index, 1: example = "" }) => [`${page}:${text.slice(0, index).split("\n").length}`, example]);
}

interface Schema {
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly definitions?: Readonly<Record<string, Schema>>;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

/** A schema and all in it, each with its path: `/key` for a key, `[]` for an item, `|` for an alternative. */
function subschemas(schema: Schema, path = ""): [string, Schema][] {
  const {
    properties = {},
    definitions = {},
    items,
    additionalProperties: more,
    anyOf = [],
    oneOf = [],
  } = schema;
  const below: [string, Schema][] = [
    ...Object.entries(definitions).map(([name, sub]): [string, Schema] => [`${path}{${name}}`, sub]),
    ...Object.entries(properties).map(([key, sub]): [string, Schema] => [`${path}/${key}`, sub]),
    ...[...anyOf, ...oneOf].map((sub): [string, Schema] => [`${path}|`, sub]),
    ...(items === undefined ? [] : [[`${path}[]`, items] as [string, Schema]]),
    ...(typeof more === "object" ? [[`${path}{}`, more] as [string, Schema]] : []),
  ];
  return [[path, schema], ...below.flatMap(([at, sub]) => subschemas(sub, at))];
}

describe("schema/", () => {
  test("holds what `npm run generate` makes, and nothing else", () => {
    const found = readdirSync(SCHEMA_FOLDER).map((name) => [
      name,
      readFileSync(join(SCHEMA_FOLDER, name), "utf8"),
    ]);
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(schemaFiles()));
  });
});

describe("what people write", () => {
  const spec = schema("spec");
  const defaults = schema("defaults");
  const preset = schema("preset");

  test.each(yamlFiles("stacks"))("%s is valid", (file) => {
    const validate = file.endsWith("/defaults.yaml") ? defaults : spec;
    const found = documents(file);
    expect(found).not.toEqual([]);
    for (const value of found) expect(faults(validate, value)).toEqual([]);
  });

  test.each(yamlFiles("providers"))("%s is valid", (file) => {
    expect(documents(file).flatMap((value) => faults(preset, value))).toEqual([]);
  });

  test.each([
    ["a mistyped preset", { domain: "example.com", mailbox: "tencent-exmial" }],
    ["a mistyped preset in a map", { domain: "example.com", senders: [{ provider: "sendgird" }] }],
    ["an unknown key", { domain: "example.com", mailboxx: "tencent-exmail" }],
    ["an unknown cloud", { domain: "example.com", dns: "aws" }],
    ["no domain", { mailbox: "tencent-exmail" }],
    ["domain and domains", { domain: "example.com", domains: ["example.org"] }],
    ["an unknown mode", { domain: "example.com", mode: "park" }],
    ["an unknown profile", { domain: "example.com", profile: "lax" }],
    ["an unknown check", { domain: "example.com", waive: [{ check: "mx-presnt", reason: "x" }] }],
    ["an unknown record type", { domain: "example.com", records: [{ type: "PTRX", value: "x" }] }],
    ["an unknown policy", { domain: "example.com", dmarc: { policy: "rejct" } }],
    ["a number for a text", { domain: "example.com", dkim: [{ selector: 1000, key: "MIIB" }] }],
  ])("%s is marked in an editor", (_, value) => {
    expect(spec(value)).toBe(false);
  });

  const pages = [
    "README.md",
    ...readdirSync(join(repository, "docs"), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".md"))
      .map((name) => `docs/${name}`),
  ];
  // the examples of docs/checks.md are run by the checks' own tests, and half of them are to fail
  const examples = pages.filter((page) => page !== "docs/checks.md").flatMap(specExamples);

  test("the pages have spec examples", () => {
    expect(examples.length).toBeGreaterThan(10);
  });

  test.each(examples)("the example of %s is valid", (_, text) => {
    const { sources } = parseSource("example.yaml", Buffer.from(text));
    expect(sources.flatMap(({ value }) => faults(spec, value))).toEqual([]);
  });

  test("every id and variant is completed", () => {
    for (const id of openLibrary().ids()) {
      expect(faults(spec, { domain: "example.com", mailbox: id, senders: [{ provider: id }] })).toEqual([]);
    }
  });
});

describe("what an editor tells", () => {
  const read = (name: string): Schema =>
    JSON.parse(readFileSync(join(SCHEMA_FOLDER, `${name}.schema.json`), "utf8"));
  const mute = (schema: Schema): string[] =>
    subschemas(schema)
      .filter(([path, { description = "" }]) => /\/[^[|{]+$/.test(path) && !/\w/.test(description))
      .map(([path]) => path);

  // keys of records in a preset are those of records in a spec
  const described = [
    "spec",
    "defaults",
    "check",
    "zone",
    "plan",
    "drift",
    "spf",
    "providers",
    "provider",
    "detect",
    "providers-lint",
  ];
  test.each(described)("every key of %s is described", (name) => {
    expect(mute(read(name))).toEqual([]);
  });

  test("a key without description is found, so the rule can fail", () => {
    const deep: Schema = { anyOf: [{}, { items: { properties: { lost: {} } } }] };
    expect(mute({ properties: { told: { description: "x", ...deep } } })).toEqual(["/told|[]/lost"]);
  });

  const withExamples = ["spec", "defaults"].flatMap((name) =>
    subschemas(read(name)).flatMap(([path, sub]) =>
      (sub.examples ?? []).map((example) => [`${name} ${path}`, example, sub] as const),
    ),
  );
  test.each(withExamples)("the example of %s is valid: %j", (_, example, sub) => {
    expect(faults(ajv.compile(sub), example)).toEqual([]);
  });
});
