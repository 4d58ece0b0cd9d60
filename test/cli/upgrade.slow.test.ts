/** `mailzone upgrade --check` between two packed versions names exactly the records that differ. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { npm } from "../../tools/child.mjs";
import { faults, schema } from "../json-schemas.ts";
import { copyPackageSources } from "../package-sources.ts";
import type { Ran } from "./run.ts";

jest.setTimeout(600_000);

const repository = fileURLToPath(new URL("../..", import.meta.url));
const workshop = mkdtempSync(join(tmpdir(), "mailzone-upgrade-"));
const project = join(workshop, "project");
const made: string[] = [];
afterAll(() => rmSync(workshop, { recursive: true, force: true }));

function run(cwd: string, [command = "", ...words]: readonly string[], more: NodeJS.ProcessEnv = {}): Ran {
  const PATH = `${dirname(process.execPath)}:${process.env["PATH"]}`;
  const env = { ...process.env, PATH, NODE_OPTIONS: "", NO_COLOR: "1", ...more };
  const { status, stdout, stderr } = spawnSync(command, words, { cwd, env, encoding: "utf8" });
  return { code: status, stdout, stderr };
}

function pack(folder: string, ...words: string[]): string {
  const { code, stdout, stderr } = run(folder, [...npm(), "pack", "--json", "--loglevel=error", ...words]);
  if (code !== 0) throw new Error(stderr);
  return join(folder, JSON.parse(stdout)[0].filename);
}

const upgrade = (...words: string[]): Ran =>
  run(project, [process.execPath, join(repository, "src/cli/main.ts"), "upgrade", ...words]);

beforeAll(() => {
  const sources = join(workshop, "sources");
  copyPackageSources(sources);
  const edit = (file: string, from: string, to: string): void => {
    const text = readFileSync(join(sources, file), "utf8");
    expect(text).toContain(from);
    writeFileSync(join(sources, file), text.replace(from, to));
  };
  const { version } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8"));
  made.push(pack(sources));
  // built already; a preset is the same in sources and package
  edit("package.json", `"version": "${version}"`, '"version": "99.0.0"');
  edit("dist/providers/tencent-exmail.yaml", "mxbiz1.qq.com", "mxbiz9.qq.com");
  made.push(pack(sources, "--ignore-scripts"));

  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(project, file)), { recursive: true });
    writeFileSync(join(project, file), text);
  };
  write("Pulumi.yaml", "name: acme\nruntime: nodejs\n");
  for (const name of ["a", "b", "c", "d", "e"])
    write(
      `stacks/prod/${name}.yaml`,
      `domain: ${name}.example.com\nzone: ${name}.example.com\ndns: cloudflare\nmailbox: tencent-exmail\n`,
    );
  write(
    "stacks/prod/other.yaml",
    "domain: other.example.com\nzone: other.example.com\ndns: route53\nmailbox: netease-free\n",
  );
});

describe("between two packages", () => {
  test("it names the records of the preset that changed, once for all domains, and no others", () => {
    const { code, stdout, stderr } = upgrade("--check", made[1] as string);
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    expect(stdout).toMatch(
      /^mailzone 99\.0\.0 publishes other records than \S+ in 5 domains: RRsets 5 changed\n/,
    );
    expect(stdout.split("\n").slice(1)).toEqual([
      "",
      "@ MX in 5 domains: a.example.com, b.example.com, c.example.com and 2 more",
      "  - 5 mxbiz1.qq.com.",
      "  + 5 mxbiz9.qq.com.",
      "",
    ]);
  });

  test("its JSON is of the schema, and has every domain; it leaves nothing behind", () => {
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith("mailzone-upgrade-"));
    const { code, stdout } = upgrade("--check", made[1] as string, "--format", "json", "--", "stacks/prod");
    const document = JSON.parse(stdout);
    expect([code, faults(schema("upgrade"), document)]).toEqual([1, []]);
    expect(document.domains.map(({ domain }: { domain: string }) => domain)).toEqual(
      ["a", "b", "c", "d", "e"].map((name) => `${name}.example.com`),
    );
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith("mailzone-upgrade-"))).toEqual(before);
  });

  test("the same presets publish the same records", () => {
    expect(upgrade("--check", made[0] as string)).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/publish the same records\n$/),
    });
  });
});

describe("what cannot run is one line", () => {
  const CASES: readonly (readonly [string, string, RegExp])[] = [
    ["a file that is not there", "nope.tgz", /nope\.tgz does not exist/],
    ["a folder without mailzone", "stacks", /stacks is not a mailzone/],
    ["words that are no version", "$(id)", /is neither a version of mailzone, nor a folder or \.tgz file/],
  ];
  test.each(CASES)("%s", (_, wanted, stderr) => {
    const ran = upgrade("--check", wanted);
    expect(ran).toMatchObject({ code: 2, stdout: "" });
    expect(ran.stderr).toMatch(stderr);
    expect(ran.stderr).toMatch(/^mailzone: [^\n]*; nothing was compared\n$/);
  });

  test("no network", () => {
    const nowhere = {
      npm_config_registry: "http://127.0.0.1:9/",
      npm_config_cache: join(workshop, "cache"),
      npm_config_loglevel: "silent", // as in `npm run --silent`
    };
    const words = [process.execPath, join(repository, "src/cli/main.ts"), "upgrade", "--check"];
    const { code, stderr } = run(project, words, nowhere);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^mailzone: npm cannot install mailzone@latest: [^\n]*ECONNREFUSED[^\n]*\n$/);
  });

  test.each(["file:../mailzone.tgz", "git+ssh://me:secret@git.example/mailzone.git"])(
    "a project that has mailzone from %s is told what it can name",
    (source) => {
      writeFileSync(join(project, "package.json"), JSON.stringify({ dependencies: { mailzone: source } }));
      const words = [process.execPath, join(repository, "src/cli/main.ts"), "upgrade", "--check"];
      const { code, stderr } = run(project, words, { npm_config_registry: "http://127.0.0.1:9/" });
      rmSync(join(project, "package.json"));
      expect(code).toBe(2);
      expect(stderr).toMatch(
        /^mailzone: npm cannot install mailzone@latest: [^\n]*; package\.json has mailzone from (file:|git\+ssh:)[^\n]*: name a folder, a \.tgz file or a version after --check; nothing was compared\n$/,
      );
      expect(stderr).not.toMatch(/secret/);
    },
  );

  test("the project's own .npmrc applies", () => {
    writeFileSync(join(project, ".npmrc"), "registry=http://127.0.0.1:9/own/\n");
    const { stderr } = upgrade("--check", "1.2.3");
    rmSync(join(project, ".npmrc"));
    expect(stderr).toMatch(/127\.0\.0\.1:9\/own\/mailzone/);
  });

  test("mailzone's own clone", () => {
    const words = [process.execPath, join(repository, "src/cli/main.ts"), "upgrade", "--check"];
    expect(run(repository, words)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^mailzone: [^\n]*\n$/),
    });
  });
});

test("without --check it says how, for the lock file that is there, and changes nothing", () => {
  writeFileSync(join(project, "pnpm-lock.yaml"), "");
  const { code, stdout } = upgrade();
  rmSync(join(project, "pnpm-lock.yaml"));
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: expect.stringMatching(/pnpm add --save-exact mailzone@VERSION[\s\S]*Nothing was changed\.\n$/),
  });
});
