/** `--only`, `--severity`, `--quiet`: less is shown, and nothing else changes. */
import { describe, expect, test } from "@jest/globals";
import { mailzoneHere } from "./captured.ts";

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
  ])("%s", async (_, words, expected) => {
    const { code, stdout } = await mailzoneHere(words);
    expect(code).toBe(0);
    expect(stdout).toMatch(expected);
    if (words.length === 4) expect(stdout).not.toContain("xn--5nq051n");
  });

  test("a domain without a spec is exit code 2, and errors that may be why come first", async () => {
    expect(await mailzoneHere(["check", "clean", "--only", "a.test"])).toEqual({
      code: 2,
      stdout: "",
      stderr: 'mailzone: no spec for the domain "a.test" in clean\n',
    });
    expect((await mailzoneHere(["check", "wrong", "--only", "a.test"])).stderr).toMatch(
      /error yaml-syntax[\s\S]*"a\.test"/,
    );
  });
});

describe("--severity and --quiet", () => {
  const count = async (words: readonly string[]): Promise<number> =>
    JSON.parse((await mailzoneHere([...words, "--format", "json"])).stdout).findings.length;

  test("check shows what is at least so severe; its counts and exit code stay", async () => {
    const all = await mailzoneHere(["check", "wrong"]);
    const errors = await mailzoneHere(["check", "wrong", "--severity", "error"]);
    expect(errors.code).toBe(all.code);
    expect(errors.stdout).not.toMatch(/: (?:warning|info) /);
    expect(errors.stdout.split("\n").at(-2)).toBe(all.stdout.split("\n").at(-2));
    expect(await count(["check", "warned", "--severity", "error"])).toBe(0);
    expect(await count(["check", "warned", "--severity", "warning"])).toBe(await count(["check", "warned"]));
  });

  test("check --quiet prints errors alone, and nothing if there are none", async () => {
    expect(await mailzoneHere(["check", "warned", "--quiet"])).toEqual({ code: 0, stdout: "", stderr: "" });
    expect((await mailzoneHere(["check", "wrong", "--quiet"])).stdout).toMatch(/: error [\s\S]*\n\n$/);
  });

  test("other commands print errors, and a line that counts the rest", async () => {
    expect((await mailzoneHere(["zone", "warned"])).stderr).toMatch(
      /^\d+ warnings.*: \S*\/mailzone check shows them\n$/,
    );
    expect((await mailzoneHere(["zone", "warned", "--quiet"])).stderr).toBe("");
    expect((await mailzoneHere(["zone", "warned", "--severity", "warning"])).stderr).toMatch(
      /: warning mx-present/,
    );
    expect((await mailzoneHere(["zone", "wrong"])).stderr).toMatch(/: error /);
  });

  test("an unknown severity is exit code 2", async () => {
    expect(await mailzoneHere(["check", "clean", "--severity", "bad"])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("error, warning, info"),
    });
  });
});
