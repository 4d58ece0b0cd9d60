/** Files named on the command line: read, or refused in one line. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { CannotRun } from "../../src/cli/print.ts";
import { readNamed } from "../../src/cli/read-named.ts";

const folder = mkdtempSync(join(tmpdir(), "mailzone-named-"));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string): string => join(folder, name);
writeFileSync(at("file"), "content");
symlinkSync("/etc/passwd", at("out"));
symlinkSync("circle", at("circle"));
execFileSync("mkfifo", [at("pipe")]);

test("a file is read", () => expect(Buffer.from(readNamed(at("file"))).toString()).toBe("content"));

test.each([
  ["is a folder", ".", /\. is a folder: name the files in it$/],
  ["does not exist", "nowhere", /nowhere does not exist$/],
  ["is below a file", "file/x", /x does not exist$/],
  ["is a link in a circle", "circle", /circle cannot be read \(ELOOP\)$/],
  ["is a link out of its folder", "out", /out is outside the project/],
  ["is a pipe", "pipe", /pipe is not a regular file/],
])("a path that %s is refused", (_, name, message) => {
  const read = () => readNamed(name === "." ? `${folder}/.` : at(name));
  expect(read).toThrow(CannotRun);
  expect(read).toThrow(message);
});
