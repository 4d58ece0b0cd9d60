/** `mailzone fleet manifests`: where it finds the repository, what it refuses, and which files it writes and leaves alone. */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { FleetProject, parked } from "../fleet/project.ts";
import { mailzoneHere } from "./captured.ts";
import { MAIN } from "./run.ts";

const FILES = {
  "stacks/prod/fleet.yaml": "shards: {by: folder}\n",
  "stacks/prod/eu/a.yaml": parked("a.example"),
  "stacks/prod/us/b.yaml": parked("b.example"),
};
const GIVEN = ["--repo", "https://git.example/a", "--branch", "main"];

let project: FleetProject;
beforeEach(() => {
  project = new FleetProject(FILES);
});
afterEach(() => project.end());

const git = (...words: string[]): void => void execFileSync("git", words, { cwd: project.root });
const manifests = (...words: string[]) => mailzoneHere(["fleet", "manifests", ...words], project.root);
const read = (file: string): string => readFileSync(join(project.root, file), "utf8");

function clone(url: string, branch = "main"): void {
  git("init", "--quiet");
  git("remote", "add", "origin", url);
  if (branch !== "") git("symbolic-ref", "refs/remotes/origin/HEAD", `refs/remotes/origin/${branch}`);
}

describe("the repository", () => {
  test("is the remote origin, without its credentials, at the branch that a clone gets", async () => {
    clone("https://me:s3cret@git.example/a.git", "release/1");
    const { code, stdout, stderr } = await manifests();
    expect(code).toBe(0);
    expect(stdout.match(/^ {2}(?:projectRepo|branch|repoDir): .*$/gm)).toEqual([
      "  projectRepo: https://git.example/a.git",
      "  branch: release/1",
      "  projectRepo: https://git.example/a.git",
      "  branch: release/1",
    ]);
    expect(stderr).toBe("the repository is written without its credentials: https://git.example/a.git\n");
    expect(stdout).not.toContain("s3cret");
    expect(await manifests("--quiet")).toEqual({ code, stdout, stderr: "" });
  });

  test("has the project in the folder where it is here, or where --repo-dir says", async () => {
    project.remove("Pulumi.yaml");
    project.write({ "dns/mail/Pulumi.yaml": "name: x\n" });
    for (const [file, text] of Object.entries(FILES)) project.write({ [`dns/mail/${file}`]: text });
    clone("git@git.example:a.git");
    const within = (...words: string[]) =>
      mailzoneHere(["fleet", "manifests", ...words], join(project.root, "dns/mail"));
    expect((await within()).stdout).toMatch(/^ {2}repoDir: dns\/mail$/m);
    expect((await within("--repo-dir", "./other/")).stdout).toMatch(/^ {2}repoDir: other$/m);
    expect((await within("--repo-dir", ".")).stdout).not.toMatch(/repoDir/);
  });

  test("is asked for where git does not know it", async () => {
    const { code, stdout, stderr } = await manifests("--branch", "main");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/not a git repository[^\n]*: name the repository with --repo URL\n$/);
    expect((await manifests(...GIVEN)).code).toBe(0);
  });
});

