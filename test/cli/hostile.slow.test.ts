/** A hostile pull request: each of its files is a finding, no run hangs, and nothing that is not a spec is shown in any format. */
import { mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import type { Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { bystanders, CANARY, hostileFiles, makeHostile, SOCKET } from "./hostile-files.ts";
import { mailzone } from "./run.ts";

const project = realpathSync(mkdtempSync(join(tmpdir(), "mailzone-hostile-")));
const outside = realpathSync(mkdtempSync(join(tmpdir(), "mailzone-outside-")));
const files = hostileFiles(outside);
let server: Server;

beforeAll(async () => {
  bystanders(project, outside);
  server = await makeHostile(project, files);
  process.env["MAILZONE_TEST_CANARY"] = CANARY;
});
afterAll(() => {
  delete process.env["MAILZONE_TEST_CANARY"];
  server.close();
  for (const folder of [project, outside]) rmSync(folder, { recursive: true });
});

const FORMATS = ["json", "text", "sarif", "junit", "github", "markdown"] as const;

describe(`${files.length} files`, () => {
  let outputs: ReadonlyMap<string, ReturnType<typeof mailzone>>;
  const took: number[] = [];
  beforeAll(() => {
    outputs = new Map(
      FORMATS.map((format) => {
        const start = performance.now();
        const ran = mailzone(["check", "--format", format], project);
        took.push(performance.now() - start);
        return [format, ran];
      }),
    );
  });

  test("there are enough of them", () => expect(files.length).toBeGreaterThanOrEqual(200));

  // one run takes 2 s on an idle machine; `mailzone` of run.ts ends it after 20 s, and its code is then null
  test("are all checked in one run of each format, each within a minute", () => {
    expect([...outputs.values()].map(({ code }) => code)).toEqual(FORMATS.map(() => 1));
    expect(Math.max(...took)).toBeLessThan(60_000);
  });

  test("are each a finding of severity error", () => {
    const { findings } = JSON.parse(outputs.get("json")?.stdout ?? "{}") as {
      findings: { severity: string; file: string | null }[];
    };
    const found = new Set(
      findings.filter(({ severity }) => severity === "error").map(({ file }) => file ?? ""),
    );
    const paths = [...files.map(({ path, foundIn = path }) => foundIn), SOCKET];
    expect(paths.filter((path) => !found.has(path))).toEqual([]);
  });

  test.each(FORMATS)("show nothing in %s of a file that is no spec", (format) => {
    const { stdout, stderr } = outputs.get(format) ?? { stdout: "", stderr: "" };
    expect(stdout.length).toBeGreaterThan(1000);
    for (const text of [stdout, stderr]) {
      expect(text).not.toContain(CANARY);
      expect(text).not.toMatch(/root:x:0|this is a bug/);
    }
  });
});

describe("paths on the command line", () => {
  const made = (path: string, to: string): string => {
    symlinkSync(to, join(project, path));
    return path;
  };
  beforeAll(() => {
    made("out", outside);
    made("root", "/");
    made("hidden", ".git");
    made("zone", join(outside, "token"));
    made("passwd.yaml", "/etc/passwd");
    made("template.json", join(outside, "secret.yaml"));
    made("environment", "/proc/self/environ");
    writeFileSync(join(project, ".own.yaml"), "domain: own.example\ndns: route53\nmode: parked\n");
  });

  const REFUSED: readonly (readonly string[])[] = [
    ["check", "out"],
    ["check", "root"],
    ["check", "hidden"],
    ["check", "out/specs"],
    ["zone", "out/specs/x.yaml"],
    ["check", "passwd.yaml"],
    ["check", "environment"],
    ["detect", "zone"],
    ["detect", "environment"],
    ["detect", "/dev/zero"],
    ["detect", "stacks/prod/pipes/0.yaml"],
    ["providers", "lint", "passwd.yaml"],
    ["providers", "lint", "stacks/prod/pipes/0.yaml"],
    ["providers", "add", "template.json"],
    ["providers", "add", "stacks/prod/pipes/0.yaml"],
  ];
  test.each(REFUSED)("%s %s %s is refused in one line", (...words) => {
    const ran = mailzone(words.filter(Boolean), project);
    expect(ran).toEqual({ code: 2, stdout: "", stderr: expect.stringMatching(/^mailzone: .*\n$/) });
    expect(ran.stderr).not.toContain(CANARY);
  });

  const FORMLESS: readonly (readonly string[])[] = [
    ["check", "config/credentials.yaml"],
    ["check", "config/token"],
    ["detect", "config/zone", "--domain", "example.com"],
    ["providers", "lint", "config/credentials.yaml", "config/token", "config/tag.yaml"],
    ["providers", "add", "config/credentials.json"],
  ];
  test.each(FORMLESS)("%s %s of a file that is something else shows nothing of it", (...words) => {
    const ran = mailzone(words, project);
    expect(ran.code).toBe(1);
    expect(ran.stdout + ran.stderr).toMatch(/ error (?:file-form|zone-file)\n|not in the form of/);
    expect(ran.stdout + ran.stderr).not.toContain(CANARY);
  });

  test("the operator may name a dot file, and a folder outside the project", () => {
    expect(mailzone(["check", ".own.yaml"], project).code).toBe(0);
    expect(mailzone(["check", join(outside, "secret.yaml")], project).code).toBe(0);
  });
});
