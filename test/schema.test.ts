/** The files of schema/: fresh, right about what people write, and right about what the commands print. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Ajv, type ValidateFunction } from "ajv";
import { openLibrary } from "../src/preset/library.ts";
import { providerJson } from "../src/report/json.ts";
import { parseSource } from "../src/source.ts";
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

describe("schema/", () => {
  test("holds what `npm run schema` makes, and nothing else", () => {
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
    ["a number for a text", { domain: "example.com", dkim: [{ selector: 1000, key: "MIIB" }] }],
  ])("%s is marked in an editor", (_, value) => {
    expect(spec(value)).toBe(false);
  });

  test("every id and variant is completed", () => {
    for (const id of openLibrary().ids()) {
      expect(faults(spec, { domain: "example.com", mailbox: id, senders: [{ provider: id }] })).toEqual([]);
    }
  });
});

describe("what the commands print", () => {
  const folder = mkdtempSync(join(tmpdir(), "mailzone-schema-"));
  beforeAll(() => {
    const lines = ["domain: example.com", "dns: cloudflare", "mailbox: tencent-exmail", "records:"];
    const clash = ["  - {name: mail, type: A, value: 192.0.2.1}", "  - {name: x, type: MX, value: 0 y}", ""];
    writeFileSync(join(folder, "broken.yaml"), [...lines, ...clash].join("\n"));
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
