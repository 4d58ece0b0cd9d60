/** `mailzone spf --ip`: exit codes, formats, and whose mail is meant. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { mailzoneHere } from "./captured.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "mailzone-spf-"));
  const spec = (domain: string): string =>
    `domain: ${domain}\ndns: cloudflare\nmode: send-only\nspf: {all: fail, ip4: [198.51.100.0/24]}\n`;
  writeFileSync(join(folder, "a.yaml"), spec("example.com"));
  writeFileSync(join(folder, "b.yaml"), spec("example.org"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Nothing listens on that port, so whatever is asked for fails at once. */
const spf = (...words: string[]) => mailzoneHere(["spf", ...words, "--root", "127.0.0.1:1"], folder);

describe("spf --ip", () => {
  test.each<[readonly string[], number, string]>([
    [
      ["--ip", "198.51.100.7", "a.yaml"],
      0,
      "pass: 198.51.100.7 may send as postmaster@example.com\n  by ip4:198.51.100.0/24 in the record of example.com (a.yaml:4)",
    ],
    [["--ip", "192.0.2.1", "a.yaml"], 1, "fail: 192.0.2.1 must not send as postmaster@example.com"],
    [
      ["--ip", "198.51.100.7", "--sender", "x@example.org", "."],
      0,
      "pass: 198.51.100.7 may send as x@example.org",
    ],
    [["--ip", "198.51.100.7", "example.net"], 1, "temperror: 198.51.100.7 could not be judged"],
  ])("%j", async (words, code, said) => {
    const run = await spf(...words);
    expect([run.code, run.stdout, run.stderr]).toEqual([code, expect.stringContaining(said), ""]);
  });

  test("as JSON", async () => {
    expect(
      JSON.parse((await spf("--ip", "198.51.100.7", "a.yaml", "--format", "json")).stdout),
    ).toMatchObject({
      ...{ version: 1, result: "pass", term: "ip4:198.51.100.0/24", file: "a.yaml", line: 4, lookups: 0 },
    });
  });

  test.each<[readonly string[], string]>([
    [["--ip", "198.51.100", "a.yaml"], '"198.51.100" is no IP address for --ip'],
    [["--ip", "198.51.100.7", "."], "whose mail is meant: example.com, example.org?"],
    [["--ip", "198.51.100.7"], "name the domain that the mail is from"],
  ])("%j cannot run", async (words, said) => {
    const run = await spf(...words);
    expect([run.code, run.stdout, run.stderr]).toEqual([2, "", expect.stringContaining(said)]);
  });
});
