/** `mailzone check` tells zone files from specs, and judges both. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { mailzoneHere } from "./captured.ts";

const ZONE = "@ 60 SOA ns1.example.net. h 1 2 3 4 5\n@ MX 1 192.0.2.1.\n";
const FILES: Readonly<Record<string, string>> = {
  "a.zone": `$ORIGIN example.com.\n${ZONE}`,
  "example.com.txt": ZONE,
  "no-name.txt": ZONE,
  "spec.txt": "domain: example.org\ndns: cloudflare\nmode: parked\n",
  "spec.yaml": "domain: example.net\ndns: cloudflare\nmode: parked\n",
  "open.zone": "$ORIGIN example.com.\n@ 60 SOA ns1.example.net. h ( 1 2 3 4 5\n@ MX 1 mx.example.net.\n",
  "secret.db": "password=x\n",
  "prose.txt": "some words\nand more of them\n",
};

const home = mkdtempSync(join(tmpdir(), "mailzone-check-zone-"));
beforeAll(() => {
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(home, name), text);
  mkdirSync(join(home, "folder.zone"));
  writeFileSync(join(home, "folder.zone", "spec.yaml"), FILES["spec.yaml"] ?? "");
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Exit code, domains, and the errors with their places. */
async function checked(...args: string[]): Promise<unknown> {
  const { code, stdout, stderr } = await mailzoneHere(["check", ...args, "--format", "json"], home);
  if (code === 2) return stderr;
  const { summary, findings } = JSON.parse(stdout) as {
    summary: { domains: number };
    findings: { severity: string; code: string; file: string; line: number; column: number }[];
  };
  const errors = findings.filter(({ severity }) => severity === "error");
  return [code, summary.domains, ...errors.map((one) => `${one.file}:${one.line}:${one.column} ${one.code}`)];
}

describe("which files are zone files", () => {
  const cases: [title: string, args: string[], expected: unknown][] = [
    ["by name", ["a.zone"], [1, 1, "a.zone:3:8 mx-not-ip"]],
    ["by form", ["example.com.txt"], [1, 1, "example.com.txt:2:8 mx-not-ip"]],
    ["a spec by its form", ["spec.txt"], [0, 1]],
    ["a folder with such a name", ["folder.zone"], [0, 1]],
    ["both in one report", ["a.zone", "spec.yaml"], [1, 2, "a.zone:3:8 mx-not-ip"]],
    [
      "a zone that nothing names",
      ["no-name.txt"],
      [1, 0, "no-name.txt:1:1 zone-file", "no-name.txt:2:1 zone-file"],
    ],
    ["whose name is given", ["no-name.txt", "--domain", "example.com"], [1, 1, "no-name.txt:2:8 mx-not-ip"]],
    ["by decision", ["spec.yaml", "--zone-file"], [1, 0, "spec.yaml:1:1 zone-file"]],
    ["one that is broken as a whole", ["open.zone"], [1, 0, "open.zone:2:29 zone-file"]],
    ["another file", ["secret.db"], [1, 0, "secret.db:1:1 zone-file"]],
    ["a text of another kind", ["prose.txt"], [1, 0, "prose.txt:1:1 spec-type"]],
  ];
  test.each(cases)("%s", async (_, args, expected) => {
    expect(await checked(...args)).toEqual(expected);
  });

  test("nothing of another file is shown", async () => {
    const { stdout, stderr } = await mailzoneHere(["check", "secret.db"], home);
    expect(stdout + stderr).not.toContain("password");
  });
});

describe("what cannot be done", () => {
  const cases: [title: string, args: string[], stderr: RegExp][] = [
    ["--domain without a zone file", ["spec.yaml", "--domain", "example.com"], /none of the paths is one/],
    ["a domain outside the zone", ["a.zone", "--domain", "example.net"], /not in the zone example\.com/],
    ["no such file", ["none.zone"], /none\.zone does not exist/],
  ];
  test.each(cases)("%s", async (_, args, stderr) => {
    expect(await checked(...args)).toMatch(stderr);
  });
});
