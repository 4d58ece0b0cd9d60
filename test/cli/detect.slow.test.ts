/** `mailzone detect`, on zone files and over DNS from a server on this machine. */
import { spawn } from "node:child_process";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { route53 as plugin } from "../../sandbox/clouds/route53/provider.ts";
import { type DnsServer, startDnsServer } from "../../sandbox/dns-server.ts";
import type { ProviderPlugin } from "../../sandbox/provider.ts";
import { Store } from "../../sandbox/store.ts";
import { ensureZones } from "../../sandbox/zones.ts";
import { route53 } from "../../src/cloud/route53/route53.ts";
import { loadText } from "../../src/pipeline.ts";
import { ownCommand } from "../../src/words/own-command.ts";
import { mailzone, type Ran } from "./run.ts";

// each case starts a process or two
jest.setTimeout(240_000);

const home = mkdtempSync(join(tmpdir(), "mailzone-detect-"));
const store = new Store(home);
let server: DnsServer;

const SPEC = `domain: example.com
dns: route53
mailbox: tencent-exmail
senders:
  - { provider: sendgrid, with: { em_label: em1234, sg_user: u1234567 } }
  - { provider: mailgun, with: { sending_name: post, dkim_selector: pic, dkim_value: "k=rsa; p=MIIB" } }
dmarc: { policy: reject }
records:
  - { name: "*", type: TXT, value: said of any name }
`;

beforeAll(async () => {
  const [zone] = ensureZones(home, [{ cloud: "route53", name: "example.com" }]);
  const [resource] = Object.values((plugin satisfies ProviderPlugin).resources);
  const sets = loadText("f.yaml", SPEC).zones.flatMap(({ domains }) =>
    domains.flatMap(({ rrsets }) => rrsets),
  );
  for (const set of sets) {
    for (const { args } of route53.lower(set, { name: "example.com.", id: zone?.id ?? "" })) {
      await resource?.create({ store, cloud: "route53", account: "" }, args);
    }
  }
  server = await startDnsServer({ home, cloud: "route53" });
  writeFileSync(join(home, "spec.yaml"), SPEC);
  writeFileSync(join(home, "a.zone"), mailzone(["zone", "spec.yaml", "--format", "bind"], home).stdout);
  writeFileSync(join(home, "bad.zone"), "$ORIGIN example.com.\n@ MX mx\n@ MX 5 mxbiz1.qq.com.\n");
  writeFileSync(join(home, "no-origin.zone"), "@ MX 5 mxbiz1.qq.com.\n");
});
afterAll(async () => {
  await server.close();
  store.close();
  rmSync(home, { recursive: true, force: true });
});

const MAIN = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));

/** Beside this process, which has the DNS server. */
async function detect(...args: readonly string[]): Promise<Ran> {
  const { NODE_OPTIONS: _, ...env } = process.env;
  const child = spawn(process.execPath, [MAIN, "detect", ...args], {
    cwd: home,
    env: { ...env, NO_COLOR: "1" },
  });
  const out = { stdout: "", stderr: "" };
  child.stdout.on("data", (text) => (out.stdout += text));
  child.stderr.on("data", (text) => (out.stderr += text));
  const [code] = await once(child, "close");
  return { code, ...out };
}

const services = ({ stdout }: Ran): unknown[] =>
  JSON.parse(stdout).services.map((one: { id: string; role: string; with: object }) => [
    one.id,
    one.role,
    one.with,
  ]);

const EXMAIL = ["tencent-exmail", "mailbox", {}];
const SENDGRID = ["sendgrid", "sender", { em_label: "em1234", sg_user: "u1234567" }];

