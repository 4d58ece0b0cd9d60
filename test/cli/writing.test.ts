/** Files that commands write: whole or not at all, with their permissions, and never through a link out of the project. */
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { refusalOf } from "../../src/cli/machine.ts";
import { CannotRun } from "../../src/cli/print.ts";
import { writeInProject, writeNamed, writing } from "../../src/cli/writing.ts";
import { applyEdits, type SpecEdit, undoEdits } from "../../src/engine/spec-edits.ts";
import { machineReason, makeFolder, WriteRefused, writeWhole } from "../../tools/write-file.mjs";

const base = realpathSync(mkdtempSync(join(tmpdir(), "mailzone-writing-")));
afterAll(() => rmSync(base, { recursive: true }));
const at = (path: string): string => join(base, path);
const text = (path: string): string => readFileSync(at(path), "utf8");

let home: string;
beforeEach(() => {
  home = process.cwd();
  for (const folder of ["project/stacks", "outside"]) mkdirSync(at(folder), { recursive: true });
  writeFileSync(at("project/Pulumi.yaml"), "name: x\n");
  writeFileSync(at("outside/file"), "old");
  process.chdir(at("project"));
});
afterEach(() => {
  process.chdir(home);
  for (const folder of ["project", "outside"]) rmSync(at(folder), { recursive: true });
});

const leftovers = (folder: string): string[] =>
  readdirSync(at(folder)).filter((name) => name.endsWith(".part"));

describe("a file that is written", () => {
  test("is replaced as a whole, keeps its permissions, and leaves nothing beside it", () => {
    writeFileSync(at("outside/tool"), "old");
    chmodSync(at("outside/tool"), 0o751);
    const { ino } = statSync(at("outside/tool"));
    writeWhole(at("outside/tool"), "new");
    expect(text("outside/tool")).toBe("new");
    expect(statSync(at("outside/tool")).mode & 0o777).toBe(0o751);
    expect(statSync(at("outside/tool")).ino).not.toBe(ino);
    expect(leftovers("outside")).toEqual([]);
  });

  test("is made with the permissions that were asked for, at most those of the umask", () => {
    writeWhole(at("outside/secret"), "x", { mode: 0o600 });
    writeWhole(at("outside/open"), new Uint8Array([120]));
    expect(statSync(at("outside/secret")).mode & 0o777).toBe(0o600);
    expect(statSync(at("outside/open")).mode & 0o777).toBe(0o666 & ~process.umask());
    expect(text("outside/open")).toBe("x");
  });

  test("is not replaced where it must be new", () => {
    expect(() => writeWhole(at("outside/file"), "new", { ifThere: "fail" })).toThrow(/EEXIST/);
    writeWhole(at("outside/other"), "new", { ifThere: "fail" });
    expect([text("outside/file"), text("outside/other")]).toEqual(["old", "new"]);
    expect(leftovers("outside")).toEqual([]);
  });

  test("stays a link that stays in the project; what it leads to is replaced", () => {
    writeFileSync("real", "old");
    symlinkSync("real", "link");
    writeNamed("link", "new", "replace");
    expect(lstatSync("link").isSymbolicLink()).toBe(true);
    expect(text("project/real")).toBe("new");
  });
});

describe("what is refused", () => {
  test.each([
    ["a link to a file outside", "out", at("outside/file"), "out", /leads there, so it was not written/],
    ["a link to a folder outside", "stacks/out", at("outside"), "stacks/out/x", /leads there/],
    ["a link that leads nowhere", "lost", "nowhere", "lost", /leads nowhere, so it was not written/],
    ["a link to a device", "null", "/dev/null", "null", /leads there/],
    ["a link in a circle", "circle", "circle", "circle", /cannot be written: ELOOP/],
  ])("%s", (_, link, to, path, message) => {
    symlinkSync(to, link);
    const write = () => writeInProject(path, "new");
    expect(write).toThrow(CannotRun);
    expect(write).toThrow(message);
    expect(readdirSync(at("outside"))).toEqual(["file"]);
    expect([text("outside/file"), existsSync("nowhere")]).toEqual(["old", false]);
  });

  test("a folder or a device in place of the file", () => {
    expect(() => writeNamed("stacks", "new", "replace")).toThrow(/stacks is not a regular file/);
    expect(() => writeNamed("/dev/null", "new", "replace")).toThrow(/\/dev\/null is not a regular file/);
    expect(lstatSync("/dev/null").isCharacterDevice()).toBe(true);
  });

  test("a folder made through a link out of the project", () => {
    symlinkSync(at("outside"), "out");
    expect(() => makeFolder("out/a/b", at("project"))).toThrow(WriteRefused);
    expect(() => writeInProject("out/a/x.yaml", "new")).toThrow(/leads there/);
    writeInProject("stacks/a/b/x.yaml", "new");
    expect(text("project/stacks/a/b/x.yaml")).toBe("new");
  });

  test("a file that exists, in the words of the command", () => {
    expect(() => writeNamed(at("outside/file"), "new", "fail")).toThrow(/file already exists$/);
    expect(() => writeNamed(at("outside/no/x"), "new", "fail")).toThrow(/cannot be written: ENOENT$/);
  });
});

describe("edits of specs", () => {
  const edit = (path: string): SpecEdit => ({
    path: at(path),
    file: path,
    before: "old",
    after: "new",
    lines: [],
  });

  test("are all made, or none", () => {
    writeFileSync("a", "old");
    symlinkSync(at("outside/file"), "b");
    expect(() => applyEdits(base, [edit("project/a"), edit("nowhere/b")])).toThrow(/ENOENT/);
    expect(() => applyEdits(at("project"), [edit("project/a"), edit("project/b")])).toThrow(WriteRefused);
    expect([text("project/a"), text("outside/file")]).toEqual(["old", "old"]);
    applyEdits(base, [edit("project/a")]);
    expect(text("project/a")).toBe("new");
    undoEdits(base, [edit("project/a")]);
    expect(text("project/a")).toBe("old");
  });
});

describe("an error of the machine", () => {
  const error = (about: object): Error => Object.assign(new Error("x"), about);
  test.each([
    ["a full disk", { code: "ENOSPC", path: "/a/b" }, "/a/b: the disk is full (ENOSPC)"],
    ["a read-only file system", { code: "EROFS" }, "the file system is read-only (EROFS)"],
    ["no permission", { code: "EACCES", path: "x" }, "x: permission denied (EACCES)"],
    [
      "no working directory",
      { code: "ENOENT", syscall: "uv_cwd" },
      "the working directory no longer exists: change to another one",
    ],
    [
      "a full disk below the sandbox",
      { code: "ERR_SQLITE_ERROR", errcode: 13 },
      "the disk of the sandbox's database is full",
    ],
    ["a missing file, which is a bug", { code: "ENOENT", syscall: "open" }, undefined],
    ["no error of the machine", {}, undefined],
  ])("that is %s is one line", (_, about, line) => expect(refusalOf(error(about))).toBe(line));

  test("a refused link is one line too, and a bug stays one", () => {
    expect(refusalOf(new WriteRefused("is a link"))).toBe("is a link");
    expect(machineReason(undefined)).toBeUndefined();
    const bug = () =>
      writing("x", () => {
        throw new TypeError("bug");
      });
    expect(bug).toThrow(TypeError);
  });
});
