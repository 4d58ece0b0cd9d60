/** The files of schema/: fresh, right about what people write, and right about what the commands print. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Ajv, type ValidateFunction } from "ajv";
import { openLibrary } from "../src/preset/library.ts";
import { providerJson } from "../src/report/json.ts";
import { parseSource } from "../src/source/source.ts";
import { SCHEMA_FOLDER, schemaFiles } from "../tools/schema.ts";

const repository = join(import.meta.dirname, "..");
const ajv = new Ajv({ allErrors: true, validateFormats: false, allowUnionTypes: true });

/** The schema as it lies in the folder, not as the generator would make it. */
const schema = (name: string): ValidateFunction =>
  ajv.compile(JSON.parse(readFileSync(join(SCHEMA_FOLDER, `${name}.schema.json`), "utf8")));

/** What is wrong with a value by a schema; empty when it is valid. */
function faults(validate: ValidateFunction, value: unknown): string[] {
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath || "/"} ${message}`);
}

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

describe("what the commands print", () => {
  const folder = mkdtempSync(join(tmpdir(), "mailzone-schema-"));
  beforeAll(() => {
    const lines = ["domain: example.com", "dns: cloudflare", "mailbox: tencent-exmail", "records:"];
    const clash = ["  - {name: mail, type: A, value: 192.0.2.1}", "  - {name: x, type: MX, value: 0 y}", ""];
    writeFileSync(join(folder, "broken.yaml"), [...lines, ...clash].join("\n"));
    const zone = "$ORIGIN example.com.\n@ MX 5 mxbiz1.qq.com.\n@ MX 9 mx.example.net.\n";
    writeFileSync(join(folder, "found.zone"), zone);
    writeFileSync(join(folder, "broken.zone"), `${zone}@ MX x\n`);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const sound = join(repository, "stacks");
  test.each([
    ["check", 0, ["check", sound]],
    ["check", 1, ["check", "broken.yaml"]],
    ["zone", 0, ["zone", sound]],
    ["zone", 1, ["zone", "broken.yaml"]],
    ["plan", 0, ["plan", sound]],
    ["spf", 0, ["spf", sound]],
    ["providers", 0, ["providers"]],
    ["provider", 0, ["providers", "tencent-exmail"]],
    ["detect", 0, ["detect", "found.zone"]],
    ["detect", 1, ["detect", "broken.zone"]],
    ["providers-lint", 0, ["providers", "lint", join(repository, "providers/parked-domain.yaml")]],
    ["providers-lint", 1, ["providers", "lint", "broken.yaml"]],
    ["provider", 0, ["providers", "tencent-exmail-overseas"]],
  ])("%s.schema.json describes a document of exit code %d", (name, code, words) => {
    const cli = join(repository, "src/cli/main.ts");
    const run = spawnSync(process.execPath, [cli, ...words, "--format", "json"], {
      cwd: folder,
      encoding: "utf8",
    });
    expect(run).toMatchObject({ status: code });
    expect(faults(schema(name), JSON.parse(run.stdout))).toEqual([]);
  });

  test("provider.schema.json describes every preset", () => {
    const validate = schema("provider");
    for (const preset of openLibrary().presets()) expect(faults(validate, providerJson(preset))).toEqual([]);
  });
});
