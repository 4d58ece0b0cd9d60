/** `mailzone dkim new`: what it writes, and what it leaves alone when it cannot. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { composeDkim } from "../../src/mail/dkim.ts";
import { loadText } from "../../src/pipeline.ts";
import { signedMessage, verifiedAs } from "../mail/dkim-signed.ts";
import { ED25519_KEY } from "../mail/keys.ts";
import { mailzoneHere } from "./captured.ts";

const SPEC = `# The shop
domain: example.com
dns: cloudflare
mode: send-only
dkim:
  # at the provider
  - {selector: p1, cname: p1.example.net}
`;

let folder: string;
const path = (name: string): string => join(folder, name);
const read = (name: string): string => readFileSync(path(name), "utf8");
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mailzone-dkim-"));
  mkdirSync(path("stacks/prod"), { recursive: true });
  writeFileSync(path("Pulumi.yaml"), "name: mailzone\nruntime: nodejs\n");
  writeFileSync(path("stacks/prod/shop.yaml"), SPEC);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const dkimNew = (...words: string[]) => mailzoneHere(["dkim", "new", ...words], folder);

/** The lines of a key's base64. */
const secretsOf = (pem: string): string[] =>
  pem.split("\n").filter((line) => line !== "" && !line.startsWith("-"));

describe.each(["rsa2048", "ed25519"] as const)("a key of %s", (algorithm) => {
  test("is in the spec and in a file, whose mail verifies by what the spec publishes; nothing secret is printed", async () => {
    const run = await dkimNew("Example.com", "--key-out", "mail.key", "--algorithm", algorithm);
    expect(run).toMatchObject({ code: 0 });
    const spec = read("stacks/prod/shop.yaml");
    expect(spec.startsWith(SPEC)).toBe(true);
    expect(statSync(path("mail.key")).mode & 0o777).toBe(0o600);
    const privateKey = read("mail.key");
    for (const secret of secretsOf(privateKey)) expect(run.stdout + run.stderr + spec).not.toContain(secret);
    const { domains, findings } = loadText("shop.yaml", spec);
    expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
    const key = domains[0]?.spec.dkim[1];
    const day = new Date().toISOString().slice(0, 10);
    expect(key).toMatchObject({
      selector: `${algorithm === "ed25519" ? "e" : "r"}${day.replaceAll("-", "")}`,
      state: "next",
      since: expect.stringContaining(day),
    });
    const selector = key?.selector ?? "";
    for (const server of ["OpenDKIM", "rspamd", "Stalwart", "Postfix", "Exim"])
      expect(run.stdout).toContain(server);
    expect(run.stdout).toContain(`dkim_selector = ${selector}\n`);
    const message = await signedMessage({ domain: "example.com", selector, privateKey });
    const texts = async (name: string) => {
      const at = domains[0]?.records.find((record) => record.name === `${name}.`)?.data;
      return at?.type === "TXT" ? [at.text.match(/.{1,255}/g) ?? []] : [];
    };
    expect(await verifiedAs(message, texts)).toBe("pass");
  });
});

test("a given selector is used, in lower case", async () => {
  expect(await dkimNew("example.com", "--key-out", "k", "--selector", "Mail.2026")).toMatchObject({
    code: 0,
  });
  expect(read("stacks/prod/shop.yaml")).toContain("{selector: mail.2026, state: next,");
});

