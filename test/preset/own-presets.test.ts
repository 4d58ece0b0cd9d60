/** Presets of the user's own: used as those that mailzone brings along; what is wrong with one is told once, in its file. */
import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, jest, test } from "@jest/globals";
import type { Finding } from "../../src/finding.ts";
import { type Loaded, loadPaths, loadSpec } from "../../src/pipeline.ts";
import { projectLibrary } from "../../src/preset/library.ts";
import { printRdata } from "../../src/zone/rdata.ts";
import { ACME, ownProject, putFile, SPEC, TEMPLATE } from "./own-project.ts";

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});
function project(files: Readonly<Record<string, string>> = {}): string {
  const folder = ownProject(files);
  folders.push(folder);
  return folder;
}

const records = ({ zones }: Loaded): string[] =>
  zones.flatMap(({ rrsets }) =>
    rrsets.flatMap(({ name, type, records: all }) =>
      all.map(({ data }) => `${name} ${type} ${printRdata(data)}`),
    ),
  );

const told = (findings: readonly Finding[]): string[] =>
  findings
    .filter(({ severity }) => severity !== "info")
    .map(({ place, severity, code }) => `${place?.file}:${place?.line}:${place?.column} ${severity} ${code}`);

const PUBLISHED = [
  "_dmarc.example.com. TXT",
  "acme._domainkey.example.com. CNAME dkim.acme-hosts.net.",
  "example.com. MX 10 mx1.acme-hosts.net.",
  'example.com. TXT "acme-verify=abcd1234"',
  'example.com. TXT "news-verify=x1"',
  'example.com. TXT "v=spf1 include:spf.acme-hosts.net ~all"',
  "news._domainkey.example.com. CNAME dkim.news-hosts.net.",
];

describe("a preset of one's own", () => {
  test("is used in specs, and so is a template, by its file's name; nothing is found in sound ones", () => {
    const loaded = loadPaths(["stacks"], project());
    expect(told(loaded.findings)).toEqual([]);
    expect(
      records(loaded)
        .map((line) => line.replace(/(?<=_dmarc.* TXT) .*/, ""))
        .sort(),
    ).toEqual(PUBLISHED);
  });

  test("has variants", () => {
    const folder = project({
      "stacks/prod/example.com.yaml": SPEC.replace("provider: acme-mail", "provider: acme-mail-cn"),
    });
    expect(records(loadPaths(["stacks"], folder))).toContain("example.com. MX 10 cn.acme-hosts.net.");
  });

  test("is used by the component of a program in the project", () => {
    const cwd = jest.spyOn(process, "cwd").mockReturnValue(project());
    const loaded = loadSpec("MailZone example.com", {
      domain: "example.com",
      dns: "cloudflare",
      mailbox: { provider: "acme-mail", with: { token: "abcd1234" } },
    });
    cwd.mockRestore();
    expect(records(loaded)).toContain("example.com. MX 10 mx1.acme-hosts.net.");
  });

  test("is listed, and says so; a mistyped id and another name lead to it", () => {
    const library = projectLibrary(project());
    expect(library.catalogue().filter(({ file }) => file !== undefined)).toMatchObject([
      { id: "acme-mail", file: "providers/acme-mail.yaml" },
      { id: "news-example-net-mail", file: "templates/news.example.net.mail.json" },
    ]);
    const ids = library.catalogue().map(({ id }) => id);
    expect(ids).toEqual(ids.toSorted());
    expect(library.ids()).toEqual(expect.arrayContaining(["acme-mail", "acme-mail-cn", "sendgrid"]));
    expect(library.meant("acme-mial")).toBe("acme-mail");
    expect(library.meant("阿克梅")).toBe("acme-mail");
    expect(library.findings).toEqual([]);
  });

  test("that was made from a template takes that template's place", () => {
    const made = ACME.replaceAll("acme-mail", "news-example-net-mail").replace(
      "kind: mailbox",
      "kind: sender",
    );
    const folder = project({ "providers/news-example-net-mail.yaml": made });
    const loaded = loadPaths(["stacks"], folder);
    expect(told(loaded.findings).filter((line) => !line.startsWith("stacks/"))).toEqual([]);
    expect(projectLibrary(folder).find("news-example-net-mail")?.title).toBe("Acme Mail");
  });

  test("replaces one that mailzone brings along, with its variants, if it says so", () => {
    const mailgun = ACME.replaceAll("acme-mail", "mailgun");
    const folder = project({
      "providers/mailgun.yaml": mailgun.replace("title:", "replaces: bundled\ntitle:"),
    });
    const library = projectLibrary(folder);
    expect(library.findings).toEqual([]);
    expect(library.find("mailgun")?.title).toBe("Acme Mail");
    expect(library.find("mailgun-us")).toBeUndefined();
    expect(library.find("mailgun-cn")?.fixed).toEqual({ region: "cn" });
    expect(library.presets().filter(({ id }) => id === "mailgun")).toHaveLength(1);
  });
});

