/** `verify --smtp` and `diagnose --smtp` against real name servers (NSD) and mail servers on loopback. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, jest } from "@jest/globals";
import { faults, schema } from "../json-schemas.ts";
import { apex, type Lab, startLab } from "../live/dns/lab.ts";
import { makeAuthority } from "../live/smtp/certificates.ts";
import { mailServer, nobody, oddServer, type StandIn, type Start } from "../live/smtp/stand-ins.ts";
import { needs } from "../needs.ts";
import { mailzone, mailzoneBeside } from "./run.ts";

const { afterAll, beforeAll, describe, test } = needs("nsd");

jest.setTimeout(240_000);

const [ROOT, ONE] = ["127.53.3.1", "127.53.3.2"];
const [MX1, MX2, SILENT, DOWN] = ["127.54.5.1", "127.54.5.2", "127.54.5.3", "127.54.5.4"];
const authority = makeAuthority();
const own = authority.issue({ names: ["mx1.mail.net"] });
const expired = authority.issue({ names: ["mx2.mail.net"], until: -1 });
const SERVERS: Readonly<Record<string, Start>> = {
  [MX1]: mailServer(own, "mx1.mail.net"),
  [MX2]: mailServer(expired, "mx2.mail.net"),
  [SILENT]: oddServer(() => {}),
  [DOWN]: nobody,
};
const DOMAINS: Readonly<Record<string, readonly string[]>> = {
  "sound.com": ["mx1"],
  "expired.com": ["mx1", "mx2"],
  "silent.com": ["silent"],
  "down.com": ["down"],
};

const zoneOf = (hosts: readonly string[]): string =>
  [apex("ns1.host.net.", "ns2.host.net."), ...hosts.map((host, i) => `@ 600 MX ${i} ${host}.mail.net.`)].join(
    "\n",
  );
const specOf = (domain: string, hosts: readonly string[]): string =>
  [
    `domain: ${domain}`,
    "dns: cloudflare",
    "mode: receive-only",
    "ttl: 600",
    "records:",
    ...hosts.map((host, i) => `  - {type: MX, value: ${i} ${host}.mail.net.}`),
    "",
  ].join("\n");

let lab: Lab;
let folder: string;
let port = 0;
const servers: StandIn[] = [];
beforeAll(async () => {
  for (const [address, start] of Object.entries(SERVERS)) {
    const server = await start(address, port);
    port = server.port;
    servers.push(server);
  }
  const names = Object.keys(DOMAINS);
  lab = await startLab({
    [ROOT]: {
      ".": [
        apex("a.root."),
        `a.root A ${ROOT}`,
        ...names.flatMap((name) => [`${name}. NS ns1.host.net.`, `${name}. NS ns2.host.net.`]),
        `ns1.host.net. A ${ONE}`,
        `ns2.host.net. A ${ONE}`,
        `mx1.mail.net. A ${MX1}`,
        `mx2.mail.net. A ${MX2}`,
        `silent.mail.net. A ${SILENT}`,
        `down.mail.net. A ${DOWN}`,
        // a provider that cannot be reached either
        `smtp.google.com. A ${DOWN}`,
      ].join("\n"),
    },
    [ONE]: Object.fromEntries(Object.entries(DOMAINS).map(([name, hosts]) => [`${name}.`, zoneOf(hosts)])),
  });
  folder = mkdtempSync(join(tmpdir(), "mailzone-smtp-"));
  for (const [name, hosts] of Object.entries(DOMAINS))
    writeFileSync(join(folder, `${name}.yaml`), specOf(name, hosts));
  writeFileSync(join(folder, "ca.pem"), authority.cert);
});
afterAll(async () => {
  await lab.close();
  for (const one of servers) await one.close();
  rmSync(folder, { recursive: true, force: true });
});

const words = (some: readonly string[]) => [...some, "--root", `${ROOT}:${lab.port}`];
const run = (command: readonly string[], ...more: readonly string[]) =>
  mailzoneBeside(words([...command, ...more]), folder, { NODE_EXTRA_CA_CERTS: join(folder, "ca.pem") });
const smtp = () => ["--smtp", "--smtp-port", `${port}`];

const codes = (text: string): readonly string[] =>
  [...text.matchAll(/ (\w+ smtp-[\w-]+)\n/g)].map(([, code]) => code ?? "");

describe("verify --smtp", () => {
  test("says of each mail server what it has, and what is wrong with it", async () => {
    const { stdout, stderr } = await run(["verify", "sound.com.yaml", "expired.com.yaml"], ...smtp());
    expect(stdout).toMatch(
      / {2}ok {2}mx1\.mail\.net \(127\.54\.5\.1\) {2}TLSv1\.3, certificate until \d{4}-\d\d-\d\d\n/,
    );
    expect(stdout).toMatch(/ {2}ok {2}mx2\.mail\.net \(127\.54\.5\.2\) {2}TLSv1\.3/);
    expect([codes(stdout), stderr]).toEqual([["warning smtp-cert-dates"], ""]);
  });

  test("in JSON by the schema; without it nothing is connected to", async () => {
    const validate = schema("verify");
    for (const [more, hosts] of [
      [smtp(), ["mx1.mail.net", "mx2.mail.net"]],
      [[], undefined],
    ] as const) {
      const document = JSON.parse(
        (await run(["verify", "expired.com.yaml"], ...more, "--format", "json")).stdout,
      );
      expect(faults(validate, document)).toEqual([]);
      expect(document.smtp?.map(({ host }: { host: string }) => host)).toEqual(hosts);
    }
  });

  test("Ctrl-C while a server is silent ends it with what is known", async () => {
    const { code, stdout, stderr } = await mailzoneBeside(
      words(["verify", "sound.com.yaml", "silent.com.yaml", ...smtp()]),
      folder,
      {},
      (child) => setTimeout(() => child.kill("SIGINT"), 4000),
    );
    expect([code, stderr]).toEqual([130, expect.stringContaining("interrupted")]);
    expect(stdout).toContain("ok  sound.com");
    expect(stdout).not.toContain("smtp-greeting");
  });
});

describe("diagnose --smtp", () => {
  test("has a line for each address, and each domain's findings with it", async () => {
    const { stdout } = await run(["diagnose", "expired.com", "sound.com"], ...smtp());
    expect(stdout).toMatch(
      /\n {2}SMTP {6}mx1\.mail\.net \(127\.54\.5\.1\): TLSv1\.3, .*\n {12}mx2\.mail\.net/,
    );
    const [first, second] = stdout.split("\nsound.com\n");
    expect([codes(first ?? ""), codes(second ?? "")]).toEqual([["warning smtp-cert-dates"], []]);
  });

  test("in JSON by the schema, and in Markdown with a count", async () => {
    const validate = schema("diagnose");
    const { stdout } = await run(["diagnose", "sound.com"], ...smtp(), "--format", "json");
    const document = JSON.parse(stdout);
    expect(faults(validate, document)).toEqual([]);
    expect(document.smtp).toMatchObject([
      {
        ...{ host: "mx1.mail.net", address: MX1, port, ehlo: "mx1.mail.net", starttls: true, failure: null },
        certificate: { names: ["mx1.mail.net"], issuer: "CN=Test Root", coversHost: true, trusted: true },
      },
    ]);
    const markdown = await run(["diagnose", "sound.com"], ...smtp(), "--format", "markdown");
    expect(markdown.stdout).toMatch(/\nmail servers: 1 of 1 address with TLS\n$/);
  });

  test("says once that the network lets nothing out, and calls no host dead", async () => {
    const { stdout } = await run(["diagnose", "down.com"], ...smtp());
    expect(codes(stdout)).toEqual(["warning smtp-blocked"]);
    expect(stdout).toContain("SMTP      down.mail.net (127.54.5.4): not reached from this network");
  });

  test("gives no certificate more trust than Node's, unless it is told to", async () => {
    const { stdout } = await mailzoneBeside(words(["diagnose", "sound.com", ...smtp()]), folder);
    expect(codes(stdout)).toEqual(["info smtp-cert-trust"]);
  });
});

describe("what cannot be", () => {
  test.each<[readonly string[], string]>([
    [["verify", "sound.com.yaml", "--smtp-port", "25"], "--smtp-port needs --smtp"],
    [["diagnose", "sound.com", "--smtp-port", "25"], "--smtp-port needs --smtp"],
    [
      ["verify", "sound.com.yaml", "--smtp", "--smtp-port", "smtp"],
      '"smtp" is not a port for --smtp-port: write 25, or 1 to 65535',
    ],
    [["diagnose", "sound.com", "--smtp", "--smtp-port", "0"], "is not a port"],
    [["diagnose", "sound.com", "--smtp", "--smtp-port", "65536"], "is not a port"],
  ])("%j", (more, said) => {
    const { code, stdout, stderr } = mailzone(words(more), folder);
    expect([code, stdout, stderr]).toEqual([2, "", expect.stringContaining(said)]);
  });
});