describe("writes nothing", () => {
  const cases: [what: string, words: string[], says: string | RegExp][] = [
    ["without a place for the private key", [], "missing option --key-out FILE or --secret"],
    ["with two places", ["--key-out", "k", "--secret"], "either --key-out FILE or --secret"],
    ["over an existing file", ["--key-out", "Pulumi.yaml"], "Pulumi.yaml already exists"],
    ["into a folder that is not there", ["--key-out", "no/such/k"], "no/such/k cannot be written: ENOENT"],
    ["for a taken selector", ["--key-out", "k", "--selector", "p1"], "the selector p1 is in use"],
    [
      "for a selector that DNS does not take",
      ["--key-out", "k", "--selector", "a b"],
      '"a b" cannot be a selector',
    ],
    ["for an empty selector", ["--key-out", "k", "--selector", ""], "cannot be a selector: it is empty"],
    [
      "for a whole name",
      ["--key-out", "k", "--selector", "a._domainkey.example.com"],
      "cannot be a selector",
    ],
    [
      "with another algorithm",
      ["--key-out", "k", "--algorithm", "dsa"],
      "Allowed choices are rsa2048, rsa3072, ed25519",
    ],
  ];
  test.each(cases)("%s", async (_, words, says) => {
    const run = await dkimNew("example.com", ...words);
    expect(run).toMatchObject({ code: 2, stdout: "" });
    expect(run.stderr).toContain(says);
    expect(run.stderr).not.toMatch(/\n\s+at /);
    expect(read("stacks/prod/shop.yaml")).toBe(SPEC);
    expect(readdirSync(folder).sort()).toEqual(["Pulumi.yaml", "stacks"]);
  });

  const specs: [what: string, file: string, text: string, says: string][] = [
    [
      "for a domain without a spec",
      "shop.yaml",
      SPEC.replace("example.com", "example.org"),
      "no spec for the domain",
    ],
    [
      "for a domain without mail",
      "shop.yaml",
      "domain: example.com\ndns: cloudflare\nmode: parked\n",
      "sends no mail",
    ],
    [
      "for a spec of several domains",
      "shop.yaml",
      "domains: [example.com, example.org]\ndns: cloudflare\nmode: send-only\n",
      "is for several domains",
    ],
    [
      "for a spec in braces",
      "shop.yaml",
      "{domain: example.com, dns: cloudflare, mode: send-only}\n",
      "written in braces",
    ],
    [
      "where a next key waits",
      "shop.yaml",
      `${SPEC}  - {selector: s9, state: next, since: "2026-11-01", key: "${"A".repeat(40)}"}\n`,
      "has the key s9 in state next already",
    ],
  ];
  test.each(specs)("%s", async (_, file, text, says) => {
    writeFileSync(path(`stacks/prod/${file}`), text);
    const run = await dkimNew("example.com", "--key-out", "k");
    expect(run).toMatchObject({ code: 2, stdout: "" });
    expect(run.stderr).toContain(says);
    expect(read(`stacks/prod/${file}`)).toBe(text);
    expect(readdirSync(folder)).not.toContain("k");
  });

  test("for a key that is too long for the cloud", async () => {
    const text = "domain: example.com\ndns: [cloudflare, alidns]\nmode: send-only\n";
    writeFileSync(path("stacks/prod/shop.yaml"), text);
    const run = await dkimNew("example.com", "--key-out", "k", "--algorithm", "rsa3072");
    expect(run).toMatchObject({ code: 2, stdout: "" });
    expect(run.stderr).toContain(
      "Alibaba Cloud DNS accepts texts of at most 511 octets, and a key of rsa3072 takes 5",
    );
    expect(read("stacks/prod/shop.yaml")).toBe(text);
    expect(readdirSync(folder)).not.toContain("k");
    expect(await dkimNew("example.com", "--key-out", "k")).toMatchObject({ code: 0 });
  });

  test("where the keys are in defaults that others have too", async () => {
    const shared = `dkim: [{selector: s1, key: "${ED25519_KEY}"}]\n`;
    writeFileSync(path("stacks/prod/defaults.yaml"), shared);
    const text = "domain: example.com\ndns: cloudflare\nmode: send-only\n";
    writeFileSync(path("stacks/prod/shop.yaml"), text);
    const run = await dkimNew("example.com", "--key-out", "k");
    expect(run.stderr).toContain(
      "the DKIM keys of example.com are in stacks/prod/defaults.yaml, where other specs have them too",
    );
    expect([read("stacks/prod/shop.yaml"), read("stacks/prod/defaults.yaml")]).toEqual([text, shared]);
    expect(readdirSync(folder)).not.toContain("k");
  });
});

test("a revoked key is published as one", () => {
  const keys = ["next", "active", "retiring", "revoked"].map(
    (state) => `{selector: ${state}, state: ${state}, key: "${ED25519_KEY}"}`,
  );
  const { domains } = loadText(
    "a.yaml",
    `domain: example.com\ndns: cloudflare\nmode: send-only\ndkim: [${keys.join(", ")}]\n`,
  );
  const texts = domains[0]?.records.flatMap(({ data }) =>
    data.type === "TXT" && data.text.startsWith("v=DKIM1") ? [data.text] : [],
  );
  const key = composeDkim(ED25519_KEY);
  expect(texts).toEqual([key, key, key, "v=DKIM1; p="]);
});