describe("checks of records that a person wrote know the service of a preset of one's own", () => {
  const byHand = (mx: string, dkim: string): string =>
    `domain: example.com\ndns: cloudflare\ndkim: [{ selector: acme, cname: ${dkim} }]\nrecords: [{ type: MX, values: [${mx}] }]\n`;
  const CASES: readonly (readonly [string, string, readonly string[]])[] = [
    ["one MX is enough", byHand("10 mx1.acme-hosts.net", "dkim.acme-hosts.net"), []],
    ["but not of others", byHand("10 mx1.other-hosts.net", "dkim.acme-hosts.net"), ["mx-redundancy"]],
    [
      "a host that is nearly its own",
      byHand("10 mx1.acme-hots.net", "dkim.acme-hosts.net"),
      ["mx-redundancy", "name-near-service"],
    ],
    [
      "its MX beside others",
      byHand("10 mx1.acme-hosts.net, 20 mx.other-hosts.net", "dkim.acme-hosts.net"),
      ["mx-mixed-presets"],
    ],
  ];
  const codes = ["mx-redundancy", "name-near-service", "mx-mixed-presets", "dkim-cname-shape"];
  test.each(CASES)("%s", (_, spec, found) => {
    const { findings } = loadPaths(["stacks"], project({ "stacks/prod/example.com.yaml": spec }));
    expect(
      findings
        .map(({ code }) => code)
        .filter((code) => codes.includes(code))
        .sort(),
    ).toEqual(found);
  });
});

/** One mistake each, in the file of acme-mail: the rule, what is replaced by what, and what is told. */
const BROKEN: readonly (readonly [rule: string, from: string | RegExp, to: string, told: string])[] = [
  ["is YAML", "id: acme-mail", "id: [", "2:1 error yaml-syntax"],
  ["is not empty", /^[\s\S]*$/, "", "1:1 error spec-empty"],
  ["is a preset", /^[\s\S]*$/, "password: x\n", "1:1 error file-form"],
  ["has the grammar", "kind: mailbox", "kind: mailbx", "6:7 error spec-value"],
  ["is named after its id", "id: acme-mail", "id: acme", "1:5 error preset-file"],
  ["uses what it declares", "{token}", "{tokn}", "12:3 error preset-file"],
  ["has patterns that are valid", "[a-z0-9]{8,}", "[a-z", "12:52 error preset-file"],
  ["has patterns that take linear time", "[a-z0-9]{8,}", "([a-z0-9]+)+", "12:52 error preset-file"],
  [
    "has patterns of DKIM targets that take linear time",
    "(?<selector>acme)-hosts",
    "(?<selector>(a+)+)cme-hosts",
    "15:40 error preset-file",
  ],
  [
    "derives nothing from what is derived",
    "parameters:",
    'parameters:\n  a: { about: a, find: b, type: label, derive: "{b}", example: a }\n  b: { about: a, find: b, type: label, derive: "{a}", example: a }',
    "11:48 error preset-file",
  ],
  ["is one document", /$/, "---\nid: second\n", "23:1 error preset-file"],
];