const A = `https://s3cret@git.example/a`;
const REFUSED: readonly (readonly [string, () => void, readonly string[], RegExp])[] = [
  [
    "no remote origin",
    () => git("init", "--quiet"),
    ["--branch", "x"],
    /no remote origin here: name the repos/,
  ],
  [
    "a remote that is a folder",
    () => clone("/srv/git/a"),
    [],
    /cannot fetch the remote origin, \/srv\/git\/a: /,
  ],
  ["no default branch", () => clone("https://h.example/a", ""), [], /such as --branch main$/],
  [
    "a --repo that is a folder",
    () => {},
    ["--repo", "../s3cret", "--branch", "x"],
    /--repo is no URL that a/,
  ],
  ["a branch and a commit", () => {}, [...GIVEN, "--commit", "0".repeat(40)], /exclude each other/],
  ["half a commit", () => {}, ["--repo", A, "--commit", "0123456"], /40 hexadecimal digits: git rev-parse/],
  ["an empty branch", () => {}, ["--repo", A, "--branch", ""], /--branch is empty/],
  [
    "a folder outside the repository",
    () => {},
    [...GIVEN, "--repo-dir", "../a"],
    /from the repository's root/,
  ],
  ["an absolute folder", () => {}, [...GIVEN, "--repo-dir", "/a"], /from the repository's root/],
  ["a namespace", () => {}, [...GIVEN, "--namespace", "mail.dns"], /"mail.dns" cannot be a namespace/],
  [
    "a value for a Secret",
    () => {},
    [...GIVEN, "--secret", "s3cret/A+="],
    /--secret is the name of an object/,
  ],
  ["a git Secret", () => {}, [...GIVEN, "--git-secret", "A"], /--git-secret is the name of an object/],
  ["a service account", () => {}, [...GIVEN, "--service-account", "A"], /--service-account is the name of/],
  [
    "a backend with a password",
    () => {},
    [...GIVEN, "--backend", "postgres://me:s3cret@h/d"],
    /put the URL into the Secret of --secret, as PULUMI_BACKEND_URL$/,
  ],
  ["a backend in the pod", () => {}, [...GIVEN, "--backend", "file:///state"], /goes with the pod/],
  ["a backend that is no URL", () => {}, [...GIVEN, "--backend", "s3"], /--backend is no URL, such as/],
  [
    "an organization with its stack",
    () => {},
    [...GIVEN, "--org", "acme/prod"],
    /--org is "acme\/prod": an organization has letters/,
  ],
  [
    "an organization in a bucket",
    () => {},
    [...GIVEN, "--org", "acme", "--backend", "s3://states"],
    /--org is for Pulumi Cloud: the backend that --backend names has no organizations$/,
  ],
  ["no folder", () => {}, [...GIVEN, "--out", ""], /--out is empty/],
  [
    "a file for a folder",
    () => {},
    [...GIVEN, "--out", "Pulumi.yaml"],
    /^mailzone: Pulumi.yaml is not a folder$/,
  ],
  [
    "a folder below a file",
    () => {},
    [...GIVEN, "--out", "Pulumi.yaml/a"],
    /Pulumi.yaml\/a cannot be written: ENOTDIR$/,
  ],
  [
    "a folder of specs",
    () => {},
    [...GIVEN, "--out", "stacks/prod/k8s"],
    /stacks\/prod\/k8s is below stacks/,
  ],
  ["no such fleet", () => {}, ["dev", ...GIVEN], /no fleet/],
  [
    "no shards",
    () => {
      project.remove("stacks/prod/eu/a.yaml");
      project.remove("stacks/prod/us/b.yaml");
    },
    GIVEN,
    /no spec found in stacks\/prod/,
  ],
  [
    "a fleet of the sandbox",
    () => project.write({ "stacks/prod/fleet.yaml": "shards: {by: folder}\nconfig: {sandbox: true}\n" }),
    GIVEN,
    /the fleet prod is for the sandbox, which a cluster does not have$/,
  ],
];

test.each(REFUSED)("refused: %s", async (_, prepare, words, message) => {
  prepare();
  const { code, stdout, stderr } = await manifests(...words);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr.trimEnd()).toMatch(message);
  expect(stderr).not.toContain("s3cret");
  expect(existsSync(join(project.root, "stacks/prod/k8s"))).toBe(false);
});

test("an error that may concern any shard leaves no shard out silently: nothing is written", async () => {
  project.write({ "stacks/prod/b.yaml": "domain: {\n" });
  const { code, stdout, stderr } = await manifests(...GIVEN, "--out", "k8s");
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toMatch(
    /error yaml-syntax\n[\s\S]*Nothing was written: these errors may concern any shard\.\n$/,
  );
  expect(existsSync(join(project.root, "k8s"))).toBe(false);
});

test("a Stack at Pulumi Cloud is of the organization that --org names", async () => {
  for (const backend of [[], ["--backend", "https://pulumi.example"]]) {
    const { code, stdout } = await manifests(...GIVEN, ...backend, "--org", "acme");
    expect([code, stdout.match(/^ {2}stack: .*$/gm)]).toEqual([
      0,
      ["  stack: acme/prod-eu", "  stack: acme/prod-us"],
    ]);
  }
});

