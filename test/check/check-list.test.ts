import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { checkFiles, checkList } from "../../tools/check-list.ts";

const root = join(import.meta.dirname, "../..");
const LIST = "src/check/checks.ts";
const folder = mkdtempSync(join(tmpdir(), "mailzone-check-list-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A folder of families whose files have these texts. */
function families(name: string, files: Readonly<Record<string, string>>): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, path, ".."), { recursive: true });
    writeFileSync(join(folder, name, path), text);
  }
  return join(folder, name);
}

const check = (id: string, name = "made"): string =>
  `export const ${name} = { id: "${id}", rule: "It holds.", check() {} };\n`;

describe("the list of checks", () => {
  test("is what `npm run generate` writes", async () => {
    expect(readFileSync(join(root, LIST), "utf8")).toBe(await checkList());
  });

  test("is by family and id, whatever the checks are exported as", async () => {
    const made = families("sorted", {
      "b/b-one.ts": check("b-one", "z"),
      "a/a-two.ts": check("a-two", "y"),
      "a/a-one-more.ts": check("a-one-more", "x"),
      "a/a-one.ts": check("a-one", "w"),
    });
    expect(await checkFiles(made)).toEqual([
      { family: "a", id: "a-one", exported: "w" },
      { family: "a", id: "a-one-more", exported: "x" },
      { family: "a", id: "a-two", exported: "y" },
      { family: "b", id: "b-one", exported: "z" },
    ]);
  });

  test("has no file that exports no check, and none that is in no family", async () => {
    const made = families("shared", {
      "a/a-one.ts": check("a-one"),
      "a/problems.ts": 'export const problems = () => [];\nexport const EXAMPLE = "domain: example.com";\n',
      "a/kinds.ts": "export const kinds = { id: 1 };\nexport interface Kind { readonly rule: string }\n",
      "run.ts": check("run"),
    });
    expect((await checkFiles(made)).map(({ id }) => id)).toEqual(["a-one"]);
  });

  test.each([
    ["a check under another name than its file's", check("a-two"), "a/a-one.ts exports the check a-two"],
    ["two checks in one file", check("a-one") + check("a-two", "other"), "one check a file"],
  ])("refuses %s", async (what, text, message) => {
    const made = families(what.replaceAll(/\W/g, ""), { "a/a-one.ts": text });
    await expect(checkFiles(made)).rejects.toThrow(message);
  });
});

describe("npm run generate", () => {
  test("makes the list anew where it names a check that is gone and lacks one that is there", () => {
    const clone = join(folder, "clone");
    for (const part of ["src", "tools", "docs", "providers", "schema", "package.json"]) {
      cpSync(join(root, part), join(clone, part), { recursive: true });
    }
    symlinkSync(join(root, "node_modules"), join(clone, "node_modules"));
    const list = readFileSync(join(clone, LIST), "utf8");
    writeFileSync(
      join(clone, LIST),
      list
        .replaceAll("mxPresent", "mxGone")
        .replaceAll("mx-present", "mx-gone")
        .replaceAll(/.*\bspfSize\b.*\n/g, ""),
    );
    writeFileSync(join(clone, "schema/old.schema.json"), "{}\n");
    writeFileSync(join(clone, "docs/checks.md"), "");
    const run = spawnSync(process.execPath, ["tools/generate.ts"], { cwd: clone, encoding: "utf8" });
    expect(run).toMatchObject({ status: 0, stderr: "" });
    for (const path of [LIST, "docs", "schema", "providers/catalogue.json"]) {
      const differ = spawnSync("diff", ["-r", join(root, path), join(clone, path)], { encoding: "utf8" });
      expect(differ.stdout).toBe("");
    }
  });
});
