/** The files of a new repository: what they say for each choice, and that mailzone finds nothing wrong with them. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { askRepository, type GivenRepository } from "../../../src/cli/init/ask-repository.ts";
import { filesOf } from "../../../src/cli/init/files.ts";
import { mailzoneSource } from "../../../src/cli/init/mailzone-source.ts";
import { loadPaths } from "../../../src/pipeline.ts";
import { CLOUD_IDS } from "../../../src/spec/cloud-id.ts";

const NOTHING: GivenRepository = { cloud: [], sender: [], with: [], rua: [] };

/** The files' texts by path, written without a terminal. */
async function written(
  given: Partial<GivenRepository> = {},
  folder = "acme",
): Promise<Record<string, string>> {
  const answers = await askRepository(folder, { ...NOTHING, ...given }, undefined);
  return Object.fromEntries(filesOf(answers, "1.2.3").map(({ path, text }) => [path, text]));
}

const DOMAIN = { domain: "example.org", mailbox: "gmail", dmarc: "reject", rua: ["dmarc@example.org"] };

const choices = [[], ...CLOUD_IDS.map((cloud) => [cloud]), [...CLOUD_IDS]].flatMap((cloud) =>
  [undefined, "github", "gitlab", "none"].flatMap((ci) =>
    [{}, DOMAIN].map((spec) => ({ cloud, ...(ci && { ci }), ...spec })),
  ),
);

test.each(choices)("%j: every file can be read, and the spec has no error", async (given) => {
  const files = await written(given as Partial<GivenRepository>);
  for (const [path, text] of Object.entries(files)) {
    expect(text.endsWith("\n")).toBe(true);
    if (path.endsWith(".json")) JSON.parse(text);
    if (/\.ya?ml$/.test(path)) parse(text);
  }
  const name = `stacks/prod/${"domain" in given ? "example.org" : "example.com"}.yaml`;
  const home = mkdtempSync(join(tmpdir(), "mailzone-init-files-"));
  mkdirSync(join(home, "stacks/prod"), { recursive: true });
  for (const path of [name, "stacks/prod/defaults.yaml"]) writeFileSync(join(home, path), files[path] ?? "");
  const { findings, zones } = loadPaths([name], home);
  rmSync(home, { recursive: true });
  expect(files[name]).not.toMatch(/^dns:/m);
  expect(zones.map(({ cloud }) => cloud.id)).toEqual([given.cloud[0] ?? "cloudflare"]);
  const found = findings.map(({ severity, code }) => `${severity} ${code}`);
  expect(found).toEqual("domain" in given ? expect.not.arrayContaining([/^error/]) : []);
});

test("package.json pins what mailzone was tested with, and names the SDKs of the clouds in use alone", async () => {
  const read = async (given: Partial<GivenRepository>) =>
    JSON.parse((await written(given))["package.json"] ?? "");
  const versions = (await read({ cloud: [...CLOUD_IDS] })).dependencies;
  expect(Object.keys(versions)).toEqual([
    "@pulumi/alicloud",
    "@pulumi/aws",
    "@pulumi/cloudflare",
    "@pulumi/pulumi",
    "mailzone",
  ]);
  for (const version of Object.values(versions)) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  expect(Object.keys((await read({ cloud: ["alidns"] })).dependencies)).toEqual([
    "@pulumi/alicloud",
    "@pulumi/pulumi",
    "mailzone",
  ]);
});

test("names go where Pulumi and the pipelines read them", async () => {
  const files = await written({ project: "acme-mail", stack: "live", ci: "github" });
  expect(parse(files["Pulumi.yaml"] ?? "")).toMatchObject({ name: "acme-mail", main: "index.js" });
  expect(parse(files["stacks/Pulumi.sandbox.yaml"] ?? "").config).toEqual({
    "acme-mail:sandbox": "true",
    "acme-mail:specs": "stacks/live",
  });
  expect(parse(files[".github/workflows/mailzone.yml"] ?? "").env).toEqual({ STACK: "live" });
  expect(Object.keys(files)).toEqual(
    expect.arrayContaining(["stacks/Pulumi.live.yaml", "stacks/live/defaults.yaml"]),
  );
});

test.each([
  ["github", ".github/workflows/mailzone.yml"],
  ["gitlab", ".gitlab-ci.yml"],
])("the pipeline for %s names no cloud that is not in use", async (ci, path) => {
  const one = (await written({ ci, cloud: ["cloudflare"] }))[path] ?? "";
  expect(one).not.toMatch(/aws|alicloud/i);
  expect(one).not.toMatch(/ # (?:route53|cloudflare|alidns)$/m);
  if (ci === "github") expect(one).toContain("CLOUDFLARE_API_TOKEN");
});

describe("options that will not do are all named at once", () => {
  test.each([
    [{ project: "a b" }, /^--project: "a b" is not the name of a project/],
    [{ stack: "a/b" }, /^--stack: /],
    [{ stack: "sandbox" }, /^--stack: .*sandbox is the stack of npm run try/],
    [{ cloud: ["cloudfare"] }, /^--cloud: "cloudfare" is not /],
    [{ ci: "jenkins" }, /^--ci: "jenkins" is not none, github, gitlab/],
    ...[{ mailbox: "gmail" }, { sender: ["sendgrid"] }, { dmarc: "reject" }, { rua: ["a@b.example"] }].map(
      (said) =>
        [
          said,
          new RegExp(`missing options? --domain \\(the mail domain that --${Object.keys(said)} is for`),
        ] as const,
    ),
    [{ domain: "nothing", mailbox: "gmail" }, /^--domain: "nothing" is not a domain name/],
    [{ stack: "a b", cloud: ["x"], ci: "y" }, /--stack.*--cloud.*--ci/],
  ])("%j", async (given, message) => {
    await expect(written(given)).rejects.toThrow(message);
  });
});

test.each([
  ["acme", "acme"],
  ["Acme Mail & Co", "Acme-Mail-Co"],
  ["邮件", "mail-dns"],
])("the project of a folder %s is called %s", async (folder, name) => {
  expect(parse((await written({}, `/srv/${folder}`))["Pulumi.yaml"] ?? "").name).toBe(name);
});

test("a clone is a git repository to npm", () => {
  expect(mailzoneSource()).toMatch(/^git\+file:\/\/\//);
});

test("README.md has the commands of the repository that it is in", async () => {
  const of = async (given: Partial<GivenRepository>) => (await written(given))["README.md"] ?? "";
  const plain = await of({});
  expect(plain).toMatch(/\ngit init --initial-branch main\n[\s\S]*\ngit push /);
  expect(plain).not.toContain("its secrets before");
  expect(await of({ ci: "github" })).toContain("give it its secrets before");
});