describe("--out", () => {
  const out = (...words: string[]) => manifests(...GIVEN, "--out", "k8s", ...words);

  test("has a file for each shard, which together are what is printed without it", async () => {
    expect(await out()).toEqual({ code: 0, stdout: "wrote 2 Stacks to k8s\n", stderr: "" });
    expect(readdirSync(join(project.root, "k8s")).sort()).toEqual(["prod-eu.yaml", "prod-us.yaml"]);
    const { stdout } = await manifests(...GIVEN);
    expect(`${read("k8s/prod-eu.yaml")}---\n${read("k8s/prod-us.yaml")}`).toBe(stdout);
  });

  test("is from the folder where one is", async () => {
    mkdirSync(join(project.root, "sub"));
    const ran = await mailzoneHere(
      ["fleet", "manifests", ...GIVEN, "--out", "k8s"],
      join(project.root, "sub"),
    );
    expect(ran.stdout).toBe("wrote 2 Stacks to sub/k8s\n");
    expect(readdirSync(join(project.root, "sub/k8s"))).toHaveLength(2);
  });

  test("replaces what it has written, and names what is of no shard any more", async () => {
    await out();
    project.remove("stacks/prod/us/b.yaml");
    project.write({
      "k8s/kustomization.yaml": "resources: []\n",
      "k8s/other-us.yaml": "# Made by mailzone\n",
    });
    mkdirSync(join(project.root, "k8s/folder.yaml"));
    const { code, stderr } = await out("--namespace", "mail");
    expect(code).toBe(0);
    expect(stderr).toMatch(/^1 file of shards that no spec is in any more: k8s\/prod-us\.yaml; /);
    expect(read("k8s/prod-eu.yaml")).toMatch(/^ {2}namespace: mail$/m);
    expect(read("k8s/prod-us.yaml")).not.toMatch(/namespace/);
    expect(await out("--quiet")).toMatchObject({ stderr: "" });
  });

  test("does not replace somebody else's file, nor follow a link out of the project", async () => {
    project.write({ "k8s/prod-us.yaml": "mine: true\n" });
    expect((await out()).stderr).toMatch(/k8s\/prod-us\.yaml was not made by mailzone fleet manifests/);
    expect(readdirSync(join(project.root, "k8s"))).toEqual(["prod-us.yaml"]);
    project.remove("k8s/prod-us.yaml");
    symlinkSync("/etc/hostname", join(project.root, "k8s/prod-us.yaml"));
    expect(await out()).toMatchObject({ code: 2, stdout: "" });
  });

  test.each([
    ["writeSync", "ENOSPC", "k8s/prod-eu.yaml cannot be written: the disk is full (ENOSPC)"],
    ["mkdirSync", "EROFS", "k8s cannot be written: the file system is read-only (EROFS)"],
  ])("ends in one line where %s fails with %s, and leaves no half a file", (call, code, line) => {
    const fault = new URL("fault.mjs", import.meta.url).href;
    const { NODE_OPTIONS: _, ...env } = process.env;
    const words = ["--import", fault, MAIN, "fleet", "manifests", ...GIVEN, "--out", "k8s"];
    const { status, stdout, stderr } = spawnSync(process.execPath, words, {
      ...{ cwd: project.root, encoding: "utf8", timeout: 120_000 },
      env: { ...env, FAULT_CALL: call, FAULT_CODE: code },
    });
    expect({ status, stdout, stderr }).toEqual({ status: 2, stdout: "", stderr: `mailzone: ${line}\n` });
    const folder = join(project.root, "k8s");
    expect(existsSync(folder) ? readdirSync(folder) : []).toEqual([]);
  });
});

describe("the workers of --engine temporal", () => {
  test("are one Deployment, in place of the Stacks", async () => {
    const { code, stdout } = await manifests(...GIVEN, "--workers", "2", "--image", "registry.example/a:1");
    expect([code, stdout.match(/^(?:kind|# Made).*$|^ {2}replicas: .*$/gm)]).toEqual([
      0,
      [
        "# Made by mailzone fleet manifests for the workers of the fleet prod",
        "kind: Deployment",
        "  replicas: 2",
      ],
    ]);
  });

  test("are written beside the Stacks, and neither takes the other's file for one that is left over", async () => {
    expect(await manifests(...GIVEN, "--out", "k8s")).toMatchObject({ code: 0, stderr: "" });
    const workers = ["--workers", "2", "--image", "a"];
    for (const words of [workers, [], workers])
      expect(await manifests(...GIVEN, ...words, "--out", "k8s")).toMatchObject({ code: 0, stderr: "" });
    expect(readdirSync(join(project.root, "k8s")).sort()).toEqual([
      "mailzone-worker-prod.yaml",
      "prod-eu.yaml",
      "prod-us.yaml",
    ]);
  });

  test.each([
    [["--workers", "2"], "--workers needs --image: one with git, Node 22.18 or newer, and pulumi"],
    [["--workers", "0", "--image", "a"], '--workers is "0": it has to be a whole number from 1 to 1000'],
    [
      ["--workers", "many", "--image", "a"],
      '--workers is "many": it has to be a whole number from 1 to 1000',
    ],
  ])("%j is refused", async (words, message) => {
    expect(await manifests(...GIVEN, ...words)).toEqual({
      code: 2,
      stdout: "",
      stderr: `mailzone: ${message}\n`,
    });
  });
});
