/** What the program passes to a command in a file: whole, or one line that says why not. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { RunError } from "@pulumi/pulumi/errors.js";
import type { Finding } from "../../src/finding.ts";
import { appendFindings, writeDocument } from "../../src/pulumi/document.ts";

const folder = mkdtempSync(join(tmpdir(), "mailzone-document-"));
afterAll(() => rmSync(folder, { recursive: true }));

const finding: Finding = { code: "spec-missing", severity: "error", message: "x" };

test("findings are appended, one per line", () => {
  const file = join(folder, "findings");
  appendFindings(file, [finding]);
  appendFindings(file, [finding, finding]);
  expect(
    readFileSync(file, "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line)),
  ).toEqual(Array(3).fill(finding));
});

test("a document is written as a whole", () => {
  writeDocument(join(folder, "document"), { a: 1 });
  expect(readFileSync(join(folder, "document"), "utf8")).toBe('{"a":1}');
});

test("a full disk ends the run in one line; anything else is a bug", () => {
  const full = () => appendFindings("/dev/full", [finding]);
  expect(full).toThrow(RunError);
  expect(full).toThrow(/^\/dev\/full cannot be written: the disk is full \(ENOSPC\); nothing was changed$/);
  expect(() => writeDocument(join(folder, "no/document"), {})).toThrow(/ENOENT/);
  expect(() => writeDocument(join(folder, "no/document"), {})).not.toThrow(RunError);
});
