/** Where a template's file is looked for, and where it may not lie. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { loadPaths, loadSpec } from "../../../src/pipeline.ts";
import { recordsOf } from "../../spec/zone-of.ts";
import { FOLDER } from "./use.ts";

describe("where a template is", () => {
  const project = mkdtempSync(join(tmpdir(), "mailzone-project-"));
  const outside = mkdtempSync(join(tmpdir(), "mailzone-outside-"));
  afterAll(() => {
    for (const folder of [project, outside]) rmSync(folder, { recursive: true });
  });
  const write = (folder: string, path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const once = readFileSync(join(import.meta.dirname, "../fixtures/domain-connect", "once.json"), "utf8");
  write(project, "Pulumi.yaml", "name: x\n");
  write(project, "templates/once.json", once);
  write(outside, "once.json", once);
  symlinkSync(join(outside, "once.json"), join(project, "templates/link.json"));
  symlinkSync("once.json", join(project, "templates/near.json"));

  test("its path is from the folder of the file that names it, also of a defaults file; specs and defaults both add", () => {
    write(
      project,
      "stacks/a/defaults.yaml",
      "dns: cloudflare\nsenders: [{template: ../../templates/once.json, with: {token: a}}]\n",
    );
    write(
      project,
      "stacks/a/team/x.yaml",
      "domain: example.com\nsenders: [{template: ../../../templates/near.json, with: {token: b}}]\n",
    );
    const loaded = loadPaths(["stacks"], project);
    expect(recordsOf(loaded)).toEqual(['@ TXT "proof=a"', '@ TXT "proof=b"']);
  });

  const REFUSED: readonly (readonly [string, string, RegExp])[] = [
    ["does not exist", "nope.json", /nope\.json" does not exist/],
    ["is below a file", "x.yaml/t.json", /does not exist/],
    ["lies outside the project", join(outside, "once.json"), /outside the project/],
    ["leads outside the project", "../templates/link.json", /outside the project/],
    ["is a folder", "../templates", /not a regular file/],
    ["is an address", "https://example.net/once.json", /reads templates only from files/],
  ];
  test.each(REFUSED)("a path that %s is an error at each use", (_, path, message) => {
    write(
      project,
      "refused/x.yaml",
      `domain: example.com\ndns: cloudflare\nsenders: [{template: ${JSON.stringify(path)}}]\n`,
    );
    const { findings } = loadPaths(["refused"], project);
    // templates/link.json is refused by itself too, as a preset of the project's own
    const found = findings.filter(
      ({ code, place }) => code === "template-file" && place?.file !== "templates/link.json",
    );
    expect(found).toMatchObject([
      {
        severity: "error",
        place: { file: "refused/x.yaml", line: 3, column: 22 },
        message: expect.stringMatching(message),
      },
    ]);
  });

  test("the path of a program's spec is from its working directory", () => {
    const senders = [{ template: `${FOLDER}/once.json`, with: { token: "a" } }];
    expect(
      recordsOf(loadSpec("MailZone example.com", { domain: "example.com", dns: "cloudflare", senders })),
    ).toEqual(['@ TXT "proof=a"']);
  });

  test("without a Pulumi.yaml the project is the working directory", () => {
    write(
      outside,
      "specs/x.yaml",
      "domain: example.com\ndns: cloudflare\nsenders: [{template: ../once.json, with: {token: a}}]\n",
    );
    expect(recordsOf(loadPaths(["specs"], outside))).toEqual(['@ TXT "proof=a"']);
    const { findings } = loadPaths(["x.yaml"], join(outside, "specs"));
    expect(findings.map(({ code }) => code)).toContain("template-file");
  });
});
