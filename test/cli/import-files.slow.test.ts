/** `mailzone import` and the disk: which files of a folder are read, and which are written where. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { mailzone, type Ran } from "./run.ts";

jest.setTimeout(240_000);

let above: string;
let folder: string;
beforeEach(() => {
  above = mkdtempSync(join(tmpdir(), "mailzone-import-"));
  folder = join(above, "project");
  mkdirSync(folder);
});
afterEach(() => rmSync(above, { recursive: true, force: true }));

const write = (name: string, text: string): void => {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
};
const link = (target: string, name: string): void => symlinkSync(target, join(folder, name));
const filesIn = (path: string): string[] =>
  readdirSync(path, { withFileTypes: true, recursive: true })
    .flatMap((entry) => (entry.isFile() ? [join(entry.parentPath, entry.name).slice(path.length + 1)] : []))
    .sort();

const run = (...words: string[]): Ran => mailzone(["import", ...words, "--dns", "alidns"], folder);

const zoneFile = (zone: string): string =>
  [
    `$ORIGIN ${zone}`,
    "@ 600 MX 5 mxbiz1.qq.com.",
    '@ 600 TXT "v=spf1 include:spf.mail.qq.com ~all"',
    "",
  ].join("\n");

describe("a folder of sources", () => {
  beforeEach(() => write("zones/a.zone", zoneFile("a.example.")));

  const cases: readonly (readonly [
    rule: string,
    make: () => void,
    expected: {
      readonly domains: readonly string[];
      readonly skipped: number;
      readonly errors: readonly string[];
    },
  ])[] = [
    [
      "links to folders are not followed, in circles or out of it",
      () => {
        write("more/b.zone", zoneFile("b.example."));
        link(".", "zones/self");
        link("../more", "zones/more");
      },
      { domains: ["a.example"], skipped: 2, errors: [] },
    ],
    [
      "links to files are, and a file comes once",
      () => {
        write("more/b.zone", zoneFile("b.example."));
        link("../more/b.zone", "zones/b.zone");
        link("a.zone", "zones/again.zone");
      },
      { domains: ["a.example", "b.example"], skipped: 0, errors: [] },
    ],
    [
      "a link out of the project is not read",
      () => {
        writeFileSync(join(above, "out.zone"), zoneFile("out.example."));
        link("../../out.zone", "zones/out.zone");
      },
      { domains: ["a.example"], skipped: 0, errors: ["outside the project"] },
    ],
    [
      "a link that leads nowhere",
      () => link("nothing", "zones/b.zone"),
      { domains: ["a.example"], skipped: 1, errors: [] },
    ],
    [
      "a large file costs itself alone, and is an error if it is called a zone",
      () => {
        write("zones/backup.dat", "x".repeat(3_000_000));
        write("zones/large.zone", "x".repeat(3_000_000));
      },
      { domains: ["a.example"], skipped: 1, errors: ["large.zone has more than"] },
    ],
    [
      "scripts and tables of other kinds, octoDNS's own config, and specs",
      () => {
        write("zones/app.js", "export const x = 1;\n");
        write("zones/data.tsv", "a\tb\n1\t2\n");
        write("zones/production.yaml", "zones: {a.example.: {sources: [config]}}\n");
        write("zones/own.example.yaml", "domain: own.example\ndns: route53\nmailbox: tencent-exmail\n");
      },
      { domains: ["a.example"], skipped: 4, errors: [] },
    ],
    [
      "a script for dnscontrol that cannot be read",
      () => write("zones/dnsconfig.js", 'D("b.example", REG, MX("@", 1,'),
      { domains: ["a.example"], skipped: 0, errors: ["not JavaScript"] },
    ],
  ];

  test.each(cases)("%s", (_, make, { domains, skipped, errors }) => {
    make();
    const { code, stdout, stderr } = run("zones", "--format", "json");
    const document = JSON.parse(stdout);
    expect(document.domains.map(({ domain }: { domain: string }) => domain).sort()).toEqual(domains);
    expect(document.skipped).toHaveLength(skipped);
    expect(document.findings.map(({ message }: { message: string }) => message)).toEqual(
      errors.map((text) => expect.stringContaining(text)),
    );
    expect([code, stderr]).toEqual([errors.length > 0 ? 1 : 0, expect.not.stringMatching(/\n {4}at /)]);
  });
});

describe("--out", () => {
  const zones = (...names: string[]): void => {
    for (const [i, name] of names.entries()) write(`zones/${i}.zone`, zoneFile(name));
  };

  test("no zone's name leads out of it, or into another folder", () => {
    zones(
      "../../x.example.",
      "a/b.example.",
      "..",
      "0/25.2.0.192.in-addr.arpa.",
      "pulumi.example.",
      "ok.example.",
    );
    const { code, stderr } = run("zones", "--out", "stacks/prod");
    expect([code, stderr.match(/is not a domain name/g)?.length]).toEqual([1, 3]);
    expect(filesIn(above).filter((file) => file.endsWith("yaml"))).toEqual([
      "project/stacks/prod/0%2F25.2.0.192.in-addr.arpa.yaml",
      "project/stacks/prod/_pulumi.example.yaml",
      "project/stacks/prod/ok.example.yaml",
    ]);
    // each is read as a spec
    expect(mailzone(["check", "stacks"], folder).stdout).toContain("3 domains");
  });

  const refused: readonly (readonly [
    rule: string,
    words: readonly string[],
    make: () => void,
    message: string,
  ])[] = [
    ["is in the project", ["--out", "../elsewhere"], () => {}, "is outside the project"],
    ["is no file", ["--out", "zones/0.zone"], () => {}, "zones/0.zone"],
    ["is not empty", ["--out", ""], () => {}, "--out is empty"],
    [
      "leaves nothing of a run that fails half-way",
      ["--out", "specs"],
      () => {
        mkdirSync(join(folder, "specs"));
        link("../nowhere/x", "specs/b.example.yaml");
      },
      "specs/b.example.yaml is a link that leads nowhere",
    ],
    [
      "gets no defaults that would apply to other specs",
      ["--out", "specs", "--defaults"],
      () => write("specs/sub/c.example.yaml", "domain: c.example\ndns: alidns\nmailbox: tencent-exmail\n"),
      "would also apply to specs/sub/c.example.yaml",
    ],
  ];

  test.each(refused)("%s", (_, words, make, message) => {
    zones("a.example.", "b.example.");
    make();
    const before = filesIn(above);
    const { code, stdout, stderr } = run("zones", ...words);
    expect([code, stdout, filesIn(above)]).toEqual([2, "", before]);
    expect([stderr.split("\n").length, stderr]).toEqual([2, expect.stringContaining(message)]);
  });

  test.each([
    ["a sender of the stack", "stacks/prod/defaults.yaml", "senders: [mailchimp]\n", 600, true],
    [
      "another TTL than the usual, which the spec then says",
      "stacks/prod/sub/defaults.yaml",
      "ttl: 900\n",
      3600,
      false,
    ],
    ["the same TTL", "stacks/prod/defaults.yaml", "ttl: 600\n", 600, false],
    ["a TTL that the spec overrules", "stacks/prod/sub/defaults.yaml", "ttl: 900\n", 600, false],
    ["nothing that matters", "stacks/prod/defaults.yaml", "dns: alidns\n", 600, false],
    ["those of another folder", "stacks/other/defaults.yaml", "senders: [mailchimp]\n", 600, false],
  ])("defaults that apply there already: %s", (_, file, text, ttl, isChanged) => {
    write("zones/a.zone", zoneFile("a.example.").replaceAll(" 600 ", ` ${ttl} `));
    write(file, text);
    const { code, stderr } = run("zones", "--out", "stacks/prod/sub");
    expect(readFileSync(join(folder, "stacks/prod/sub/a.example.yaml"), "utf8")).toContain(
      "domain: a.example",
    );
    const found = "stacks/prod/sub/a.example.yaml:1:1: error import-defaults";
    expect([code, stderr.includes(found)]).toEqual([isChanged ? 1 : 0, isChanged]);
    expect(existsSync(join(folder, "stacks/prod/sub/defaults.yaml"))).toBe(file.includes("sub"));
  });
});
