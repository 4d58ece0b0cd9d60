/** Folders that strangers fill: what leads out of the project, or is no file, is a finding; nothing of it is read. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { loadPaths } from "../../src/pipeline.ts";
import { ForbiddenPath, refuseOutside, UnusablePath } from "../../src/spec/find.ts";
import { siblingSpecs } from "../../src/spec/stack-specs.ts";

const project = realpathSync(mkdtempSync(join(tmpdir(), "mailzone-strangers-")));
const outside = realpathSync(mkdtempSync(join(tmpdir(), "mailzone-outside-")));
afterAll(() => {
  for (const folder of [project, outside]) rmSync(folder, { recursive: true });
});

const SPEC = "domain: example.com\ndns: route53\nmode: parked\n";
const write = (folder: string, path: string, text: string): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};
const link = (path: string, to: string): void => {
  mkdirSync(dirname(join(project, path)), { recursive: true });
  symlinkSync(to, join(project, path));
};

write(outside, "secret.yaml", SPEC);
write(outside, "specs/y.yaml", SPEC);
write(project, ".hidden/x.yaml", SPEC);
write(project, "shared/x.yaml", SPEC);
link("file/x.yaml", join(outside, "secret.yaml"));
link("folder/x", join(outside, "specs"));
link("root/x", "/");
link("hidden/x", "../.hidden");
link("hidden-file/x.yaml", "../.hidden/x.yaml");
link("defaults/defaults.yaml", join(outside, "secret.yaml"));
write(project, "defaults/x.yaml", SPEC);
mkdirSync(join(project, "place/x.yaml"), { recursive: true });
mkdirSync(join(project, "pipe"));
execFileSync("mkfifo", [join(project, "pipe/x.yaml")]);
link("near/x.yaml", "../shared/x.yaml");
link("near-folder/x", "../shared");
link("out", outside);
link("text/notes.txt", join(outside, "secret.yaml"));
write(project, "text/x.yaml", SPEC);

describe("in a folder of specs", () => {
  test.each([
    ["a link to a file outside", "file", "file/x.yaml"],
    ["a link to a folder outside", "folder", "folder/x"],
    ["a link to the root", "root", "root/x"],
    ["a link to a dot folder", "hidden", "hidden/x"],
    ["a link to a dot file", "hidden-file", "hidden-file/x.yaml"],
    ["defaults that are a link out", "defaults", "defaults/defaults.yaml"],
    ["an empty folder in place of a spec", "place", "place/x.yaml"],
    ["a pipe", "pipe", "pipe/x.yaml"],
  ])("%s is an error, and nothing is read", (_, path, file) => {
    const { findings, domains } = loadPaths([path], project);
    expect(domains).toEqual([]);
    expect(findings.filter(({ severity }) => severity === "error")).toMatchObject([
      { code: "file-unreadable", place: { file, line: 1, column: 1 } },
    ]);
  });

  test.each([["near"], ["near-folder"], ["text"]])(
    "a link that stays in the project, or is no spec, is none: %s",
    (path) => {
      expect(loadPaths([path], project).domains).toHaveLength(1);
    },
  );
});

describe("a path", () => {
  test.each([["out"], ["out/specs"], ["out/secret.yaml"], ["file/x.yaml"], ["hidden/x"]])(
    "in the project that leads out is refused: %s",
    (path) => expect(() => loadPaths([path], project)).toThrow(ForbiddenPath),
  );

  test.each([[join(outside, "specs")], [join(outside, "secret.yaml")], [".hidden"], [".hidden/x.yaml"]])(
    "that the operator names may be anywhere: %s",
    (path) => expect(loadPaths([path], project).domains).toHaveLength(1),
  );

  test("that is empty or missing cannot be used", () => {
    expect(() => loadPaths([""], project)).toThrow(UnusablePath);
    expect(() => loadPaths(["nowhere"], project)).toThrow(/^nowhere does not exist$/);
  });

  test.each([["../x"], [outside], [".hidden"], ["a/.b/c"]])("that a file names may not be %s", (path) => {
    expect(() => refuseOutside(path, project)).toThrow(ForbiddenPath);
  });

  test("that a file names may be in the project", () => {
    expect(() => refuseOutside("shared", project)).not.toThrow();
  });
});

describe("the config of another stack", () => {
  test("is read if it is a file of the project, and counts as absent else", () => {
    write(project, "stacks/Pulumi.box.yaml", 'config: {"mailzone:sandbox": true}\n');
    write(outside, "box.yaml", 'config: {"mailzone:sandbox": true}\n');
    link("stacks/Pulumi.out.yaml", join(outside, "box.yaml"));
    execFileSync("mkfifo", [join(project, "stacks/Pulumi.pipe.yaml")]);
    for (const stack of ["box", "out", "pipe"]) write(project, `stacks/${stack}/${stack}.yaml`, SPEC);
    expect(siblingSpecs(project, "own").map(({ stack }) => stack)).toEqual(["out", "pipe"]);
  });
});
