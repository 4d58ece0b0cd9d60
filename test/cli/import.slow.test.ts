/** `mailzone import` from files and servers: what it writes, what it says, and what it refuses. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { ownCommand } from "../../src/words/own-command.ts";
import { faults, repository, schema } from "../json-schemas.ts";
import { apex, type Lab, startLab } from "../live/dns/lab.ts";
import { needs } from "../needs.ts";
import { mailzone, type Ran } from "./run.ts";

jest.setTimeout(240_000);

const BIND = join(repository, "test/zone/exports/bind-full.zone");
const FIXTURES = join(repository, "test/import/fixtures");

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mailzone-import-"));
});
const folders: string[] = [];
afterAll(() => {
  for (const one of folders) rmSync(one, { recursive: true, force: true });
});

const write = (name: string, text: string): void => {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
};

function run(...words: string[]): Ran {
  folders.push(folder);
  return mailzone(["import", ...words], folder);
}

const EXMAIL = [
  "@ 600 MX 5 mxbiz1.qq.com.",
  "@ 600 MX 10 mxbiz2.qq.com.",
  '@ 600 TXT "v=spf1 include:spf.mail.qq.com ~all"',
];
const zoneFile = (zone: string, ...more: string[]): string =>
  [`$ORIGIN ${zone}`, ...EXMAIL, ...more, ""].join("\n");

describe("one zone", () => {
  test.each(["octodns", "dnscontrol/dnsconfig.js", "dnscontrol/commas.js", "dnscontrol/zones.tsv"])(
    "from %s gives the spec that its zone file gives, and the rest aside",
    (name) => {
      const [other, own] = [run(join(FIXTURES, name)), run(BIND)];
      expect([other.code, other.stdout]).toEqual([0, own.stdout]);
      expect(own.stdout).toMatch(/^domain: example\.com\n/);
      expect(other.stderr).toContain("the DNS host of 1 spec is unknown");
    },
  );

  test("from a folder of octoDNS with a file for each name, as it writes it itself", () => {
    const { files } = JSON.parse(readFileSync(join(FIXTURES, "octodns-split.json"), "utf8"));
    expect(Object.keys(files).length).toBeGreaterThan(10);
    for (const [name, text] of Object.entries<string>(files)) write(`config/example.com./${name}`, text);
    expect(run("config")).toMatchObject({ code: 0, stdout: run(BIND).stdout });
  });

  test("a spec that was printed can be checked as it is, once its DNS host is named", () => {
    write("a.zone", zoneFile("example.com."));
    const { code, stdout } = run("a.zone", "--dns", "cloudflare");
    write("specs/example.com.yaml", stdout);
    expect([code, mailzone(["check", "specs"], folder).code]).toEqual([0, 0]);
  });

  test("the DNS host follows from the name servers", () => {
    write("a.zone", zoneFile("example.com.", "@ 600 NS ns1.alidns.com.", "@ 600 NS ns2.alidns.com."));
    expect(run("a.zone").stdout).toContain("dns: alidns\n");
  });

  test("--all takes the web site too", () => {
    write("a.zone", zoneFile("example.com.", "www 600 A 192.0.2.1", "x 600 LOC 0 0 0 N 0 0 0 E 0"));
    expect(run("a.zone").stdout).not.toContain("192.0.2.1");
    const { stdout, stderr } = run("a.zone", "--all");
    expect(stdout).toContain('name: www\n    type: A\n    value: "192.0.2.1"');
    expect(stderr).toContain("LOC");
  });
});

describe("a folder", () => {
  const domains = ["a.example", "b.example", "c.example"];
  beforeEach(() => {
    for (const domain of domains) write(`zones/db.${domain}`, zoneFile(`${domain}.`));
    write("zones/web.example.zone", "$ORIGIN web.example.\n@ 60 A 192.0.2.1\n");
    write("zones/README.md", "# Zones\n");
    write("zones/.git/config", "x\n");
    write(
      "zones/d.example./$d.example.yaml",
      "'':\n  type: MX\n  value: {preference: 5, exchange: mxbiz1.qq.com.}\n",
    );
    write("zones/d.example./mail.yaml", "mail: {type: CNAME, value: exmail.qq.com.}\n");
  });

  test("becomes one spec for each mail domain, with what they share in the defaults", () => {
    const { code, stdout, stderr } = run("zones", "--out", "stacks/prod", "--defaults", "--dns", "alidns");
    expect([code, readdirSync(join(folder, "stacks/prod")).sort()]).toEqual([
      0,
      ["a.example.yaml", "b.example.yaml", "c.example.yaml", "d.example.yaml", "defaults.yaml"],
    ]);
    expect(readFileSync(join(folder, "stacks/prod/a.example.yaml"), "utf8")).toBe("domain: a.example\n");
    expect(readFileSync(join(folder, "stacks/prod/defaults.yaml"), "utf8")).toMatch(
      /^dns: alidns\nttl: 600\nmailbox:/,
    );
    expect(
      stdout
        .split("\n")
        .slice(0, 6)
        .map((line) => line.trim().split(/\s{2,}/)),
    ).toEqual([
      ["domain", "services found", "taken", "left", "findings"],
      ["d.example", "tencent-exmail", "2", "0", expect.any(String)],
      ["a.example", "tencent-exmail", "3", "0", expect.any(String)],
      ["b.example", "tencent-exmail", "3", "0", expect.any(String)],
      ["c.example", "tencent-exmail", "3", "0", expect.any(String)],
      ["web.example", "no mail", "0", "1", "-"],
    ]);
    expect(stdout).toContain("1 file without a zone: zones/README.md");
    expect(stderr).toContain(
      `4 specs and defaults.yaml in stacks/prod\nNext: ${ownCommand("check stacks/prod", undefined, folder)}\n`,
    );
    for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(100);
  });

  test("no line is wider than 100 columns, however long the names are", () => {
    const long = `${"a-long-label-".repeat(4)}x.${"another-".repeat(6)}y.example.`;
    write(
      "zones/long.zone",
      zoneFile(long, `${"s".repeat(60)}._domainkey 60 CNAME k.example.net.`, "www 60 A 192.0.2.1"),
    );
    const { stdout } = run("zones");
    expect(stdout).toContain("a-long-label-a-long-label-a-long-labe...");
    expect(stdout).toContain("left where they are:");
    expect(stdout.split("\n").filter((line) => line.length > 100)).toEqual([]);
  });

  test("as JSON, by its schema", () => {
    const { code, stdout } = run("zones", "--format", "json");
    const document = JSON.parse(stdout);
    expect([code, faults(schema("import"), document)]).toEqual([0, []]);
    expect(document.summary).toEqual({
      domains: 5,
      specs: 4,
      taken: 11,
      left: 1,
      errors: 0,
      warnings: expect.any(Number),
    });
  });

  test("without --out writes nothing, and says how", () => {
    const { code, stderr } = run("zones");
    expect([code, existsSync(join(folder, "stacks"))]).toEqual([0, false]);
    expect(stderr).toContain("nothing was written: add --out DIR for 4 specs");
  });

  test("--severity hides what is less severe and keeps the counts; --quiet shows errors alone", () => {
    write("zones/broken.zone", zoneFile("broken.example.", "@ 600 MX x mx.example.net."));
    write("zones/README.md", "");
    const counted = (...words: string[]) => JSON.parse(run("zones", "--format", "json", ...words).stdout);
    const severities = ({ domains, findings }: ReturnType<typeof counted>): readonly string[] =>
      [...findings, ...domains.flatMap((one: { findings: unknown[] }) => one.findings)].map(
        ({ severity }: { severity: string }) => severity,
      );
    const [all, errors] = [counted(), counted("--severity", "error")];
    expect(severities(all)).toContain("warning");
    expect(new Set(severities(errors))).toEqual(new Set(["error"]));
    expect(errors.summary).toEqual(all.summary);

    const quiet = run("zones", "--out", "quiet", "--quiet");
    expect([quiet.code, quiet.stdout]).toEqual([1, ""]);
    expect(quiet.stderr).toMatch(/^zones\/broken\.zone:\d+:\d+: error .*\n(?: .*\n)+\n$/);
    expect(readdirSync(join(folder, "quiet"))).toContain("a.example.yaml");
  });

  test("never overwrites: not one file is written if another is there", () => {
    write("specs/b.example.yaml", "ours\n");
    const { code, stderr } = run("zones", "--out", "specs");
    expect([code, readdirSync(join(folder, "specs"))]).toEqual([2, ["b.example.yaml"]]);
    expect(stderr).toContain("specs/b.example.yaml already exists, so nothing was written");
  });

  test("--zone takes some of them", () => {
    const { stdout } = run("zones", "--zone", "b.example", "--zone", "C.example", "--format", "json");
    expect(JSON.parse(stdout).domains.map(({ domain }: { domain: string }) => domain)).toEqual([
      "b.example",
      "c.example",
    ]);
    expect(run("zones", "--zone", "x.example")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("no zone x.example in zones"),
    });
  });

  test("a zone that is there twice is told, and written once", () => {
    write("zones/a.example.zone", zoneFile("a.example."));
    expect(run("zones")).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("the zone a.example is also in zones/"),
    });
  });
});

describe("what cannot be read", () => {
  test("a line of a zone file has its place, and the rest is imported", () => {
    write("a.zone", zoneFile("example.com.", "bad 60 A 192.0.2.300"));
    const { code, stdout, stderr } = run("a.zone");
    expect([code, stdout]).toEqual([1, expect.stringContaining("mailbox:")]);
    expect(stderr).toContain("a.zone:5:10: error zone-file");
  });

  test.each([
    ["nothing", [], "name zone files or folders, or a cloud with --cloud, or a server with --axfr"],
    ["two kinds", ["a.zone", "--cloud", "route53"], "name either files and folders, or --cloud, or --axfr"],
    ["a file that is not there", ["none.zone"], "none.zone does not exist"],
    ["a file that is no zone", ["notes.txt"], "notes.txt is no zone: name a zone file"],
    ["a spec of mailzone", ["example.com.yaml"], "example.com.yaml is no zone"],
    ["a cloud that is none", ["--cloud", "bind"], '--cloud: "bind" is not alidns, cloudflare or route53'],
    [
      "a DNS host that is none",
      ["a.zone", "--dns", "bind"],
      '--dns: "bind" is not alidns, cloudflare or route53',
    ],
    ["a server without a zone", ["--axfr", "127.0.0.1"], "--axfr needs --zone NAME"],
    [
      "a server that is no address",
      ["--axfr", "ns1.example.net", "--zone", "example.com"],
      "ns1.example.net",
    ],
    ["an account without its cloud", ["a.zone", "--account", "x"], "--account and --stack go with --cloud"],
    [
      "defaults for nothing",
      ["a.zone", "--defaults"],
      "--defaults writes a file for a folder of specs: add --out DIR",
    ],
    ["a zone that is no name", ["a.zone", "--zone", "no"], '"no" is neither a file nor a domain name'],
  ])("%s", (_, words, message) => {
    write("a.zone", zoneFile("example.com."));
    write("notes.txt", "Dear all,\nplease find enclosed\n");
    write("example.com.yaml", "domain: example.com\ndns: route53\nmailbox: tencent-exmail\n");
    const { code, stdout, stderr } = run(...words);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr.split("\n")).toHaveLength(2);
    expect(stderr).toContain(message);
  });

  test.each([
    ["octets", Buffer.from([0, 255, 254, 1, 2, 3])],
    ["brackets", Buffer.from("(".repeat(100_000))],
    ["an empty file", Buffer.alloc(0)],
  ])("%s in each form: no trace, soon", (_, octets) => {
    for (const name of ["a.zone", "x.example.yaml", "a.js", "a.tsv", "zones.txt"])
      writeFileSync(join(folder, name), octets);
    const { code, stderr } = run(".");
    expect(code).toBeLessThan(2);
    expect(stderr).not.toMatch(/\n {4}at /);
  });
});

needs("nsd").describe("from a server", () => {
  const [SERVER] = ["127.53.7.1"];
  let lab: Lab;
  beforeAll(async () => {
    const records = [apex("ns1.example.net."), ...EXMAIL, "www 60 A 192.0.2.1"].join("\n");
    lab = await startLab({ [SERVER as string]: { "example.com.": records, "closed.example.": records } });
  });
  afterAll(() => lab.close());

  /** Beside this process, which may have the server. */
  async function axfr(port: number, zone: string, address = SERVER as string): Promise<Ran> {
    const { NODE_OPTIONS: _, ...env } = process.env;
    const words = [
      join(repository, "src/cli/main.ts"),
      "import",
      "--axfr",
      `${address}:${port}`,
      "--zone",
      zone,
    ];
    const child = spawn(process.execPath, words, { cwd: folder, env: { ...env, NO_COLOR: "1" } });
    const out = { stdout: "", stderr: "" };
    child.stdout.on("data", (text) => (out.stdout += text));
    child.stderr.on("data", (text) => (out.stderr += text));
    const [code] = await once(child, "close");
    return { code, ...out };
  }

  test("that gives the zone: the same spec as from its file", async () => {
    write("a.zone", zoneFile("example.com."));
    expect(await axfr(lab.port, "example.com")).toMatchObject({ code: 0, stdout: run("a.zone").stdout });
  });

  test.each([
    ["closed.example", "refuses the transfer (REFUSED)"],
    ["other.example", "refuses the transfer ("],
  ])("that does not give %s says so", async (zone, message) => {
    const { code, stderr } = await axfr(lab.port, zone);
    expect([code, stderr]).toEqual([1, expect.stringContaining(message)]);
    expect(stderr).toContain("allow this address to transfer the zone");
  });

  test("that is not there, sends garbage, ends early, or sends another answer", async () => {
    expect(await axfr(9, "example.com", "127.0.0.1")).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("cannot be reached over TCP (ECONNREFUSED)"),
    });
    const replies: [Buffer, string][] = [
      [Buffer.from("\0\x20garbage garbage garbage garbage!"), "answers with something"],
      [Buffer.alloc(0), "closed the connection before the end of the zone"],
    ];
    for (const [reply, message] of replies) {
      const server = createServer((socket) => socket.once("data", () => socket.end(reply)));
      server.listen(0, "127.0.0.1");
      await once(server, "listening");
      const address = server.address();
      const port = typeof address === "object" ? (address?.port ?? 0) : 0;
      expect(await axfr(port, "example.com", "127.0.0.1")).toMatchObject({
        code: 1,
        stderr: expect.stringContaining(message),
      });
      server.close();
    }
  });
});
