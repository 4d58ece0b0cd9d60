/** Folders and files of every kind on the command line: a finding or one clear line, never a stack trace, never a hang. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { mailzoneHere } from "./captured.ts";

const folder = mkdtempSync(join(tmpdir(), "mailzone-paths-"));
afterAll(() => rmSync(folder, { recursive: true }));

const PARKED = "domain: example.com\ndns: route53\nmode: parked\n";
const write = (path: string, text: string | Uint8Array): string => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
  return path;
};
const link = (path: string, to: string): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  symlinkSync(to, join(folder, path));
};
const pipe = (path: string): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  execFileSync("mkfifo", [join(folder, path)]);
};

write("none/defaults.yaml", "ttl: 300\n");
write("none/Pulumi.x.yaml", "config: {}\n");
write("none/.hidden.yaml", PARKED);
write("none/node_modules/x.yaml", PARKED);
write("none/README.md", "no spec\n");
mkdirSync(join(folder, "empty"));
link("dangling/x.yaml", "nowhere");
link("circle/a", "b");
link("circle/b", "a");
link("circle/x.yaml", "y.yaml");
link("circle/y.yaml", "x.yaml");
link("itself/again", ".");
write("itself/x.yaml", PARKED);
pipe("pipe/x.yaml");
write("folder/x.yaml/y.yml", PARKED);
write("big/x.yaml", "");
truncateSync(join(folder, "big/x.yaml"), 10 * 1024 * 1024);
write("huge/x.yaml", "");
truncateSync(join(folder, "huge/x.yaml"), 2 ** 40);
write("outer/defaults.yaml", "ttl: 300\n");
write("outer/inner/x.yaml", PARKED);
link("lost/defaults.yaml", "nowhere");
write("lost/x.yaml", PARKED);
write("odd/defaults.yaml/x.txt", "");
write("odd/x.yaml", PARKED);
write("named/defaults.yaml", "domain: example.org\n");
write("named/x.yaml", PARKED);
write("broken/defaults.yaml", "ttl: [\n");
write("broken/x.yaml", PARKED);
write("mistyped/defaults.yaml", "ttl: 1h\n");
write("mistyped/x.yaml", PARKED);
write("blank/defaults.yaml", "# nothing yet\n");
write("blank/x.yaml", PARKED);
write("odd\nname/x.yaml", "");

describe("paths", () => {
  const cases: [string, readonly string[], number, RegExp][] = [
    ["a folder of nothing", ["empty"], 2, /^mailzone: no spec found in empty: a spec is a/],
    ["defaults, Pulumi files, hidden files and node_modules are no specs", ["none"], 2, /no spec found/],
    ["a link that leads nowhere", ["dangling"], 1, /^dangling\/x\.yaml:1:1: error file-unreadable\n.*ENOENT/],
    ["the same, named", ["dangling/x.yaml"], 2, /^mailzone: dangling\/x\.yaml does not exist\n$/],
    ["links in a circle", ["circle"], 1, /^circle\/x\.yaml:1:1: error file-unreadable\n.*ELOOP/],
    ["the same, named", ["circle/x.yaml"], 2, /^mailzone: circle\/x\.yaml cannot be read \(ELOOP\)\n$/],
    ["a folder that holds itself", ["itself"], 0, /^no findings in 1 domain/],
    ["a pipe", ["pipe"], 1, /^pipe\/x\.yaml:1:1: error file-unreadable/],
    ["the same, named", ["pipe/x.yaml"], 2, /^mailzone: pipe\/x\.yaml is neither a file nor a folder\n$/],
    ["a device", ["/dev/zero"], 2, /^mailzone: \/dev\/zero is neither a file nor a folder\n$/],
    ["a folder named like a spec", ["folder/x.yaml"], 0, /^no findings in 1 domain/],
    [
      "10 MB",
      ["big"],
      1,
      /^big\/x\.yaml:1:1: error file-too-large\n {2}the file has more than 2097152 octets/,
    ],
    ["1 TB", ["huge"], 1, /file-too-large/],
    ["a file twice", ["itself/x.yaml", "itself"], 0, /^no findings in 1 domain/],
    ["a name with a line feed", ["odd\nname"], 1, /^odd\\x0aname\/x\.yaml:1:1: error spec-empty/],
  ];
  test.each(cases)("%s", async (_, paths, code, output) => {
    const ran = await mailzoneHere(["check", ...paths], folder);
    expect({ code: ran.code, output: ran.stdout + ran.stderr }).toEqual({
      code,
      output: expect.stringMatching(output),
    });
    expect(code === 2 ? ran.stdout : ran.stderr).toBe("");
  });

  test.each([
    [["outer"]],
    [["outer", "outer/inner"]],
    [["outer/inner", "outer"]],
    [["outer/inner/x.yaml", "outer"]],
  ])("defaults of the outermost folder apply: %j", async (paths) => {
    expect((await mailzoneHere(["zone", ...paths], folder)).stdout).toMatch(/@ +300 +MX/);
  });
});

describe("defaults.yaml", () => {
  const cases: [string, string, RegExp][] = [
    ["that cannot be read", "lost", /^lost\/defaults\.yaml:1:1: error file-unreadable/],
    ["that is a folder", "odd", /^odd\/defaults\.yaml:1:1: error file-unreadable/],
    [
      "that names a domain",
      "named",
      /^named\/defaults\.yaml:1:1: error spec-key-unknown[\s\S]*domains go in a spec/,
    ],
    ["that is no YAML", "broken", /^broken\/defaults\.yaml:2:1: error yaml-syntax/],
    ["of a wrong type", "mistyped", /^mistyped\/defaults\.yaml:1:6: error spec-type/],
  ];
  test.each(cases)("%s publishes nothing without it", async (_, path, output) => {
    const ran = await mailzoneHere(["zone", path], folder);
    expect(ran).toMatchObject({ code: 1, stdout: "", stderr: expect.stringMatching(output) });
  });

  test("that is empty changes nothing", async () => {
    expect(await mailzoneHere(["check", "blank"], folder)).toMatchObject({ code: 0, stderr: "" });
  });
});