describe("a broken one is told at its place, and not again where it is used", () => {
  test.each(BROKEN)("it %s", (_, from, to, wrong) => {
    const loaded = loadPaths(["stacks"], project({ "providers/acme-mail.yaml": ACME.replace(from, to) }));
    const [first] = told(loaded.findings);
    expect(first).toBe(`providers/acme-mail.yaml:${wrong}`);
    expect(loaded.findings.filter(({ code }) => code === "preset-unknown")).toEqual([]);
  });

  test("an id that mailzone brings along is taken", () => {
    const folder = project({ "providers/sendgrid.yaml": ACME.replaceAll("acme-mail", "sendgrid") });
    const { findings } = loadPaths(["stacks"], folder);
    expect(told(findings)).toEqual(["providers/sendgrid.yaml:1:5 error preset-file"]);
    expect(findings[0]?.help).toMatch(/replaces: bundled/);
  });

  test("so is that of a variant, which replaces: bundled does not give away", () => {
    const text = ACME.replaceAll("acme-mail", "mailgun-us").replace("title:", "replaces: bundled\ntitle:");
    const { findings } = loadPaths(["stacks"], project({ "providers/mailgun-us.yaml": text }));
    expect(told(findings)).toEqual(["providers/mailgun-us.yaml:1:5 error preset-file"]);
  });

  test("a template cannot take an id that mailzone brings along", () => {
    const { findings } = loadPaths(["stacks"], project({ "templates/sendgrid.json": TEMPLATE }));
    expect(told(findings)).toEqual(["templates/sendgrid.json:1:1 error template-file"]);
  });

  test.each([
    ["another template", "templates/news-example.net.mail.json"],
    ["a variant of a preset", "templates/acme-mail-cn.json"],
  ])("nor that of %s", (_, file) => {
    const { findings } = loadPaths(["stacks"], project({ [file]: TEMPLATE }));
    expect(told(findings).map((line) => line.replace(/^templates\/[\w.-]+:/, ""))).toEqual([
      "1:1 error template-file",
    ]);
  });

  test("two presets do not have one id", () => {
    const text = ACME.replaceAll("acme-mail", "acme").replace("acme-cn:", "acme-mail:");
    const { findings } = loadPaths(["stacks"], project({ "providers/acme.yaml": text }));
    expect(told(findings)).toEqual([
      "providers/acme-mail.yaml:1:5 error preset-file",
      "providers/acme.yaml:13:13 error preset-file",
    ]);
  });

  test("a broken template is told in its file", () => {
    const text = TEMPLATE.replace('"CNAME"', '"CNMAE"');
    const { findings } = loadPaths(["stacks"], project({ "templates/news.example.net.mail.json": text }));
    expect(told(findings).map((line) => line.replace(/:\d+ /, " "))).toContain(
      "templates/news.example.net.mail.json:1 error spec-missing",
    );
  });

  test("a JSON file of another tool is none, which is no error", () => {
    const { findings } = loadPaths(["stacks"], project({ "templates/stack.json": '{"Resources": {}}' }));
    expect(findings.filter(({ code }) => code === "file-form")).toEqual([]);
    expect(told(findings)).toEqual([]);
  });
});

describe("files that strangers put there", () => {
  const HOSTILE: readonly (readonly [string, (folder: string) => void, string])[] = [
    [
      "a link out of the project",
      (folder) => symlinkSync("/etc/passwd", join(folder, "providers/x.yaml")),
      "providers/x.yaml:1:1 error file-unreadable",
    ],
    [
      "a folder with the name of a preset",
      (folder) => mkdirSync(join(folder, "providers/x.yaml")),
      "providers/x.yaml:1:1 error file-unreadable",
    ],
    [
      "a large file",
      (folder) => putFile(folder, "providers/x.yaml", "#".repeat(3_000_000)),
      "providers/x.yaml:1:1 error file-too-large",
    ],
    [
      "a bomb of aliases",
      (folder) =>
        putFile(
          folder,
          "providers/x.yaml",
          `a: &a [1,1,1,1,1,1,1,1,1,1]\n${[..."bcdefghij"].map((c, i) => `${c}: &${c} [${`*${"abcdefghi"[i]},`.repeat(10)}]`).join("\n")}\n`,
        ),
      "providers/x.yaml:1:12 error yaml-alias",
    ],
    [
      "a link in place of the folder",
      (folder) => {
        renameSync(join(folder, "providers"), join(folder, "elsewhere"));
        symlinkSync("/usr", join(folder, "providers"));
      },
      "providers:1:1 error file-unreadable",
    ],
    [
      "another ending",
      (folder) => writeFileSync(join(folder, "providers/x.yml"), ACME),
      "providers/x.yml:1:1 error preset-file",
    ],
  ];
  test.each(HOSTILE)("%s is told, once", (_, make, wrong) => {
    const folder = project();
    make(folder);
    expect(told(loadPaths(["stacks"], folder).findings)).toEqual([wrong]);
  });

  test("dot files and files of other kinds are not looked at", () => {
    const folder = project({
      "providers/.x.yaml": "a: [",
      "providers/README.md": "x",
      "templates/x.txt": "x",
    });
    expect(told(loadPaths(["stacks"], folder).findings)).toEqual([]);
  });
});
