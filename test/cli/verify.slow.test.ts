/** `mailzone verify` against real name servers (NSD) on loopback: what it says when all is well, and of each fault. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, jest } from "@jest/globals";
import { Ajv } from "ajv";
import { loadText } from "../../src/pipeline.ts";
import { ownCommand } from "../../src/words/own-command.ts";
import { printRdata } from "../../src/zone/rdata.ts";
import { apex, type Lab, startLab } from "../live/dns/lab.ts";
import { needs } from "../needs.ts";
import { mailzone } from "./run.ts";

const { afterAll, beforeAll, describe, test } = needs("nsd");

jest.setTimeout(240_000);

const ROOT = "127.53.1.1";
const [ONE, TWO, DEAD] = ["127.53.1.2", "127.53.1.3", "127.53.1.9"];

const specOf = (domain: string, ...more: string[]): string =>
  [`domain: ${domain}`, "dns: cloudflare", "ttl: 600", "mailbox: tencent-exmail", ...more, ""].join("\n");

/** The records of a spec, without some, as a zone that these servers have. */
function zoneOf(
  domain: string,
  servers: readonly string[],
  without = /^$/,
  more: readonly string[] = [],
): string {
  const { zones } = loadText("a.yaml", specOf(domain));
  const lines = (zones[0]?.rrsets ?? []).flatMap(({ name, ttl, type, records }) =>
    records.map(({ data }) => `${name} ${ttl} ${type} ${printRdata(data)}`),
  );
  return [apex(...servers), ...lines.filter((line) => !without.test(line)), ...more].join("\n");
}

const NS = ["ns1.host.net.", "ns2.host.net."];
const DOMAINS = ["sound.com", "behind.com", "lame.com", "silent.com", "foreign.com"];

const ZONES = {
  [ROOT]: {
    ".": [
      apex("a.root."),
      `a.root A ${ROOT}`,
      ...DOMAINS.flatMap((domain) => NS.map((server) => `${domain}. NS ${server}`)),
      "silent.com. NS dead.host.net.",
      "silent.com. NS nowhere.host.net.",
      "host.net. NS ns1.host.net.",
      `ns1.host.net. A ${ONE}`,
      `ns2.host.net. A ${TWO}`,
      // what the provider has
      "mxbiz1.qq.com. A 93.184.216.34",
      "mxbiz2.qq.com. A 93.184.216.35",
      'spf.mail.qq.com. TXT "v=spf1 ip4:93.184.216.0/24 -all"',
    ].join("\n"),
  },
  [ONE]: {
    "host.net.": [apex("ns1"), `ns1 A ${ONE}`, `ns2 A ${TWO}`, `dead A ${DEAD}`].join("\n"),
    "sound.com.": zoneOf("sound.com", NS, undefined, ['@ TXT "token=1"', '@ CAA 0 issue "ca.example"']),
    "behind.com.": zoneOf("behind.com", NS),
    "lame.com.": zoneOf("lame.com", NS),
    "silent.com.": zoneOf("silent.com", NS),
    "foreign.com.": zoneOf("foreign.com", NS, undefined, ["@ 300 MX 1 mx.evil.net."]),
  },
  [TWO]: {
    "sound.com.": zoneOf("sound.com", NS),
    "behind.com.": zoneOf("behind.com", NS, / MX | TXT /),
    "silent.com.": zoneOf("silent.com", NS),
    "foreign.com.": zoneOf("foreign.com", NS),
  },
};

let lab: Lab;
let folder: string;
beforeAll(async () => {
  lab = await startLab(ZONES);
  folder = mkdtempSync(join(tmpdir(), "mailzone-verify-"));
  for (const domain of [...DOMAINS, "unknown.com"])
    writeFileSync(join(folder, `${domain}.yaml`), specOf(domain));
});
afterAll(async () => {
  await lab.close();
  rmSync(folder, { recursive: true, force: true });
});

const own = (words: string): string => ownCommand(words, undefined, folder);
const verify = (domain: string, ...words: string[]) =>
  mailzone(["verify", `${domain}.yaml`, "--root", `${ROOT}:${lab.port}`, ...words], folder);

