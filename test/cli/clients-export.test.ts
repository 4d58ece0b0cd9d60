/** `mailzone clients export`: what mail programs get, judged by xmllint, Python's plistlib and a reader of the autoconfig format. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { needs } from "../needs.ts";
import { mailzoneHere } from "./captured.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mailzone-clients-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (mailbox: string, name = "a.yaml", domain = "a.example"): void =>
  writeFileSync(join(folder, name), `domain: ${domain}\ndns: cloudflare\nmailbox: ${mailbox}\n`);
const run = (...words: string[]) => mailzoneHere(["clients", "export", "out", ...words], folder);
const file = (path: string): string => join(folder, "out/hosts", path);
const read = (path: string): string => readFileSync(file(path), "utf8");
const AUTOCONFIG = "autoconfig.a.example/mail/config-v1.1.xml";
const AUTODISCOVER = "autodiscover.a.example/autodiscover/autodiscover.xml";
const PROFILE = "autoconfig.a.example/mail/a.example.mobileconfig";

const SELF = "{provider: self-hosted, with: {ipv4: 192.0.2.25, mail_label: mx}}";

test("writes each form where programs look for it", async () => {
  write(SELF);
  const { code, stdout } = await run("a.yaml");
  expect([code, stdout]).toEqual([0, "wrote the settings of 1 domain and a Caddyfile to out\n"]);
  expect(readdirSync(file("")).sort()).toEqual([
    "a.example",
    "autoconfig.a.example",
    "autodiscover.a.example",
  ]);
  expect(read("a.example/.well-known/autoconfig/mail/config-v1.1.xml")).toBe(read(AUTOCONFIG));
});

test("a provider without passwords gets no profile, and one that is not known is named", async () => {
  write("{provider: microsoft-365, with: {tenant: contoso}}");
  write("263-mail", "b.yaml", "b.example");
  const { code, stderr } = await run("a.yaml", "b.yaml");
  expect([code, stderr]).toEqual([
    0,
    "nothing was written for domains of presets without clients: 263-mail\n",
  ]);
  expect(readdirSync(file("autoconfig.a.example/mail"))).toEqual(["config-v1.1.xml"]);
});

test.each([
  ["only presets without clients", "263-mail", "the presets of these specs have no clients"],
  ["no mailbox", "", "no spec has a mailbox"],
])("%s: one line", async (_, mailbox, said) => {
  if (mailbox === "")
    writeFileSync(join(folder, "a.yaml"), "domain: a.example\ndns: cloudflare\nmode: parked\n");
  else write(mailbox);
  const { code, stderr } = await run("a.yaml");
  expect([code, stderr.trim().split("\n").length]).toEqual([2, 1]);
  expect(stderr).toContain(said);
});

test("the servers follow the parameters of the preset", async () => {
  write("{provider: tencent-exmail, with: {clients: overseas}}");
  await run("a.yaml");
  expect(read(AUTOCONFIG)).toContain("<hostname>hwimap.exmail.qq.com</hostname>");
  expect(read(AUTOCONFIG)).not.toContain("<hostname>imap.exmail.qq.com</hostname>");
  write("{provider: zoho-mail, with: {region: eu}}");
  await run("a.yaml");
  expect(read(AUTOCONFIG)).toContain("<hostname>imappro.zoho.eu</hostname>");
});

const xml = needs("xmllint");
xml.describe("by xmllint", () => {
  const ask = (path: string, expression: string): string => {
    const { stdout, stderr, status } = spawnSync("xmllint", ["--xpath", expression, file(path)], {
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(stderr);
    return stdout.trim();
  };
  const all = (path: string, ...expressions: string[]): string[] =>
    expressions.map((one) => ask(path, `string(${one})`));

  xml.test(
    "autoconfig has what the draft demands, in the servers' order, with what the user types",
    async () => {
      write(SELF);
      await run("a.yaml");
      expect(
        all(AUTOCONFIG, "/clientConfig/@version", "/clientConfig/emailProvider/@id", "//domain"),
      ).toEqual(["1.1", "a.example", "a.example"]);
      const servers = [
        "//incomingServer[1]",
        "//incomingServer[2]",
        "//outgoingServer[1]",
        "//outgoingServer[2]",
      ].map((at) =>
        all(
          AUTOCONFIG,
          ...["@type", "hostname", "port", "socketType", "username", "authentication"].map(
            (one) => `${at}/${one}`,
          ),
        ).join(" "),
      );
      expect(servers).toEqual([
        "imap mx.a.example 993 SSL %EMAILADDRESS% password-cleartext",
        "pop3 mx.a.example 995 SSL %EMAILADDRESS% password-cleartext",
        "smtp mx.a.example 465 SSL %EMAILADDRESS% password-cleartext",
        "smtp mx.a.example 587 STARTTLS %EMAILADDRESS% password-cleartext",
      ]);
    },
  );

  xml.test("autodiscover is in the two namespaces of Outlook, and has one server of each kind", async () => {
    write("google-workspace");
    await run("a.yaml");
    const local = (name: string): string => `//*[local-name()='${name}']`;
    expect(
      all(
        AUTODISCOVER,
        "namespace-uri(/*)",
        `namespace-uri(${local("Account")})`,
        local("AccountType"),
        local("Action"),
      ),
    ).toEqual([
      "http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006",
      "http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a",
      "email",
      "settings",
    ]);
    const servers = [1, 2, 3].map((i) =>
      all(
        AUTODISCOVER,
        ...["Type", "Server", "Port", "SSL", "Encryption", "SPA"].map(
          (one) => `(${local("Protocol")})[${i}]/*[local-name()='${one}']`,
        ),
      ).join(" "),
    );
    expect(servers).toEqual([
      "IMAP imap.gmail.com 993 on SSL off",
      "POP3 pop.gmail.com 995 on SSL off",
      "SMTP smtp.gmail.com 465 on SSL off",
    ]);
    expect(ask(AUTODISCOVER, `count(${local("Protocol")})`)).toBe("3");
  });
});

const python = needs("python3");
python.describe("by plistlib", () => {
  const profile = (): {
    PayloadContent: Record<string, unknown>[];
    PayloadUUID: string;
    PayloadIdentifier: string;
  } => {
    const script = "import json, plistlib, sys; print(json.dumps(plistlib.load(open(sys.argv[1], 'rb'))))";
    return JSON.parse(spawnSync("python3", ["-c", script, file(PROFILE)], { encoding: "utf8" }).stdout);
  };

  python.test("the profile is one account, for which the device asks who installs it", async () => {
    write("fastmail");
    await run("a.yaml");
    const first = profile();
    expect(first).toMatchObject({
      PayloadType: "Configuration",
      PayloadVersion: 1,
      PayloadIdentifier: "example.a.mail",
    });
    expect(first.PayloadContent).toEqual([
      {
        EmailAccountDescription: "a.example",
        EmailAccountType: "EmailTypeIMAP",
        IncomingMailServerAuthentication: "EmailAuthPassword",
        IncomingMailServerHostName: "imap.fastmail.com",
        IncomingMailServerPortNumber: 993,
        IncomingMailServerUseSSL: true,
        OutgoingMailServerAuthentication: "EmailAuthPassword",
        OutgoingMailServerHostName: "smtp.fastmail.com",
        OutgoingMailServerPortNumber: 465,
        OutgoingMailServerUseSSL: true,
        OutgoingPasswordSameAsIncomingPassword: true,
        PayloadDisplayName: "Mail of a.example",
        PayloadIdentifier: "example.a.mail.account",
        PayloadType: "com.apple.mail.managed",
        PayloadUUID: expect.stringMatching(
          /^[0-9A-F]{8}-[0-9A-F]{4}-8[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}$/,
        ),
        PayloadVersion: 1,
      },
    ]);
    expect(first.PayloadContent[0]?.["PayloadUUID"]).not.toBe(first.PayloadUUID);
    // a new export replaces what is installed
    write(SELF);
    await run("a.yaml");
    expect(profile().PayloadUUID).toBe(first.PayloadUUID);
  });
});

describe("SRV records", () => {
  const zone = async (mailbox: string) => {
    write(mailbox);
    const { stdout } = await mailzoneHere(["zone", "a.yaml", "--format", "bind"], folder);
    return stdout
      .split("\n")
      .filter((line) => / SRV |\tSRV\t/.test(line))
      .map((line) => line.split(/\s+/).join(" "));
  };

  test("come from the servers of the preset once its group is switched on, and not before (RFC 6186, RFC 8314)", async () => {
    expect(await zone("google-workspace")).toEqual([]);
    expect(await zone("{provider: google-workspace, groups: {autoconfig: true}}")).toEqual([
      "_imaps._tcp 3600 IN SRV 0 1 993 imap.gmail.com.",
      "_pop3s._tcp 3600 IN SRV 10 1 995 pop.gmail.com.",
      "_submission._tcp 3600 IN SRV 0 1 587 smtp.gmail.com.",
      "_submissions._tcp 3600 IN SRV 0 1 465 smtp.gmail.com.",
    ]);
  });

  test("do not come with a parameter that only chooses the servers' names", async () => {
    expect(await zone("{provider: zoho-mail, with: {zoho_domain: zoho.eu, spf_host: zohomail.eu}}")).toEqual(
      [],
    );
  });

  test("of the preset's own stay as they are", async () => {
    const own = await zone("{provider: fastmail, groups: {autoconfig: true}}");
    expect(own).toContain("_submission._tcp 3600 IN SRV 0 1 587 smtp.fastmail.com.");
    expect(own.filter((line) => line.startsWith("_imaps"))).toHaveLength(1);
  });
});
