/** Of a file that is not what it is read as, findings show places and nothing else. */
import { describe, expect, test } from "@jest/globals";
import { loadText } from "../../src/pipeline.ts";

const SPEC = "domain: example.com\ndns: route53\nmode: parked\n";

/** What each file is, whether its lines may be shown, and the codes of its errors. */
const FILES: readonly (readonly [string, string, boolean, readonly string[]])[] = [
  ["a spec", SPEC, true, []],
  ["a spec with a mistyped key", `${SPEC}mailbx: x\n`, true, ["spec-key-unknown"]],
  [
    "a spec of mistyped keys",
    "domian: example.com\nmailbx: x\n",
    true,
    ["spec-key-unknown", "spec-key-unknown"],
  ],
  ["a spec with a syntax error", `${SPEC}records: [SECRET\n`, true, ["yaml-syntax"]],
  ["a spec with a key twice", `${SPEC}mode: mail\n`, true, ["yaml-duplicate-key"]],
  ["a spec beside an empty document", `${SPEC}---\n`, true, []],
  ["credentials", "user: SECRET\npassword: SECRET\ndomain: SECRET\n", false, ["file-form"]],
  ["as many strange keys as known ones", "domain: SECRET\nSECRET: 1\n", false, ["file-form"]],
  ["credentials with a syntax error", "user: SECRET\npassword: [SECRET\n", false, ["yaml-syntax"]],
  ["an unknown alias", "a: *SECRET\n", false, ["yaml-alias"]],
  ["a tag", "!SECRET a\n", false, ["yaml-tag"]],
  ["a key twice", "SECRET: 1\nSECRET: 2\n", false, ["yaml-duplicate-key"]],
  ["a syntax error in its first line", "[SECRET\n", false, ["yaml-syntax"]],
  ["a text", "SECRET\n", false, ["spec-type"]],
  ["a number", "12345\n", false, ["spec-type"]],
  ["a list", "- SECRET\n", false, ["spec-type"]],
  ["comments", "# SECRET\n", false, ["spec-empty"]],
  ["a spec beside something else", `${SPEC}---\nuser: SECRET\n`, false, ["file-form"]],
  ["octets that are no text", "\0SECRET", false, ["file-encoding"]],
  ["too deep", `SECRET: ${"[".repeat(200)}`, false, ["yaml-depth"]],
];

describe("a file that holds", () => {
  test.each(FILES)("%s", (_, text, isShown, codes) => {
    const { findings, lines } = loadText("x.yaml", text);
    const errors = findings.filter(({ severity }) => severity === "error");
    expect(errors.map(({ code }) => code)).toEqual(codes);
    expect(lines("x.yaml")).toEqual(isShown ? text.split("\n") : undefined);
    if (!isShown) expect(JSON.stringify(findings)).not.toMatch(/SECRET|12345/);
    for (const { place } of errors) expect(place).toMatchObject({ line: expect.any(Number) });
  });

  test("a spec beside something else is still checked", () => {
    expect(loadText("x.yaml", `${SPEC}---\nuser: x\n`).domains).toHaveLength(1);
  });
});