describe("a zone", () => {
  test.each<[string, number, readonly string[], readonly string[]]>([
    ["sound.com", 0, ["ok  sound.com  6 of 6 record sets as wanted on 2 servers"], ["error", "warning"]],
    [
      "behind.com",
      1,
      [
        "error dns-answer",
        "behind.com MX: the specs want 10 mxbiz2.qq.com. and 5 mxbiz1.qq.com., but ns2.host.net (127.53.1.3:",
        ") has none",
        "!!  behind.com  4 of 6 record sets as wanted on 2 servers",
      ],
      ["dns-server"],
    ],
    [
      "lame.com",
      0,
      [
        "warning dns-server",
        "ns2.host.net (127.53.1.3:",
        "of lame.com answers REFUSED",
        "as wanted on 1 server",
      ],
      ["dns-answer"],
    ],
    [
      "silent.com",
      0,
      [
        "the name server dead.host.net (127.53.1.9:",
        "of silent.com cannot be reached",
        "the name server nowhere.host.net of silent.com has no address",
      ],
      ["dns-answer"],
    ],
    [
      "foreign.com",
      1,
      ["but ns1.host.net (127.53.1.2:", "answers 1 mx.evil.net., 10 mxbiz2.qq.com. and 5 mxbiz1.qq.com."],
      ["dns-server"],
    ],
    ["unknown.com", 1, ["error dns-undelegated", "unknown.com is not in DNS"], ["dns-answer"]],
  ])("%s", (domain, code, said, unsaid) => {
    const run = verify(domain);
    expect([run.code, run.stdout]).toEqual([code, expect.any(String)]);
    for (const part of said) expect(run.stdout).toContain(part);
    for (const part of unsaid) expect(run.stdout).not.toContain(part);
    expect(run.stderr).toBe("");
  });

  test("of a fleet: all, and those that are named", () => {
    const fleet = join(folder, "fleet");
    mkdirSync(join(fleet, "stacks/prod/eu"), { recursive: true });
    writeFileSync(join(fleet, "Pulumi.yaml"), "name: acme\nruntime: nodejs\n");
    writeFileSync(join(fleet, "stacks/prod/fleet.yaml"), "shards: {by: folder}\n");
    for (const domain of ["sound.com", "behind.com"])
      writeFileSync(join(fleet, `stacks/prod/eu/${domain}.yaml`), specOf(domain));
    const ask = (...words: string[]) =>
      mailzone(["fleet", "verify", "--root", `${ROOT}:${lab.port}`, ...words], fleet);
    const all = ask();
    expect([all.code, all.stdout]).toEqual([
      1,
      expect.stringMatching(/!! {2}behind\.com.*ok {2}sound\.com/s),
    ]);
    const one = ask("--only", "sound.com");
    expect([one.code, one.stdout]).toEqual([0, expect.not.stringContaining("behind.com")]);
    rmSync(fleet, { recursive: true });
  });

  test("in JSON by the schema, and a resolver beside its servers", () => {
    const schema = JSON.parse(
      readFileSync(join(import.meta.dirname, "../../schema/verify.schema.json"), "utf8"),
    );
    const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);
    // a name server is no resolver, but answers what it has
    const run = verify("behind.com", "--resolver", `${TWO}:${lab.port}`, "--format", "json");
    const document = JSON.parse(run.stdout);
    expect([validate(document), validate.errors]).toEqual([true, null]);
    expect(document).toMatchObject({
      version: 1,
      summary: { domains: 1, servers: 3, agreeing: 4, errors: 2, warnings: 2 },
    });
    const mx = document.domains[0].records.find(({ type }: { type: string }) => type === "MX");
    expect(
      mx.servers.map(({ answered, agrees }: { answered: unknown; agrees: boolean }) => [answered, agrees]),
    ).toEqual([
      [["10 mxbiz2.qq.com.", "5 mxbiz1.qq.com."], true],
      [[], false],
      [[], false],
    ]);
    for (const format of ["markdown", "junit"])
      expect(verify("behind.com", "--format", format).stdout).toContain("dns-answer");
  });

  test("is found through a resolver where no root answers; without one nothing can be asked", () => {
    const dead = ["--root", `${DEAD}:${lab.port}`];
    const run = (...words: string[]) => mailzone(["verify", "sound.com.yaml", ...dead, ...words], folder);
    // a name server is no resolver, but answers what it has
    const { code, stdout, stderr } = run("--resolver", `${ONE}:${lab.port}`);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("ok  sound.com  6 of 6 record sets as wanted on 2 servers");
    expect(stdout).not.toMatch(/dns-(?:undelegated|server|delegation)/);
    expect(run()).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("no server that --root names answers as one that has zones"),
    });
    expect(run("--resolver", `${DEAD}:${lab.port}`)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("no server that --resolver names answers"),
    });
  });

  test("that never agrees is waited for as long as it is said, and no longer", () => {
    const before = performance.now();
    const run = verify("behind.com", "--wait", "6s");
    const seconds = (performance.now() - before) / 1000;
    expect([run.code, run.stderr]).toEqual([1, expect.stringContaining("waiting at most 6 s")]);
    expect(seconds).toBeGreaterThan(6);
    expect(seconds).toBeLessThan(20);
  });
});

test("Ctrl-C while it waits prints what is known, and nothing else", async () => {
  const main = join(import.meta.dirname, "../../src/cli/main.ts");
  const words = [main, "verify", "behind.com.yaml", "--wait", "1h", "--root", `${ROOT}:${lab.port}`];
  const child = spawn(process.execPath, words, {
    cwd: folder,
    env: { ...process.env, NODE_OPTIONS: "", NO_COLOR: "1" },
  });
  let [stdout, stderr] = ["", ""];
  let hasStopped = false;
  child.stdout.on("data", (chunk) => {
    stdout += chunk;
  });
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
    // the second one would end it at once
    if (!hasStopped && stderr.includes("left")) hasStopped = child.kill("SIGINT");
  });
  const [code] = await once(child, "close");
  expect([code, stdout, stderr]).toEqual([
    130,
    expect.stringContaining("!!  behind.com  4 of 6 record sets as wanted on 2 servers"),
    expect.stringContaining("interrupted: 1 of 1 zone asked"),
  ]);
  expect(stdout).not.toMatch(/cancelled|dns-undelegated/);
});