describe("mailzone detect", () => {
  test("a zone file: services, parameters read back, and lines that publish the same", async () => {
    const ran = await detect("a.zone", "--format", "json");
    expect(ran).toMatchObject({ code: 0, stderr: "" });
    const found = JSON.parse(ran.stdout);
    expect(found).toMatchObject({ domain: "example.com", missing: [], findings: [] });
    expect(services(ran)).toEqual([
      EXMAIL,
      SENDGRID,
      ["mailgun", "sender", { sending_name: "post", dkim_selector: "pic", dkim_value: "k=rsa; p=MIIB" }],
    ]);
    writeFileSync(join(home, "found.yaml"), `${found.spec}dns: route53\n`);
    const again = mailzone(["zone", "found.yaml", "--format", "bind"], home).stdout;
    const lines = (text: string) =>
      text
        .split("\n")
        .filter((line) => !line.startsWith("* "))
        .map((line) => line.replace(/\s+/g, " "))
        .sort();
    expect(lines(again)).toEqual(lines(mailzone(["zone", "spec.yaml", "--format", "bind"], home).stdout));
  });

  test("a domain: DNS is asked for what presets could have, and a wildcard's answers say nothing", async () => {
    const ran = await detect("example.com", "--server", `127.0.0.1:${server.port}`, "--format", "json");
    expect(ran).toMatchObject({ code: 0, stderr: "" });
    // a name that nobody can guess is not asked for
    expect(services(ran)).toEqual([EXMAIL, SENDGRID]);
    expect(JSON.parse(ran.stdout).extra).toEqual([]);
  });

  test("text", async () => {
    const ran = await detect("a.zone");
    expect(ran.stdout).toMatch(/^example\.com: tencent-exmail, sendgrid, mailgun\n\ntencent-exmail: Tencent/);
    expect(ran.stdout).toMatch(
      /matching spec:\n {2}domain: example\.com\n {2}mailbox: tencent-exmail\n {2}senders:\n/,
    );
  });

  test("several, one after the other, with the DNS host that is given", async () => {
    const ran = await detect(
      "a.zone",
      "example.com",
      "--dns",
      "阿里云",
      "--server",
      `127.0.0.1:${server.port}`,
    ).catch((error: unknown) => error);
    expect(ran).toMatchObject({ code: 2, stderr: expect.stringMatching(/needs no server/) });
    const both = await detect("a.zone", "bad.zone", "--dns", "阿里云");
    expect(both.code).toBe(1);
    expect(both.stdout.match(/^ {2}dns: alidns$/gm)).toHaveLength(2);
  });

  test("a mistake in the file is a finding with its place; the rest is looked at", async () => {
    const ran = await detect("bad.zone");
    expect(ran).toMatchObject({ code: 1, stdout: expect.stringMatching(/^example\.com: tencent-exmail/) });
    expect(ran.stderr).toMatch(/^bad\.zone:2:6: error zone-file/m);
  });

  const unusable: [title: string, args: string[], stderr: RegExp][] = [
    ["neither a file nor a domain", ["nowhere"], /"nowhere" is neither a file nor a domain name\n$/],
    ["a name that is none", ["a..b"], /empty label/],
    ["no cloud", ["a.zone", "--dns", "dnspod"], /--dns: "dnspod" is not alidns, cloudflare or route53\n$/],
    ["JSON of several", ["a.zone", "bad.zone", "--format", "json"], /shows one domain; with --write/],
    ["a place for what is not written", ["a.zone", "--out", "x"], /add --write\n$/],
    ["to be written nowhere", ["a.zone", "--write"], /missing option --stack STACK \(or --out DIR\)/],
    [
      "a stack that leads elsewhere",
      ["a.zone", "--write", "--stack", "../x"],
      /a stack name may contain only/,
    ],
    ["a domain and --write", ["a.zone", "--write", "--domain", "x.example"], /leave out --domain\n$/],
    ["a zone file without a zone", ["no-origin.zone"], /add --domain NAME\n$/],
    [
      "another domain than the file's",
      ["a.zone", "--domain", "example.net"],
      /is not in the zone example\.com/,
    ],
    ["a server for a file", ["a.zone", "--server", "127.0.0.1"], /needs no server/],
    ["no address of a server", ["example.com", "--server", "nobody"], /"nobody" is not a DNS server address/],
  ];
  test.each(unusable)("cannot run: %s", async (_, args, stderr) => {
    expect(await detect(...args)).toEqual({ code: 2, stdout: "", stderr: expect.stringMatching(stderr) });
  });

  test("a domain below the zone of a file", async () => {
    expect((await detect("no-origin.zone", "--domain", "example.net", "--format", "json")).code).toBe(0);
    expect((await detect("a.zone", "--domain", "sub.example.com")).stdout).toMatch(
      /^sub\.example\.com: no preset/,
    );
  });

  test("a domain that DNS does not have: one line, exit 2", async () => {
    const denying = createSocket("udp4");
    // the question comes back as a response that says NXDOMAIN (RFC 1035 §4.1.1)
    denying.on("message", (question, { port, address }) => {
      const answer = Buffer.from(question);
      answer.writeUInt16BE(0x8183, 2);
      denying.send(answer, port, address);
    });
    denying.bind(0, "127.0.0.1");
    await once(denying, "listening");
    const ran = await detect("nothere.example", "--server", `127.0.0.1:${denying.address().port}`);
    denying.close();
    expect(ran).toEqual({
      code: 2,
      stdout: "",
      stderr: "mailzone: nothere.example is not a file, and DNS has no domain of that name\n",
    });
  });

  test("a server that does not answer: one line, exit 2", async () => {
    const silent = createSocket("udp4");
    silent.bind(0, "127.0.0.1");
    await once(silent, "listening");
    const ran = await detect("example.com", "--server", `127.0.0.1:${silent.address().port}`);
    silent.close();
    expect(ran).toEqual({
      code: 2,
      stdout: "",
      stderr: expect.stringMatching(/^mailzone: DNS does not answer for example\.com \(\w+\)/),
    });
  });
});

