/** Presets of the user's own in the commands that list, look for and write presets. */
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { schema } from "../json-schemas.ts";
import { ACME, ownProject, putFile, SPEC } from "../preset/own-project.ts";
import { mailzoneHere } from "./captured.ts";

const folder = ownProject();
afterAll(() => rmSync(folder, { recursive: true }));

test("providers says which are one's own, also in JSON and in a search", async () => {
  expect((await mailzoneHere(["providers"], folder)).stdout).toMatch(
    /^ *acme-mail +mailbox +current +Acme Mail \(providers\/acme-mail\.yaml\)\n *acme-mail-cn /m,
  );
  expect((await mailzoneHere(["providers", "--search", "阿克梅"], folder)).stdout).toMatch(/^ *acme-mail /);
  expect((await mailzoneHere(["providers", "acme-mail"], folder)).stdout).toMatch(
    /^your own: providers\/acme-mail\.yaml$/m,
  );
  const { providers } = JSON.parse((await mailzoneHere(["providers", "--format", "json"], folder)).stdout);
  const own = providers.filter(({ file }: { file: string | null }) => file !== null);
  expect(own).toMatchObject([
    { id: "acme-mail", file: "providers/acme-mail.yaml", replaces: null },
    { id: "news-example-net-mail", file: "templates/news.example.net.mail.json" },
  ]);
  expect(providers.length).toBeGreaterThan(95);
});

describe("the schema for editors", () => {
  test("knows the ids, own ones and bundled ones; that of the package does not", async () => {
    const { code, stdout } = await mailzoneHere(["schema"], folder);
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/2 of them your own/) });
    const own = schema("spec", join(folder, ".mailzone/schema"));
    const bundled = schema("spec");
    const spec = parse(SPEC);
    expect([own(spec), bundled(spec)]).toEqual([true, false]);
    expect(own({ ...spec, mailbox: "acme-mial", senders: ["sendgrid"] })).toBe(false);
    expect(own({ ...spec, mailbox: "acme-mail-cn", senders: ["sendgrid"] })).toBe(true);
  });

  test("--out names another folder", async () => {
    expect((await mailzoneHere(["schema", "--out", "editor"], folder)).code).toBe(0);
    expect(readFileSync(join(folder, "editor/preset.schema.json"), "utf8")).toMatch(/"mailzone preset"/);
  });
});

test("detect finds it in a zone file, and import writes specs with it", async () => {
  putFile(folder, "example.com.zone", (await mailzoneHere(["zone", "--format", "bind"], folder)).stdout);
  const { stdout } = await mailzoneHere(["detect", "example.com.zone"], folder);
  expect(stdout).toMatch(/^example\.com: acme-mail, news-example-net-mail$/m);
  expect(stdout).toMatch(/provider: acme-mail\n +with:\n +token: abcd1234\n/);
  expect((await mailzoneHere(["import", "example.com.zone", "--dns", "cloudflare"], folder)).stdout).toMatch(
    /provider: acme-mail\n/,
  );
});

test("providers lint without a file lints all of them, and nothing where there are none", async () => {
  expect(await mailzoneHere(["providers", "lint"], folder)).toMatchObject({
    code: 0,
    stdout: "no findings in 2 files\n",
  });
  const other = ownProject({ "providers/acme-mail.yaml": ACME.replace("kind: mailbox", "kind: mailbx") });
  const { code, stdout } = await mailzoneHere(["providers", "lint"], other);
  expect({ code, stdout }).toEqual({
    code: 1,
    stdout: expect.stringMatching(/acme-mail\.yaml:6:7: error spec-value/),
  });
  rmSync(join(other, "providers"), { recursive: true });
  rmSync(join(other, "templates"), { recursive: true });
  expect(await mailzoneHere(["providers", "lint"], other)).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^mailzone: there are no presets of your own: [^\n]*\n$/),
  });
  rmSync(other, { recursive: true });
});