describe("how much is shown, and what comes next", () => {
  /** A spec in the folder of a stack. */
  const stack = (domain: string): string => {
    mkdirSync(join(folder, "stacks/prod"), { recursive: true });
    const path = `stacks/prod/${domain}.yaml`;
    writeFileSync(join(folder, path), specOf(domain));
    return path;
  };
  const run = (path: string, ...words: string[]) =>
    mailzone(["verify", path, "--root", `${ROOT}:${lab.port}`, ...words], folder);

  test("--severity hides what is less severe and keeps the counts, in text and in JSON", () => {
    // a name server is no resolver, so what it has is a warning besides
    const words = ["--resolver", `${TWO}:${lab.port}`];
    const [all, errors] = [
      verify("behind.com", ...words),
      verify("behind.com", ...words, "--severity", "error"),
    ];
    expect(all.stdout).toContain(": warning ");
    expect(errors.stdout).not.toContain(": warning ");
    expect([errors.code, errors.stdout.split("\n").at(-2)]).toEqual([1, all.stdout.split("\n").at(-2)]);
    const document = JSON.parse(
      verify("behind.com", ...words, "--severity", "error", "--format", "json").stdout,
    );
    expect(document.findings.map(({ severity }: { severity: string }) => severity)).toEqual([
      "error",
      "error",
    ]);
    expect(document.summary).toMatchObject({ errors: 2, warnings: 2 });
  });

  test("--quiet shows errors alone, without a table and without the next command", () => {
    const quiet = run(stack("behind.com"), "--quiet");
    expect(quiet).toMatchObject({ code: 1, stderr: "" });
    expect(quiet.stdout).toMatch(/: error dns-answer\n/);
    expect(quiet.stdout).not.toMatch(/: warning |record sets/);
    expect(verify("sound.com", "--quiet")).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  test("records that a server lacks: whether they are applied is in the plan of their stack", () => {
    expect(run(stack("behind.com")).stderr).toBe(`Next: ${own("plan --stack prod")}\n`);
  });

  test("only resolvers that differ are asked again", () => {
    // a name server is no resolver, and this one refuses
    const resolver = ["--resolver", `${TWO}:${lab.port}`];
    const words = ["--resolver", `${TWO}:${lab.port}`, "--root", `${ROOT}:${lab.port}`];
    expect(verify("lame.com", ...resolver).stderr).toBe(
      `Next: ${own(`verify lame.com.yaml ${words.join(" ")} --wait`)}\n`,
    );
  });

  test("a migration whose phase every server has is continued", () => {
    const text = specOf("sound.com", "migrate: {from: alibaba-mail-enterprise, phase: finish}");
    writeFileSync(join(folder, "moved.yaml"), text);
    const moved = run("moved.yaml");
    expect(moved).toMatchObject({
      code: 0,
      stderr: `Next: ${own(`status moved.yaml --root ${ROOT}:${lab.port}`)}\n`,
    });
  });
});

test("the logo of a spec is fetched, before its record is there too", () => {
  const bimi = "bimi: {logo: https://www.sound.com/logo.svg}";
  writeFileSync(join(folder, "logo.yaml"), specOf("sound.com", bimi));
  const { code, stdout } = verify("logo");
  expect([code, stdout]).toEqual([1, expect.stringContaining("logo.yaml:5:14: error bimi-logo")]);
  expect(stdout).toContain(
    "the logo of sound.com, https://www.sound.com/logo.svg, cannot be fetched: www.sound.com has no address, so receivers do not show it",
  );
});

describe("what cannot be", () => {
  test.each<[string, readonly string[], string]>([
    [
      "an address",
      ["--resolver", "dns.example"],
      '"dns.example" is not the address of a DNS server for --resolver',
    ],
    ["a port", ["--resolver", "127.0.0.1:99999"], "is not the address of a DNS server"],
    ["a duration", ["--wait", "soon"], '"soon" is no duration for --wait: write 90s, 10m, 1h30m or 2d'],
    ["two ports of a lab", ["--root", "127.0.0.1:5"], "all --root have one port"],
    ["a stack that is a path", ["--stack", "../prod"], "../prod"],
    ["paths beside a stack", ["--stack", "prod"], "name either paths or a stack"],
  ])("%s", (_, words, said) => {
    const run =
      words[0] === "--stack" && words[1] !== "prod"
        ? mailzone(["verify", ...words], folder)
        : verify("sound.com", ...words);
    expect([run.code, run.stdout, run.stderr]).toEqual([2, "", expect.stringContaining(said)]);
  });
});
