/** `mailzone report`: what it writes and where, what it refuses, and its exit codes. */
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
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { driftOf } from "../../src/live/drift.ts";
import { driftJson } from "../../src/report/drift-json.ts";
import { aggregate } from "../feedback/written.ts";
import { same, surveyed } from "../live/edited-zone.ts";
import { mailzoneHere } from "./captured.ts";

const PARKED = "domain: a.example\ndns: cloudflare\nmode: parked\n";
const VERIFIED = {
  version: 1,
  domains: [
    { domain: "a.example", zone: "a.example.", cloud: "cloudflare", state: "nxdomain", records: [] },
    { domain: "z.example", zone: "z.example.", cloud: "cloudflare", state: "nxdomain", records: [] },
    { domain: "z.example", zone: "z.example.", cloud: "route53", state: "nxdomain", records: [] },
  ],
  findings: [],
  summary: { domains: 2, sets: 0, servers: 0, agreeing: 0, errors: 0, warnings: 0 },
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mailzone-page-"));
  mkdirSync(join(folder, "stacks/prod"), { recursive: true });
  write("Pulumi.yaml", "name: x\n");
  write("stacks/prod/a.yaml", PARKED);
  write("verify.json", JSON.stringify(VERIFIED));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
const read = (name: string): string => readFileSync(join(folder, name), "utf8");
const report = (...words: readonly string[]) => mailzoneHere(["report", ...words], folder);
const dataOf = (html: string) =>
  JSON.parse(/<script id="data" type="application\/json">(.*)<\/script>/.exec(html)?.[1] ?? "");
const factsIn = (name: string): string[] => dataOf(read(name)).facts.map(({ id }: { id: string }) => id);

test("writes one file, says where, counts on stderr, and replaces it the next time", async () => {
  const first = await report();
  expect(first).toEqual({
    code: 0,
    stdout: "wrote mailzone-report/index.html\n",
    stderr: "1 info in 1 domain, 4 records\n",
  });
  expect(readdirSync(join(folder, "mailzone-report"))).toEqual(["index.html"]);
  write("stacks/prod/b.yaml", PARKED.replace("a.example", "b.example"));
  expect(await report("--quiet")).toEqual({ ...first, stderr: "" });
  expect(dataOf(read("mailzone-report/index.html")).domains).toHaveLength(2);
});

test("errors of the specs are exit code 1: the page is written, and they are printed", async () => {
  write("stacks/prod/b.yaml", "domain: {\n");
  const { code, stdout, stderr } = await report("--out", "a/b");
  expect({ code, stdout }).toEqual({ code: 1, stdout: "wrote a/b/index.html\n" });
  expect(stderr).toMatch(/: error yaml-syntax\n[\s\S]*1 error, 1 info in 1 domain/);
  expect(dataOf(read("a/b/index.html")).others).toHaveLength(1);
});

test("--only has the page of some domains", async () => {
  write("stacks/prod/b.yaml", PARKED.replace("a.example", "b.example"));
  await report("--only", "b.example");
  expect(dataOf(read("mailzone-report/index.html")).domains).toMatchObject([{ name: "b.example" }]);
});

describe("what other commands printed", () => {
  test("is in the page; of domains without a spec there is a line", async () => {
    write("drift.json", JSON.stringify(driftJson(driftOf(surveyed("cloudflare", same)))));
    const { code, stderr } = await report("--verify", "verify.json", "--drift", "drift.json");
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: "1 domain of verify.json in no spec, so not in the page\n1 info in 1 domain, 4 records\n",
    });
    expect(factsIn("mailzone-report/index.html")).toEqual(expect.arrayContaining(["dns", "drift"]));
    await report();
    expect(factsIn("mailzone-report/index.html")).not.toContain("dns");
  });

  test("the figures of dmarc report are in it, of the domains that have a spec", async () => {
    write("stacks/prod/a.yaml", "domain: example.com\ndns: cloudflare\nmode: parked\n");
    write("report.xml", aggregate({ rows: [{ count: 98 }, { count: 2, dkim: "fail", spf: "fail" }] }));
    const printed = await mailzoneHere(["dmarc", "report", "report.xml", "--format", "json"], folder);
    write("dmarc.json", printed.stdout);
    expect(await report("--dmarc", "dmarc.json", "--quiet")).toMatchObject({ code: 0, stderr: "" });
    const { domains, texts } = dataOf(read("mailzone-report/index.html"));
    expect(texts[domains[0].reports.said]).toMatch(/98\.0% of 100 messages pass; at p=reject, 98\.0% would/);
    write("stacks/prod/a.yaml", PARKED);
    const { stderr } = await report("--dmarc", "dmarc.json");
    expect(stderr).toContain("1 domain of dmarc.json in no spec, so not in the page\n");
  });

  test.each([
    ["is missing", "nowhere.json", /^mailzone: nowhere\.json does not exist\n$/],
    ["is a folder", "stacks", /^mailzone: stacks is a folder: /],
    ["is empty", "", /prints: it is empty\n$/],
    ["is text", "all well\n", /prints: it is not valid JSON\n$/],
    [
      "is of another version",
      '{"version": 7}',
      /prints: it is of version 7, and this mailzone reads version 1\n$/,
    ],
    ["is of another command", '{"version": 1, "zones": []}', /prints: at [a-z]+: /],
  ])("a file that %s is refused in one line, and nothing is written", async (_, content, line) => {
    const isName = content === "stacks" || content === "nowhere.json";
    if (!isName) write("given.json", content);
    for (const option of ["--verify", "--drift", "--dmarc"]) {
      const { code, stdout, stderr } = await report(option, isName ? content : "given.json");
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(stderr).toMatch(line);
      expect(stderr.split("\n")).toHaveLength(2);
    }
    expect(existsSync(join(folder, "mailzone-report"))).toBe(false);
  });
});

describe("a folder that cannot be used is exit code 2, and what is there stays", () => {
  test.each<[string, string, () => void, RegExp]>([
    ["no name", "", () => {}, /--out is empty: name a folder\n$/],
    ["a file", "verify.json", () => {}, /verify\.json is not a folder\n$/],
    ["a place below a file", "verify.json/x", () => {}, /verify\.json\/x /],
    ["a place where no folder can be made", "/proc/x", () => {}, /\/proc\/x cannot be written/],
    [
      "a page of somebody else",
      "public",
      () => {
        mkdirSync(join(folder, "public"));
        write("public/index.html", "<h1>Welcome</h1>");
      },
      /public\/index\.html is no page of mailzone report, so it is not replaced: name another folder with --out\n$/,
    ],
    [
      "a link out of the project",
      "public",
      () => {
        mkdirSync(join(folder, "public"));
        symlinkSync("/dev/null", join(folder, "public/index.html"));
      },
      /public\/index\.html is /,
    ],
    [
      "a link in a circle",
      "circle",
      () => symlinkSync("circle", join(folder, "circle")),
      /circle cannot be written: ELOOP\n$/,
    ],
    ["no specs", "x", () => rmSync(join(folder, "stacks"), { recursive: true }), /stacks does not exist\n$/],
  ])("%s", async (_, out, prepare, line) => {
    prepare();
    const before = readdirSync(folder, { recursive: true });
    const { code, stdout, stderr } = await report("--out", out);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(line);
    expect(stderr).not.toMatch(/bug|\n {4}at /);
    expect(readdirSync(folder, { recursive: true })).toEqual(before);
  });
});