describe("a broken one", () => {
  let other: string;
  beforeAll(async () => {
    const broken = ACME.replace("kind: mailbox", "kind: mailbx").replace("status: current", "status: curent");
    other = ownProject({ "providers/acme-mail.yaml": broken });
    putFile(other, "a.zone", "$ORIGIN a.example.\n@ 3600 MX 5 mxbiz1.qq.com.\n");
  });
  afterAll(() => rmSync(other, { recursive: true }));

  const ONE_LINE =
    /^providers\/acme-mail\.yaml: 2 errors, so this preset cannot be used; `\S+ providers lint` shows them$/gm;

  test.each([
    ["zone"],
    ["plan"],
    ["providers"],
    ["providers", "--format", "json"],
    ["providers", "acme-mail"],
    ["schema"],
    ["permissions"],
    ["spf", "stacks"],
    ["new", "a.example", "--dns", "route53", "--mailbox", "qq", "--stack", "prod"],
  ])("is one line in a command about something else: %s %s %s", async (...words) => {
    const { code, stdout, stderr } = await mailzoneHere(words, other);
    expect({ code, lines: stderr.match(ONE_LINE)?.length }).toEqual({ code: 1, lines: 1 });
    expect(`${stdout}${stderr}`).not.toMatch(/spec-value/);
  });

  test.each([["check"], ["providers", "lint"]])("is told in full by %s %s", async (...words) => {
    const { code, stdout, stderr } = await mailzoneHere(words, other);
    expect({
      code,
      found: stdout.match(/acme-mail\.yaml:[67]:\d+: error spec-value/g),
      stderr,
    }).toMatchObject({
      code: 1,
      found: { length: 2 },
      stderr: "",
    });
  });

  test("is counted by schema, which cannot know its id", async () => {
    expect((await mailzoneHere(["schema"], other)).stdout).toMatch(
      /, 1 of them your own; 1 preset of yours cannot be used\n$/,
    );
  });
});

test("check tells a preset from a spec, whichever file or folder is given", async () => {
  for (const path of ["providers", "providers/acme-mail.yaml"]) {
    expect(await mailzoneHere(["check", path], folder)).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(
        /acme-mail\.yaml:1:1: error file-form\n +this is a preset, not a spec[^\n]*\n[^\n]*\n[^\n]*\n +help: `\S+ providers lint FILE` checks presets/,
      ),
    });
  }
});

test("a template is made into a preset that takes its place", async () => {
  const { code, stderr } = await mailzoneHere(
    [
      "providers",
      "add",
      "templates/news.example.net.mail.json",
      "--output",
      "providers/news-example-net-mail.yaml",
    ],
    folder,
  );
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringMatching(/providers lint/) });
  expect((await mailzoneHere(["providers", "news-example-net-mail"], folder)).stdout).toMatch(
    /^your own: providers\/news-example-net-mail\.yaml$/m,
  );
});

test("a spec that new writes names the project's schema, once there is one", async () => {
  const args = [
    "new",
    "--dns",
    "cloudflare",
    "--mailbox",
    "acme-mail",
    "--with",
    "token=abcd1234",
    "--stack",
    "prod",
  ];
  const made = async (domain: string): Promise<string> => {
    const ran = await mailzoneHere([...args, domain], folder);
    expect(ran).toMatchObject({ code: 0 });
    return readFileSync(join(folder, `stacks/prod/${domain}.yaml`), "utf8");
  };
  rmSync(join(folder, ".mailzone"), { recursive: true, force: true });
  expect(await made("a.example.net")).toMatch(
    /^# yaml-language-server: \$schema=\S+\/schema\/spec\.schema\.json\n/,
  );
  await mailzoneHere(["schema"], folder);
  expect(await made("b.example.net")).toMatch(
    /^# yaml-language-server: \$schema=\.\.\/\.\.\/\.mailzone\/schema\/spec\.schema\.json\n/,
  );
});
