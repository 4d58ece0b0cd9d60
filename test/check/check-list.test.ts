/** The generated lists of checks are complete and current, and `npm run generate` mends one that is not. */
import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { checkFiles, checkLists, foldersOf, LIST } from "../../tools/check-list.ts";

const root = join(import.meta.dirname, "../..");
const CHECKS = join(root, "src/check");
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
  test("is what `npm run generate` writes, for each family and for all of them", async () => {
    const lists = await checkLists();
    for (const [path, text] of lists) expect(readFileSync(join(CHECKS, path), "utf8")).toBe(text);
    const present = ["", ...foldersOf(CHECKS)].map((family) => join(family, LIST));
    expect(present.filter((path) => existsSync(join(CHECKS, path))).sort()).toEqual([...lists.keys()].sort());
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
    ["two checks in one file", check("a-one") + check("a-two", "other"), "a file must contain one check"],
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
    const rewrite = (family: string, edit: (list: string) => string): void => {
      const path = join(clone, "src/check", family, LIST);
      writeFileSync(path, edit(readFileSync(path, "utf8")));
    };
    rewrite("mx", (list) => list.replaceAll("mxPresent", "mxGone").replaceAll("mx-present", "mx-gone"));
    rewrite("spf", (list) => list.replaceAll(/.*\bspfSize\b.*\n/g, ""));
    rewrite("", (list) => list.replaceAll(/.*\bchecksOfDkim\b.*\n/g, ""));
    mkdirSync(join(clone, "src/check/gone"));
    writeFileSync(join(clone, "src/check/gone", LIST), "export const checksOfGone = [];\n");
    writeFileSync(join(clone, "schema/old.schema.json"), "{}\n");
    writeFileSync(join(clone, "docs/checks.md"), "");
    const run = spawnSync(process.execPath, ["tools/generate.ts"], { cwd: clone, encoding: "utf8" });
    expect(run).toMatchObject({ status: 0, stderr: "" });
    expect(readdirSync(join(clone, "src/check/gone"))).toEqual([]);
    rmSync(join(clone, "src/check/gone"), { recursive: true });
    for (const path of ["src/check", "docs", "schema", "providers/catalogue.json"]) {
      const differ = spawnSync("diff", ["-r", join(root, path), join(clone, path)], { encoding: "utf8" });
      expect(differ.stdout).toBe("");
    }
  });
});
