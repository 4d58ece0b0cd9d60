/** `mailzone dkim rotate` and what `status` says of keys, against real name servers (NSD) on loopback. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, jest } from "@jest/globals";
import { composeDkim } from "../../src/mail/dkim.ts";
import { rotationDocument } from "../../src/report/dkim-rotation.ts";
import { statusDocument } from "../../src/report/status-json.ts";
import { daysAgo } from "../check/dkim/specs.ts";
import { apex, type Lab, startLab } from "../live/dns/lab.ts";
import { ED25519_KEY } from "../mail/keys.ts";
import { needs } from "../needs.ts";
import { mailzoneHere } from "./captured.ts";

const { afterAll, beforeAll, describe, test } = needs("nsd");

jest.setTimeout(240_000);

const [ROOT, ONE, TWO, DEAD] = ["127.53.8.1", "127.53.8.2", "127.53.8.3", "127.53.8.9"];
const NS = ["ns1.host.net.", "ns2.host.net."];
const DOMAINS = ["a.com", "b.com", "c.com", "late.com"];
const key = (selector: string, text = composeDkim(ED25519_KEY)): string =>
  `${selector}._domainkey TXT "${text}"`;
const zone = (...lines: string[]): string => [apex(...NS), ...lines].join("\n");
const EACH = zone(key("old"), key("new"));

let lab: Lab;
beforeAll(async () => {
  const leads = DOMAINS.flatMap((domain) => NS.map((server) => `${domain}. NS ${server}`));
  const own = Object.fromEntries(["a.com.", "b.com.", "c.com."].map((name) => [name, EACH]));
  lab = await startLab({
    [ROOT]: {
      ".": [apex("a.root."), `a.root A ${ROOT}`, ...leads, "host.net. NS ns1.host.net."]
        .concat(`ns1.host.net. A ${ONE}`, `ns2.host.net. A ${TWO}`)
        .join("\n"),
    },
    [ONE]: { "host.net.": zone(`ns1 A ${ONE}`, `ns2 A ${TWO}`), ...own, "late.com.": EACH },
    [TWO]: { ...own, "late.com.": zone(key("old")) },
  });
});
afterAll(() => lab.close());

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mailzone-rotate-"));
  mkdirSync(join(folder, "stacks/prod"), { recursive: true });
  mkdirSync(join(folder, "keys"), { mode: 0o700 });
  writeFileSync(join(folder, "Pulumi.yaml"), "name: mailzone\nruntime: nodejs\n");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string): string => join(folder, "stacks/prod", name);
const head = (domain: string): string => `domain: ${domain}\ndns: cloudflare\nmode: send-only\ndkim:\n`;
const item = (selector: string, rest = ""): string =>
  `  - {selector: ${selector}${rest}, key: "${ED25519_KEY}"} # ours\n`;
const since = (state: string, days: number): string => `, state: ${state}, since: "${daysAgo(days)}"`;
const write = (name: string, ...texts: string[]): void => writeFileSync(file(name), texts.join("---\n"));
const read = (name: string): string => readFileSync(file(name), "utf8");
const root = (): string[] => ["--root", `${ROOT}:${lab.port}`];
const rotate = (...words: string[]) => mailzoneHere(["dkim", "rotate", ...words, ...root()], folder);
const keys = (): string[] => readdirSync(join(folder, "keys")).sort();

describe("one domain", () => {
  test("goes through a rotation, each step in its time", async () => {
    write("a.yaml", `${head("a.com")}${item("old")}${item("new", since("next", 2))}`);
    const activated = await rotate("a.com");
    expect(activated).toMatchObject({ code: 0, stderr: "" });
    expect(activated.stdout).toContain(
      "a.com: new is the active key: have the mail servers sign with it now.\n",
    );
    expect(activated.stdout).toContain("a.com: old is retiring");
    const today = daysAgo(0);
    const retiring = read("a.yaml");
    expect(retiring).toMatch(
      new RegExp(
        `selector: old, key: "[^"]+", state: retiring, since: ${today}T[0-9:]+Z} # ours\\n.*selector: new, state: active, since: ${today}T`,
      ),
    );

    const early = await rotate("a.com");
    expect(early).toMatchObject({ code: 0, stderr: "" });
    expect(early.stdout).toMatch(/^a\.com: wait until .* UTC, then run .*, which revokes old\.\n$/);
    expect(read("a.yaml")).toBe(retiring);

    const old = `${daysAgo(8)}T00:00:00Z`;
    write("a.yaml", retiring.replaceAll(new RegExp(`${today}T[0-9:]+Z`, "g"), old));
    const revoked = await rotate("a.com");
    expect(revoked.stdout).toBe("a.com: old is revoked: apply the spec, and delete its private key.\n");
    expect(revoked.stderr).toContain("Next: pulumi up --stack prod");
    expect(read("a.yaml")).toBe(
      retiring.replaceAll(new RegExp(`${today}T[0-9:]+Z`, "g"), old).replace("retiring", "revoked"),
    );
  });

  test("begins with a new key of the same kind, in a file that only its owner reads", async () => {
    write("a.yaml", `${head("a.com")}${item("old")}`);
    const without = await rotate("a.com");
    expect(without).toMatchObject({ code: 2, stdout: "" });
    expect(without.stderr).toContain(
      "say where the private key goes: --key-folder FOLDER or --secret; nothing was changed",
    );
    const run = await rotate("a.com", "--key-folder", "keys");
    const selector = `e${daysAgo(0).replaceAll("-", "")}`;
    expect(run).toMatchObject({ code: 0 });
    expect(run.stdout).toContain(
      `a.com: ${selector} is the next key, and its private half is in keys/a.com.${selector}.key`,
    );
    expect(run.stdout).toContain(`dkim_private_key = keys/a.com.${selector}.key\n`);
    expect(keys()).toEqual([`a.com.${selector}.key`]);
    const path = join(folder, "keys", keys()[0] ?? "");
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const secret = readFileSync(path, "utf8").split("\n")[1] ?? "-";
    expect(run.stdout + run.stderr + read("a.yaml")).not.toContain(secret);
    // without quotes YAML 1.1 would read a number
    const added = `  - {selector: "${selector}", state: next, since: `;
    expect(read("a.yaml")).toContain(`${head("a.com")}${item("old")}${added}`);
    const again = await rotate("a.com", "--key-folder", "keys");
    expect(again.stdout).toContain("2 of 2 servers do not answer the key");
    expect(keys()).toHaveLength(1);
  });

  test("waits for a server that is behind, and status says so", async () => {
    write(
      "late.yaml",
      `${head("late.com")}${item("old", since("active", 90))}${item("new", since("next", 2))}`,
    );
    const before = read("late.yaml");
    const run = await rotate("late.com", "--format", "json");
    const { changes } = rotationDocument.parse(JSON.parse(run.stdout));
    expect(changes).toEqual([
      {
        ...{ domain: "late.com", selector: null, did: "waits", since: null },
        next: "apply the spec: pulumi up --stack prod; 1 of 2 servers do not answer the key",
      },
    ]);
    expect(read("late.yaml")).toBe(before);
    const text = await mailzoneHere(["status", ...root()], folder);
    expect(text.stdout).toMatch(/ {2}late\.com {2}old +active {2}[0-9-]+ {2}as wanted \(2 servers\)\n/);
    expect(text.stdout).toMatch(
      / {2}late\.com {2}new +next +[0-9-]+ {2}as wanted \(1 server\), none \(1\)\n/,
    );
    const status = await mailzoneHere(["status", "--format", "json", ...root()], folder);
    const document = statusDocument.parse(JSON.parse(status.stdout));
    expect(document.keys).toMatchObject([
      { selector: "old", state: "active", isDue: false, next: null },
      { selector: "new", state: "next", isDue: false, servers: [{ key: "wanted" }, { key: "none" }] },
    ]);
  });

  test("two domains in one file: both specs are changed", async () => {
    const both = (domain: string): string => `${head(domain)}${item("old")}${item("new", since("next", 2))}`;
    write("a.yaml", both("a.com"), both("b.com"));
    expect(await rotate("stacks")).toMatchObject({ code: 0 });
    expect(read("a.yaml").match(/state: active/g)).toHaveLength(2);
    expect(read("a.yaml").match(/state: retiring/g)).toHaveLength(2);
  });
});

describe("a fleet", () => {
  test("rotates in waves, the oldest keys first; keys that are young enough are left alone", async () => {
    write("a.yaml", `${head("a.com")}${item("old", since("active", 400))}`);
    write("b.yaml", `${head("b.com")}${item("old", since("active", 900))}`);
    write("c.yaml", `${head("c.com")}${item("old", since("active", 10))}`);
    const begun = (name: string): boolean => read(name).includes("state: next");
    const run = await rotate("stacks", "--wave", "1", "--key-folder", "keys");
    expect(run).toMatchObject({ code: 0 });
    expect(["a.yaml", "b.yaml", "c.yaml"].map(begun)).toEqual([false, true, false]);
    expect(keys()).toHaveLength(1);
    // the first wave is not over
    await rotate("stacks", "--wave", "1", "--key-folder", "keys");
    expect(keys()).toHaveLength(1);
    await rotate("stacks", "--wave", "5", "--key-folder", "keys");
    expect(["a.yaml", "b.yaml", "c.yaml"].map(begun)).toEqual([true, true, false]);
    const rest = await rotate("stacks/prod/c.yaml");
    expect(rest.stdout).toMatch(/^Nothing to do: no rotation is under way, and no key is older/);
  });

  test("without a place for keys, those under way go on and the others are counted", async () => {
    write("a.yaml", `${head("a.com")}${item("old")}${item("new", since("next", 2))}`);
    write("b.yaml", `${head("b.com")}${item("old")}`);
    const run = await rotate("stacks");
    expect(run.stdout).toContain("a.com: new is the active key");
    expect(run.stdout).toContain(
      "1 rotation can begin: say where private keys go with --key-folder or --secret.",
    );
    expect(read("b.yaml")).toBe(`${head("b.com")}${item("old")}`);
  });

  test("after a run that was killed before it wrote the specs, what it left is named, and nothing is changed", async () => {
    const [a, b] = ["a.com", "b.com"].map((domain) => `${head(domain)}${item("old")}`) as [string, string];
    const reset = (): void => {
      write("a.yaml", a);
      write("b.yaml", b);
    };
    reset();
    await rotate("stacks", "--key-folder", "keys");
    const left = keys();
    reset();
    const again = await rotate("stacks", "--key-folder", "keys");
    expect(again).toMatchObject({ code: 2, stdout: "" });
    expect(again.stderr).toContain(`rm ${left.map((name) => `keys/${name}`).join(" ")},`);
    expect([read("a.yaml"), read("b.yaml"), keys()]).toEqual([a, b, left]);
    // killed while it wrote them: the first has its key
    for (const name of left) rmSync(join(folder, "keys", name));
    await rotate("stacks", "--key-folder", "keys");
    write("b.yaml", b);
    expect((await rotate("stacks", "--key-folder", "keys")).stderr).toContain(`rm keys/${left[1]},`);
    rmSync(join(folder, "keys", left[1] ?? ""));
    const done = await rotate("stacks", "--key-folder", "keys");
    expect(done).toMatchObject({ code: 0, stdout: expect.stringContaining("b.com") });
    expect([read("a.yaml"), read("b.yaml")].every((text) => text.includes("state: next"))).toBe(true);
  });

  test("a spec that cannot be edited stays as it was and gets no key, and the others go on", async () => {
    const odd = (state: string): string =>
      `{domain: b.com, dns: cloudflare, mode: send-only, dkim: [{selector: old, key: "${ED25519_KEY}"${state}}]}\n`;
    write("a.yaml", `${head("a.com")}${item("old")}`);
    for (const state of ["", since("retiring", 9)]) {
      write("b.yaml", odd(state));
      const run = await rotate("stacks", "--key-folder", "keys");
      expect(run.code).toBe(1);
      expect(run.stdout).toContain(
        "b.com: stacks/prod/b.yaml cannot be edited: the spec is written in braces.\n",
      );
      expect(read("b.yaml")).toBe(odd(state));
    }
    expect(read("a.yaml")).toContain("state: next");
    expect(keys()).toHaveLength(1);
  });

  test("errors of other specs are told, and keep none of these from rotating", async () => {
    write("a.yaml", `${head("a.com")}${item("old", since("retiring", 9))}${item("new", since("active", 9))}`);
    write("b.yaml", `${head("b.com")}  - {selector: old, state: done, key: "${ED25519_KEY}"}\n`);
    const run = await rotate("stacks");
    expect(run).toMatchObject({ code: 0, stdout: expect.stringContaining("a.com: old is revoked") });
    expect(run.stderr).toContain('dkim[1].state is "done", which is not next, active, retiring or revoked');
  });
});

test.each([
  ["no key of its own", ["a.com"], "no domain has a key of its own under dkim: make one with"],
  ["a folder for keys that is not there", ["a.com", "--key-folder", "nowhere"], "nowhere is not a folder"],
  [
    "two places for keys",
    ["a.com", "--key-folder", "keys", "--secret"],
    "give either --key-folder FOLDER or --secret",
  ],
  ["paths and domains", ["a.com", "stacks"], "name either domains or paths"],
  ["no wave of domains", ["stacks", "--wave", "0"], "write a number of domains, such as 100"],
  ["what is neither", ["nosuch"], '"nosuch" is neither a file nor a domain name'],
])("refuses %s in one line", async (_, words, says) => {
  write("a.yaml", "domain: a.com\ndns: cloudflare\nmode: send-only\n");
  const run = await rotate(...words);
  expect(run).toMatchObject({ code: 2, stdout: "" });
  expect(run.stderr).toContain(says);
});

test("where DNS cannot be asked, nothing is changed", async () => {
  write("a.yaml", `${head("a.com")}${item("old")}${item("new", since("next", 2))}`);
  const run = await mailzoneHere(["dkim", "rotate", "a.com", "--root", `${DEAD}:${lab.port}`], folder);
  expect(run).toMatchObject({ code: 2, stdout: "" });
  expect(run.stderr).toContain("DNS could not be asked");
  expect(read("a.yaml")).toContain("state: next");
});
