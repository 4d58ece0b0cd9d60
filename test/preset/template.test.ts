/** Only a record's own fields are templates: prose such as `note` may have braces in it. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { lintPresetFile } from "../../src/lint-preset.ts";
import { expandText } from "../../src/preset/expand-specs.ts";
import { openLibrary } from "../../src/preset/library.ts";
import { printRdata } from "../../src/zone/rdata.ts";

const folder = mkdtempSync(join(tmpdir(), "mailzone-template-"));
afterAll(() => rmSync(folder, { recursive: true }));

const presetFile = (name: string, text: string): string => {
  const home = join(folder, name);
  mkdirSync(home);
  const file = join(home, "note-mail.yaml");
  writeFileSync(file, text);
  return file;
};

test("a note with braces is prose to the lint", () => {
  const text = readFileSync("providers/fastmail.yaml", "utf8").replace("id: fastmail", "id: note-mail");
  const note = text.replace("note: subdomain addressing", 'note: "set {foo} at the vendor"');
  const codes = (name: string, of: string): string[] =>
    lintPresetFile(presetFile(name, of), Buffer.from(of), openLibrary()).map(({ code }) => code);
  expect(note).toContain("{foo}");
  expect(codes("note", note)).toEqual(codes("plain", text));
});

test("a parameter in a note keeps no record back", () => {
  const file = presetFile(
    "publish",
    [
      "id: note-mail",
      "title: Note Mail",
      "vendor: Example",
      "homepage: https://mail.example/",
      "kind: mailbox",
      "status: current",
      "confidence: high",
      "sources: [{kind: vendor, ref: https://mail.example/help, verified: 2026-11-29}]",
      "parameters:",
      "  ticket: {about: the number of the request, find: the answer to it, type: text, pattern: '[A-Z]\\d+', example: T1}",
      "records:",
      "  - {group: mx, need: required, type: MX, preference: 10, exchange: mx1.mail.example}",
      '  - {group: mx, need: required, type: MX, preference: 20, exchange: mx2.mail.example, note: "ask for it with ticket {ticket}"}',
      '  - {group: verify, need: optional, type: TXT, text: "ticket={ticket}"}',
      "",
    ].join("\n"),
  );
  expect(lintPresetFile(file, readFileSync(file), openLibrary())).toEqual([]);
  const spec = "domain: example.com\ndns: cloudflare\nmailbox: note-mail\n";
  const { domains } = expandText("spec.yaml", spec, openLibrary(join(folder, "publish")));
  expect(domains.flatMap(({ records }) => records.map(({ data }) => printRdata(data)))).toEqual([
    "10 mx1.mail.example.",
    "20 mx2.mail.example.",
  ]);
});
