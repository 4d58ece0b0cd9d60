/** The files of schema/ are right about what the commands print. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { openLibrary } from "../../src/preset/library.ts";
import { providerJson } from "../../src/report/json.ts";
import { faults, repository, schema } from "../json-schemas.ts";

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
