/** What the files of a state backend tell: locks, and files that were being written when the engine was killed. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { folderOf, halfWritten, readLockFiles } from "../../src/engine/file-backend.ts";

describe("the folder of a backend", () => {
  test.each([
    ["file:///var/state", "/var/state"],
    ["file:///var/state?no_tmp_dir=true", "/var/state"],
    ["file://~", homedir()],
    ["file://~/state", join(homedir(), "state")],
    ["file://./state", "/project/state"],
    ["s3://bucket/state", undefined],
    ["https://app.pulumi.com/ann", undefined],
    ["", undefined],
  ])("%s", (url, folder) => {
    expect(folderOf(url, "/project")).toBe(folder);
  });
});

const backend = mkdtempSync(join(tmpdir(), "mailzone-backend-"));
const write = (path: string, text: string): string => {
  const file = join(backend, ".pulumi", path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
};
afterAll(() => rmSync(backend, { recursive: true, force: true }));

test("a backend in which nothing is yet", () => {
  const empty = join(backend, "empty");
  expect([readLockFiles(empty, "prod"), halfWritten(empty, "prod")]).toEqual([[], []]);
});

describe("the locks of a stack", () => {
  beforeAll(() => {
    const lock = { pid: 7, username: "ann", hostname: "build7", timestamp: "2026-11-22T02:07:59Z" };
    write("locks/organization/mailzone/prod/1.json", JSON.stringify(lock));
    write("locks/organization/mailzone/prod/1.json.attrs", "{}");
    write("locks/organization/mailzone/other/2.json", JSON.stringify(lock));
    write("locks/organization/website/prod/3.json", JSON.stringify({ ...lock, pid: 8 }));
  });
  test.each(["prod", "organization/mailzone/prod"])(
    "%s: in each project that has a stack of the name",
    (stack) => {
      const common = { user: "ann", host: "build7", since: "2026-11-22T02:07:59Z" };
      expect(readLockFiles(backend, stack).sort((a, b) => a.pid - b.pid)).toEqual([
        { ...common, pid: 7, project: "mailzone" },
        { ...common, pid: 8, project: "website" },
      ]);
    },
  );
});

test("half-written: the empty file beside a state or a lock, never the state, a sound one or another stack's", () => {
  write("stacks/mailzone/prod.json", "");
  write("stacks/mailzone/prod.json.bak.attrs", '{"md5": "x"}');
  write("stacks/mailzone/other.json.attrs", "");
  write("history/mailzone/prod/prod-1.history.json.attrs", "");
  const broken = [
    write("stacks/mailzone/prod.json.attrs", ""),
    write("locks/organization/mailzone/prod/4.json.attrs", '{"md5":'),
  ];
  expect(halfWritten(backend, "prod").sort()).toEqual(broken.sort());
});
