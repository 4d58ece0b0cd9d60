/** Domain Connect templates as specs use them: every case, what is malformed, and what is said of variables. */
import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { recordsOf } from "../../spec/zone-of.ts";
import { CASES } from "./cases.ts";
import { load, told } from "./use.ts";

describe("a template", () => {
  test.each(CASES)("%s", (_, use, records, findings = [], setting = {}) => {
    const loaded = load(use, setting);
    expect(recordsOf(loaded).sort()).toEqual([...records].sort());
    expect(told(loaded)).toEqual(findings);
  });

  test("every template is in a case", () => {
    const used = new Set([
      ...CASES.map(([, { template }]) => template),
      ...MALFORMED.map(([template]) => template),
    ]);
    const files = readdirSync(join(import.meta.dirname, "../fixtures/domain-connect")).map((name) =>
      basename(name, ".json"),
    );
    expect(files.filter((name) => !used.has(name))).toEqual([]);
  });
});

const MALFORMED: readonly (readonly [template: string, findings: readonly string[]])[] = [
  ["no-json", ["no-json.json:3:3 error yaml-syntax"]],
  ["empty", ["empty.json:1:1 error template-file"]],
  ["list", ["list.json:1:1 error spec-type"]],
  ["repeated-host", ["repeated-host.json:7:93 error yaml-duplicate-key"]],
  [
    "malformed",
    [
      "malformed.json:1:1 error spec-missing",
      "malformed.json:3:16 error spec-type",
      "malformed.json:5:19 error spec-type",
      "malformed.json:7:76 error spec-value",
      "malformed.json:8:5 error spec-missing",
      "malformed.json:8:46 error spec-value",
      "malformed.json:9:5 error spec-missing",
      "malformed.json:10:15 error spec-value",
      "malformed.json:11:15 error spec-value",
      "malformed.json:12:5 error spec-missing",
      "malformed.json:13:59 error spec-value",
      "malformed.json:14:5 error spec-missing",
    ],
  ],
];

test.each(MALFORMED)(
  "a malformed template is told whole, each mistake at its place: %s",
  (template, findings) => {
    const loaded = load({ template });
    expect(recordsOf(loaded)).toEqual([]);
    expect(told(loaded)).toEqual(findings);
  },
);

describe("what a template says of its variables", () => {
  test("help is cut out of its prose, by the names in it", () => {
    const missing = load({ template: "mail" }).findings.filter(({ code }) => code === "preset-incomplete");
    expect(missing.map(({ message }) => /\((.*)\)/.exec(message)?.[1])).toEqual([
      "the template's variable %dkimSelector%: the selector shown under Domains",
      "the template's variable %dkimValue%: the key",
      "the template's variable %verfication_code%: is the token",
    ]);
    expect(missing[0]?.help).toMatch(
      /^add it under with, as in mailbox: \{template: mail\.json, with: \{dkimSelector: /,
    );
  });

  test("names are those of the template, to the letter", () => {
    const [finding] = load({ template: "once", with: { Token: "a" } }).findings.filter(
      ({ code }) => code === "preset-parameter",
    );
    expect(finding?.help).toMatch(/^did you mean token\?/);
  });
});

test.each(["a mx ~all;", "a;mx", "a@example.com", "mx~all"])(
  "what is glued to a term of spfRules is found in the record (RFC 7208 §4.6.1): %s",
  (rules) => {
    const values = { rules, send: "send", spfDomain: "spf.example.net" };
    const { findings } = load({ template: "spf-variable", with: values });
    expect(findings).toContainEqual(expect.objectContaining({ code: "spf-syntax", severity: "error" }));
  },
);
