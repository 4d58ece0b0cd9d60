/** `--only`, `--severity`, `--quiet`: less is shown, and nothing else changes. */
import { describe, expect, test } from "@jest/globals";
import { mailzone } from "./run.ts";

describe("--only", () => {
  test.each([
    ["one domain", ["check", "clean", "--only", "shop.example.com"], /in 1 domain, \d+ records\n$/],
    [
      "several, in any script and case",
      ["check", "clean", "--only", "邮件.example.org", "--only", "SHOP.example.com."],
      /in 2 domains/,
    ],
    ["zone", ["zone", "clean", "--only", "shop.example.com"], /^shop\.example\.com on .*\n(?: {2}.*\n)+$/],
    [
      "plan",
      ["plan", "clean", "--only", "shop.example.com"],
      /^(?!.*xn--5nq051n)shop[\s\S]*\d+ resources\n$/,
    ],
    ["spf", ["spf", "clean", "--only", "shop.example.com"], /^(?:.*shop\.example\.com|no )/],
  ])("%s", (_, words, expected) => {
    const { code, stdout } = mailzone(words);
    expect(code).toBe(0);
    expect(stdout).toMatch(expected);
    if (words.length === 4) expect(stdout).not.toContain("xn--5nq051n");
  });

  test("a domain without a spec is exit code 2, and errors that may be why come first", () => {
    expect(mailzone(["check", "clean", "--only", "a.test"])).toEqual({
      code: 2,
      stdout: "",
      stderr: 'mailzone: no spec for the domain "a.test" in clean\n',
    });
    expect(mailzone(["check", "wrong", "--only", "a.test"]).stderr).toMatch(
      /error yaml-syntax[\s\S]*"a\.test"/,
    );
  });
});

describe("--severity and --quiet", () => {
  const count = (words: readonly string[]): number =>
    JSON.parse(mailzone([...words, "--format", "json"]).stdout).findings.length;

  test("check shows what is at least so severe; its counts and exit code stay", () => {
    const all = mailzone(["check", "wrong"]);
    const errors = mailzone(["check", "wrong", "--severity", "error"]);
    expect(errors.code).toBe(all.code);
    expect(errors.stdout).not.toMatch(/: (?:warning|info) /);
    expect(errors.stdout.split("\n").at(-2)).toBe(all.stdout.split("\n").at(-2));
    expect(count(["check", "warned", "--severity", "error"])).toBe(0);
    expect(count(["check", "warned", "--severity", "warning"])).toBe(count(["check", "warned"]));
  });

  test("check --quiet prints errors alone, and nothing if there are none", () => {
    expect(mailzone(["check", "warned", "--quiet"])).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(mailzone(["check", "wrong", "--quiet"]).stdout).toMatch(/: error [\s\S]*\n\n$/);
  });

  test("other commands print errors, and a line that counts the rest", () => {
    expect(mailzone(["zone", "warned"]).stderr).toMatch(/^\d+ warnings.*: \S*\/mailzone check shows them\n$/);
    expect(mailzone(["zone", "warned", "--quiet"]).stderr).toBe("");
    expect(mailzone(["zone", "warned", "--severity", "warning"]).stderr).toMatch(/: warning mx-present/);
    expect(mailzone(["zone", "wrong"]).stderr).toMatch(/: error /);
  });

  test("an unknown severity is exit code 2", () => {
    expect(mailzone(["check", "clean", "--severity", "bad"])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("error, warning, info"),
    });
  });
});
