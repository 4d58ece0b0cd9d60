/** A template made into a preset of one's own. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { nativeId, nativePreset } from "../../../src/preset/domain-connect/native.ts";
import { presetText } from "../../../src/preset/domain-connect/preset-text.ts";
import { readTemplate, type TemplateFile } from "../../../src/preset/domain-connect/read-template.ts";
import { expand } from "../../../src/preset/expand.ts";
import { openLibrary } from "../../../src/preset/library.ts";
import { presetSchema } from "../../../src/preset/schema.ts";
import { parseSource } from "../../../src/source/source.ts";
import { Texts } from "../../../src/source/texts.ts";
import { parseSpecs } from "../../../src/spec/read.ts";
import { validate } from "../../../src/spec/validate.ts";
import { printRdata } from "../../../src/zone/rdata.ts";
import { CASES } from "./cases.ts";
import { FOLDER } from "./use.ts";

describe("as a preset of one's own", () => {
  const file = (template: string): TemplateFile => {
    const path = join(import.meta.dirname, "../fixtures/domain-connect", `${template}.json`);
    const { file: read } = readTemplate(`${FOLDER}/${template}.json`, readFileSync(path), new Texts());
    if (read === undefined) throw new Error(template);
    return read;
  };
  const folder = mkdtempSync(join(tmpdir(), "mailzone-presets-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const lines = (text: string, library = openLibrary()): string[] => {
    const [spec] = parseSpecs(`${FOLDER}/f.yaml`, Buffer.from(text), undefined).specs;
    if (spec === undefined) throw new Error(text);
    return expand(spec, library)
      .domain.records.map(({ name, data }) => `${name} ${data.type} ${printRdata(data)}`)
      .sort();
  };

  const published = CASES.filter(([, , , , { as = "mailbox" } = {}]) => as !== "gateway").map(
    ([rule, use, , , setting = {}], i) => [`${use.template}: ${rule}`, use, setting, i] as const,
  );
  test.each(published)("it passes the schema and publishes the same: %s", (_, use, setting, i) => {
    const template = file(use.template);
    const id = `${nativeId(template.template)}-${i}`;
    const native = nativePreset(template, id);
    const text = presetText(native.preset, "preset.schema.json", native.review);
    const [source] = parseSource("p.yaml", Buffer.from(text)).sources;
    const validated = source && validate(presetSchema, source, "preset");
    expect(validated?.findings).toEqual([]);
    expect(validated?.value).toEqual(native.preset);
    writeFileSync(join(folder, `${id}.yaml`), text);

    const names = new Map(native.renamed.map(({ variable, parameter }) => [variable, parameter]));
    const parameters = Object.entries(use.with ?? {}).flatMap(([name, value]) => {
      const parameter = names.get(name) ?? name;
      return Object.hasOwn(native.preset.parameters, parameter) ? [[parameter, value]] : [];
    });
    const all = new Set(template.template.records.flatMap(({ groupId }) => groupId ?? []));
    const groups = [...all].map((group) => [group, use.groups === undefined || use.groups.includes(group)]);
    const role = native.preset.kind === "sender" ? "senders" : "mailbox";
    const spec = (what: object): string =>
      [
        `${role}: ${JSON.stringify(role === "senders" ? [what] : what)}`,
        `domain: ${setting.domain ?? "example.com"}`,
        "zone: example.com",
        "dns: cloudflare",
        "mode: mail",
      ].join("\n");
    const { template: name, ...rest } = use;
    const direct = lines(spec({ template: `${name}.json`, ...rest }));
    const asPreset = spec({
      provider: id,
      with: Object.fromEntries(parameters),
      groups: Object.fromEntries(groups),
    });
    expect(lines(asPreset, openLibrary(folder))).toEqual(direct);
  });

  test("alternatives are optional; parameters that a customer cannot do without are required", () => {
    const { preset, review } = nativePreset(file("alternatives"), "x");
    expect(preset.records.map(({ group, need }) => `${group} ${need}`)).toEqual([
      "mx1 required",
      "mx2 required",
      "dkim-txt optional",
      "dkim-cname optional",
      "spf required",
    ]);
    expect(Object.values(preset.parameters).map(({ required }) => required)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(review.join("\n")).toMatch(/groups dkim-cname, dkim-txt: some are alternatives/);
  });

  test("the head says what is known, and the conflicts what the records do not", () => {
    const { id, title, vendor, kind, conflicts, sources } = nativePreset(
      file("mail"),
      nativeId(file("mail").template),
    ).preset;
    expect({ id, title, vendor, kind, conflicts, sources }).toEqual({
      id: "mail-example-net-mail",
      title: "Example Mail for teams",
      vendor: "Example Mail",
      kind: "mailbox",
      conflicts: [],
      sources: [{ kind: "domain-connect-template", ref: "mail.json, published by Example Mail" }],
    });
    expect(nativePreset(file("apex-cname"), "x").preset.conflicts).toEqual(["subdomain-required"]);
    expect(nativePreset(file("raw-spf"), "x").preset.conflicts).toEqual(["spf-redirect"]);
    expect(nativePreset(file("alternatives"), "x").preset.conflicts).toEqual([]);
  });
});
