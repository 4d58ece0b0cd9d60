/** The Deployment of workers: what is in it, and that the schemas of Kubernetes' API take it. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, jest } from "@jest/globals";
import { parse } from "yaml";
import { type OnCluster, printManifests } from "../../src/report/fleet-manifests.ts";
import { workerManifest, workersHead } from "../../src/report/worker-manifest.ts";
import { ensureKubernetesValidate } from "../../tools/kubernetes-validate.mjs";
import { FleetProject, parked } from "../fleet/project.ts";
import { needs } from "../needs.ts";
import { expectGolden } from "../zone/golden.ts";

jest.setTimeout(300_000);

const { afterAll, beforeAll, describe, test } = needs("python3 -m venv");

const LEAST: OnCluster = {
  project: "acme-mail",
  repository: { url: "https://git.example/acme/mail.git", isSsh: false },
  at: { branch: "main" },
  folder: "",
};
const TOKEN: OnCluster = {
  ...LEAST,
  folder: "dns/mail",
  namespace: "mail-dns",
  backend: "s3://acme-states?region=eu-central-1",
  secret: "clouds",
  gitSecret: "deploy",
  serviceAccount: "mailzone",
};
const SSH: OnCluster = {
  ...TOKEN,
  repository: { url: "git@git.example:acme/mail.git", isSsh: true },
  at: { commit: "0e1".repeat(13).padEnd(40, "0") },
};
const CASES: Readonly<Record<string, OnCluster>> = { least: LEAST, token: TOKEN, ssh: SSH };

let project: FleetProject;
let folder: string;
let python: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "mailzone-workers-"));
  python = await ensureKubernetesValidate();
  project = new FleetProject({
    "stacks/prod/fleet.yaml": "shards: {by: folder}\n",
    "stacks/prod/eu/a.yaml": parked("a.example"),
  });
});
afterAll(() => {
  project?.end();
  rmSync(folder, { recursive: true, force: true });
});

const printed = (on: OnCluster): string =>
  printManifests(workersHead("prod"), [
    workerManifest(project.open(), on, { replicas: 3, image: "registry.example/mailzone:1" }),
  ]);

/** What kubernetes-validate says of a text; "" if nothing. */
function faults(text: string): string {
  const file = join(folder, "workers.yaml");
  writeFileSync(file, text);
  const judge = join(python, "../kubernetes-validate");
  const words = ["--strict", "--no-warn", "--kubernetes-version", "1.30.0", file];
  const { status, stdout, stderr } = spawnSync(judge, words, { encoding: "utf8" });
  return status === 0 ? "" : `${stdout}${stderr}`;
}

describe.each(Object.entries(CASES))("with %s", (_, on) => {
  test("the API's schemas take it", () => {
    expect(faults(printed(on))).toBe("");
  });
});

test("those schemas refuse a key that the API does not have, and a number in place of a text", () => {
  const text = printed(LEAST);
  expect(faults(text.replace("replicas:", "replicaz:"))).toMatch(/replicaz/);
  expect(faults(text.replace("workingDir: /clone/repository", "workingDir: 1"))).not.toBe("");
});

test("all of them", () => {
  expectGolden(
    new URL("worker-manifest.golden.txt", import.meta.url),
    Object.values(CASES).map(printed).join("\n"),
  );
});

test("what the pod runs fetches the commit, and asks git with the token, which is in no file", () => {
  // a repository in place of the server's, and what would run in the pod
  const { spec } = parse(printed({ ...TOKEN, folder: "" })).spec.template;
  const [{ command, env }] = spec.initContainers as [
    { command: string[]; env: { name: string; value?: string }[] },
  ];
  const repository = join(folder, "origin");
  const git = (...words: string[]): string =>
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...words], {
      encoding: "utf8",
    });
  git("init", "--quiet", "--initial-branch=main", repository);
  writeFileSync(join(repository, "package.json"), '{"name": "x", "version": "1.0.0", "lockfileVersion": 3}');
  writeFileSync(
    join(repository, "package-lock.json"),
    '{"name": "x", "version": "1.0.0", "lockfileVersion": 3, "packages": {"": {"name": "x", "version": "1.0.0"}}}',
  );
  git("-C", repository, "add", "--all");
  git("-C", repository, "commit", "--quiet", "--message=x");
  const clone = join(folder, "clone");
  const variables = Object.fromEntries(env.map(({ name, value = "t0ken" }) => [name, value]));
  const [shell = "", flags = "", script = ""] = command;
  const run = { ...process.env, ...variables, REPOSITORY: repository };
  execFileSync(shell, [flags, script.replaceAll("/clone/repository", clone)], { env: run, stdio: "pipe" });
  expect(git("-C", clone, "rev-parse", "HEAD")).toBe(git("-C", repository, "rev-parse", "HEAD"));
  const asked = execFileSync("git", ["credential", "fill"], {
    env: run,
    input: "protocol=https\nhost=git.example\n\n",
    encoding: "utf8",
  });
  expect(asked).toContain("password=t0ken\n");
});