describe("mailzone detect --write", () => {
  const specOf = (path: string): string => readFileSync(join(home, path), "utf8");

  test("of a file: the spec publishes every SPF term and record for mail that the file has", async () => {
    writeFileSync(
      join(home, "kept.zone"),
      [
        "$ORIGIN kept.example.\n$TTL 3600\n@ SOA a. b. 1 2 3 4 5\n@ MX 5 mxbiz1.qq.com.\n@ MX 10 mxbiz2.qq.com.",
        '@ TXT "v=spf1 ip4:192.0.2.7 exists:%{i}.x.example.net include:spf.mail.qq.com -all"\n',
      ].join("\n"),
    );
    const ran = await detect("kept.zone", "--write", "--out", "specs", "--dns", "aws");
    expect(ran).toMatchObject({
      code: 0,
      stderr: `1 spec in specs\nNext: ${ownCommand("check specs", undefined, home)}\n`,
    });
    const { stdout } = mailzone(["zone", "specs", "--format", "bind"], home);
    expect(stdout).toMatch(
      /TXT +"v=spf1 ip4:192\.0\.2\.7 exists:%\{i\}\.x\.example\.net include:spf\.mail\.qq\.com -all"/,
    );
    expect(specOf("specs/kept.example.yaml")).toMatch(/^domain: kept\.example\ndns: route53\n/);
    const again = await detect("kept.zone", "--write", "--out", "specs");
    expect(again).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/already exists, so nothing was written/),
    });
  });

  test("of a domain and a file, into the folder of the only stack, whose defaults tell the DNS host", async () => {
    mkdirSync(join(home, "stacks/prod"), { recursive: true });
    writeFileSync(join(home, "stacks/prod/defaults.yaml"), "dns: cloudflare\nttl: 900\n");
    mkdirSync(join(home, "stacks/sandbox"), { recursive: true });
    const ran = await detect("example.com", "kept.zone", "--write", "--server", `127.0.0.1:${server.port}`);
    expect(ran).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/^2 specs in stacks\/prod\nNext: \S+ check stacks\/prod$/m),
    });
    expect(specOf("stacks/prod/example.com.yaml")).toMatch(
      /^domain: example\.com\nttl: 3600\nmailbox: tencent-exmail\n[\s\S]*provider: sendgrid/,
    );
    expect(specOf("stacks/prod/kept.example.yaml")).toMatch(/^domain: kept\.example\nttl: 3600\nmailbox/);
  });
});
