/** Which files may be read: those of the project, whatever links say. */
import { execFileSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { readOctets, type Unread } from "../../src/source/file.ts";
import { readOwnJson } from "../../src/source/own-json.ts";
import { folderProject, projectOf, projectOfFile } from "../../src/source/project.ts";
import { MAX_OCTETS } from "../../src/source/read.ts";

const base = realpathSync(mkdtempSync(join(tmpdir(), "mailzone-project-of-")));
afterAll(() => rmSync(base, { recursive: true }));
const at = (path: string): string => join(base, path);
const write = (path: string, text = "x"): void => {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), text);
};
const link = (path: string, to: string): void => {
  mkdirSync(dirname(at(path)), { recursive: true });
  symlinkSync(to, at(path));
};

write("own/Pulumi.yaml");
write("own/stacks/prod/x.yaml");
write("own/nested/Pulumi.yml");
write("own/nested/specs/x.yaml");
write("own/.dot/specs/x.yaml");
write("own/.dot/.env");
write("own/.env");
write("other/Pulumi.yaml");
write("other/specs/x.yaml");
write("bare/specs/x.yaml");
write("bare/.x.yaml");
link("own/out", "../other");
link("own/near", "nested");
link("bare/out", "../other/specs");
link("bare/away", "../other");
link("alias", "own");
link("own/file-out", "../other/specs/x.yaml");
link("own/file-near", "stacks/prod/x.yaml");
link("own/file-hidden", ".env");
link("own/circle", "circle");
link("own/device", "/dev/zero");
write("own/big", "");
truncateSync(at("own/big"), 2 ** 40);
execFileSync("mkfifo", [at("own/pipe")]);

describe("the project of a folder", () => {
  const CASES: readonly (readonly [string, string, string, string])[] = [
    ["is the nearest with a Pulumi.yaml", "own/stacks/prod", "own", "own"],
    ["also with a Pulumi.yml", "own/nested/specs", "own", "own/nested"],
    ["also above the working directory", "own/stacks/prod", "own/stacks/prod", "own"],
    ["is never one behind a link in the project", "own/out/specs", "own", "own"],
    ["nor behind a link that stays in it", "own/near/specs", "own", "own"],
    ["nor behind a link without a Pulumi.yaml above it", "bare/away/specs", "bare", "bare"],
    ["without a Pulumi.yaml is the working directory", "bare/specs", "bare", "bare"],
    ["outside the working directory is that folder", "bare/specs", "own", "bare/specs"],
    ["has links above it followed", "alias/stacks", "alias", "own"],
  ];
  test.each(CASES)("%s", (_, folder, cwd, root) => {
    expect(projectOf(at(folder), at(cwd)).root).toBe(at(root));
  });

  test("is open in a dot folder that was named", () => {
    expect(projectOf(at("own/.dot/specs"), at("own"))).toEqual({ root: at("own"), open: at("own/.dot") });
    expect(projectOf(at("own/stacks"), at("own"))).toEqual(folderProject(at("own")));
  });
});

describe("a file", () => {
  const CASES: readonly (readonly [string, string, Unread["why"] | "read"])[] = [
    ["in the project is read", "own/stacks/prod/x.yaml", "read"],
    ["by a link that stays in the project is read", "own/file-near", "read"],
    ["by a folder link that stays in the project is read", "own/near/specs/x.yaml", "read"],
    ["outside is not read", "other/specs/x.yaml", "outside"],
    ["by a link out is not read", "own/file-out", "outside"],
    ["by a folder link out is not read", "own/out/specs/x.yaml", "outside"],
    ["with a dot is not read", "own/.env", "hidden"],
    ["by a link to one with a dot is not read", "own/file-hidden", "hidden"],
    ["in a dot folder is not read", "own/.dot/specs/x.yaml", "hidden"],
    ["that is a pipe is not read", "own/pipe", "irregular"],
    ["that is a folder is not read", "own/stacks", "irregular"],
    ["that is a link to a device is not read", "own/device", "outside"],
    ["that does not exist is missing", "own/nowhere", "missing"],
    ["below a file is missing", "own/.env/x", "missing"],
    ["by links in a circle fails", "own/circle", "failed"],
  ];
  const project = projectOf(at("own"), at("own"));
  test.each(CASES)("%s", (_, path, expected) => {
    const read = readOctets({ path: at(path), project });
    expect(read instanceof Uint8Array ? "read" : read.why).toBe(expected);
  });

  test("of any size ends soon: of one that is too large, nothing is read", () => {
    expect(readOctets({ path: at("own/big"), project })).toEqual(new Uint8Array(MAX_OCTETS + 1));
  });

  test("in a dot folder that was named is read, but no dot file below it", () => {
    const named = projectOf(at("own/.dot"), at("own"));
    expect(readOctets({ path: at("own/.dot/specs/x.yaml"), project: named })).toBeInstanceOf(Uint8Array);
    expect(readOctets({ path: at("own/.dot/.env"), project: named })).toEqual({ why: "hidden" });
  });

  test("with a dot that was named is read, and no other beside it", () => {
    const named = projectOfFile(at("bare/.x.yaml"), at("bare"));
    expect(readOctets({ path: at("bare/.x.yaml"), project: named })).toBeInstanceOf(Uint8Array);
    expect(projectOfFile(at("bare/specs/x.yaml"), at("bare"))).toEqual(folderProject(at("bare")));
  });
});

describe("mailzone's own JSON", () => {
  test("is read", () => {
    write("json/good.json", '{"a": 1}');
    expect(readOwnJson(at("json/good.json"))).toEqual({ a: 1 });
  });

  test("that is damaged or elsewhere ends without its content", () => {
    write("json/bad.json", "secret");
    link("json/out.json", "../other/specs/x.yaml");
    expect(() => readOwnJson(at("json/bad.json"))).toThrow(/^mailzone's file bad\.json is not valid JSON$/);
    expect(() => readOwnJson(at("json/out.json"))).toThrow(/^mailzone's file out\.json is outside/);
  });
});
