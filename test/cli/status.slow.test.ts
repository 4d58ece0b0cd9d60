/** `mailzone status` against real name servers (NSD) on loopback, without an engine that knows the stack. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, jest } from "@jest/globals";
import { Ajv } from "ajv";
import { apex, type Lab, startLab } from "../live/dns/lab.ts";
import { needs } from "../needs.ts";
import { mailzone } from "./run.ts";

const { afterAll, beforeAll, test } = needs("nsd");

jest.setTimeout(240_000);

const ROOT = "127.53.7.1";
const [ONE, TWO, DEAD] = ["127.53.7.2", "127.53.7.3", "127.53.7.9"];
const NS = ["ns1.host.net.", "ns2.host.net."];
const OLD = "@ MX 5 mxbiz1.qq.com.\n@ MX 10 mxbiz2.qq.com.";
const NEW = "@ MX 5 mxn.mxhichina.com.\n@ MX 10 mxw.mxhichina.com.";
const zone = (mx: string): string => `${apex(...NS)}\n${mx}`;

const ZONES = {
  [ROOT]: {
    ".": [
      apex("a.root."),
      `a.root A ${ROOT}`,
      ...["stays.com", "moves.com"].flatMap((domain) => NS.map((server) => `${domain}. NS ${server}`)),
      "host.net. NS ns1.host.net.",
      `ns1.host.net. A ${ONE}`,
      `ns2.host.net. A ${TWO}`,
    ].join("\n"),
  },
  [ONE]: {
    "host.net.": [apex("ns1"), `ns1 A ${ONE}`, `ns2 A ${TWO}`].join("\n"),
    "stays.com.": zone(OLD),
    "moves.com.": zone(NEW),
  },
  [TWO]: { "stays.com.": zone(OLD), "moves.com.": zone(OLD) },
};

const specOf = (domain: string, phase: string): string =>
  `domain: ${domain}\ndns: cloudflare\nmailbox: alibaba-mail-enterprise\nmigrate: {from: tencent-exmail, phase: ${phase}}\n`;

let lab: Lab;
let folder: string;
beforeAll(async () => {
  lab = await startLab(ZONES);
  folder = mkdtempSync(join(tmpdir(), "mailzone-status-"));
  mkdirSync(join(folder, "stacks/prod"), { recursive: true });
  const write = (path: string, text: string): void => writeFileSync(join(folder, path), text);
  write("stacks/prod/stays.com.yaml", specOf("stays.com", "prepare"));
  write("stacks/prod/parked.com.yaml", "domain: parked.com\ndns: cloudflare\nmode: parked\n");
  write("stacks/Pulumi.rehearsal.yaml", "config: {mailzone:specs: stacks/prod}\n");
  write("moves.com.yaml", specOf("moves.com", "switch"));
  write("broken.com.yaml", specOf("broken.com", "done"));
});
afterAll(async () => {
  await lab.close();
  rmSync(folder, { recursive: true, force: true });
});

const status = (...words: string[]) => mailzone(["status", ...words], folder);
const root = (address = ROOT): string[] => ["--root", `${address}:${lab.port}`];

test("a stack whose config names the folder of another is the one whose state is asked for", () => {
  const run = status("--stack", "rehearsal", "--format", "json", ...root());
  expect(JSON.parse(run.stdout).domains).toMatchObject([{ domain: "stays.com", stack: "rehearsal" }]);
});

test("says whose MX each server has, and what it could not learn from the stack", () => {
  const run = status(...root());
  expect(run.code).toBe(0);
  expect(run.stdout).toContain("stays.com  prepare  unknown  tencent-exmail (2 servers)");
  expect(run.stdout).toContain("note: the state of stack prod could not be read: ");
  expect(run.stdout).toContain("1 domain in a migration, 1 without\n");
});

test("--quiet leaves out the counts, and the command that comes next", () => {
  const run = status("moves.com.yaml", ...root());
  expect(run.stderr).toBe("");
  const quiet = status("moves.com.yaml", ...root(), "--quiet");
  expect(run.stdout.startsWith(quiet.stdout)).toBe(true);
  expect(run.stdout.slice(quiet.stdout.length)).toBe("1 domain in a migration, 0 without\n");
  expect(status("broken.com.yaml", ...root(), "--quiet").stdout).toMatch(/: error spec-value/);
});

test("tells servers apart that have not followed; in JSON by the schema", () => {
  const schema = JSON.parse(
    readFileSync(join(import.meta.dirname, "../../schema/status.schema.json"), "utf8"),
  );
  const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);
  const run = status("moves.com.yaml", ...root(), "--format", "json");
  const document = JSON.parse(run.stdout);
  expect([validate(document), validate.errors]).toEqual([true, null]);
  expect(document).toMatchObject({
    domains: [
      {
        ...{ domain: "moves.com", stack: null, phase: "switch", published: "unknown", since: null },
        servers: [{ mail: "new" }, { mail: "old" }],
      },
    ],
    notes: ["1 domain outside stacks/STACK: no state says since when the phase is published"],
  });
});

test("where DNS cannot be asked, it says so and goes on", () => {
  const run = status("moves.com.yaml", ...root(DEAD));
  expect(run.code).toBe(0);
  expect(run.stdout).toContain("moves.com  switch  unknown  not asked");
  expect(run.stdout).toContain("note: DNS could not be asked");
});

test("specs with errors are shown instead, and both a path and a stack are refused", () => {
  const broken = status("broken.com.yaml", ...root());
  expect([broken.code, broken.stdout]).toEqual([1, expect.stringContaining("error spec-value")]);
  expect(status("moves.com.yaml", "--stack", "prod")).toMatchObject({ code: 2, stdout: "" });
});
