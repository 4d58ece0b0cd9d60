/** How presets are used: every id, groups, owners left out, parameters. */
import { describe, expect, test } from "@jest/globals";
import { openLibrary } from "../../src/preset/library.ts";
import { errorsOf, load, recordsOf } from "../spec/zone-of.ts";

const library = openLibrary();
const yaml = (value: unknown): string => JSON.stringify(value);

/** The preset with an example for every parameter that it needs. */
function used(id: string): string {
  const preset = library.find(id);
  if (preset === undefined) throw new Error(`no preset ${id}`);
  const given = Object.entries(preset.parameters).flatMap(([name, { required, example, default: usual }]) =>
    required === true && usual === undefined && preset.fixed[name] === undefined ? [[name, example]] : [],
  );
  const use = yaml({ provider: id, with: Object.fromEntries(given) });
  if (id === "parked-domain") return "mode: parked";
  return preset.kind === "sender" ? `senders: [${use}]` : `mailbox: ${use}`;
}

describe("every id, used with the examples of its required parameters, publishes without an error", () => {
  test.each(library.ids())("%s", (id) => {
    const loaded = load(used(id));
    expect(errorsOf(loaded)).toEqual([]);
    expect(recordsOf(loaded).length).toBeGreaterThan(0);
  });
});

describe("self-hosted", () => {
  const hosted = (parameters: string) =>
    recordsOf(load(`mailbox: {provider: self-hosted, with: {${parameters}}}`));
  const owners = (lines: string[]) => lines.map((line) => line.split(" ").slice(0, 2).join(" "));
  const cases: [string, string, string[]][] = [
    [
      "mail_label is mail, clients are imap and smtp, www never sends",
      "ipv4: 192.0.2.1",
      ["@ MX", "@ TXT", "imap CNAME", "mail A", "mail TXT", "smtp CNAME", "www TXT"],
    ],
    [
      "clients leave out mail_label",
      "ipv4: 192.0.2.1, mail_label: smtp",
      ["@ MX", "@ TXT", "imap CNAME", "mail CNAME", "smtp A", "smtp TXT", "www TXT"],
    ],
    [
      "client_type: address",
      'ipv4: 192.0.2.1, ipv6: "2001:db8::1", client_type: address, clients: [imap]',
      ["@ MX", "@ TXT", "imap A", "imap AAAA", "mail A", "mail AAAA", "mail TXT", "www TXT"],
    ],
    [
      "never_send, a list",
      "ipv4: 192.0.2.1, clients: [], never_send: [a, b]",
      ["@ MX", "@ TXT", "a TXT", "b TXT", "mail A", "mail TXT"],
    ],
    [
      "never_send, none",
      "ipv4: 192.0.2.1, clients: [], never_send: []",
      ["@ MX", "@ TXT", "mail A", "mail TXT"],
    ],
  ];
  test.each(cases)("%s", (_, parameters, expected) => {
    expect(owners(hosted(parameters))).toEqual(expected);
  });
});

describe("tencent-exmail", () => {
  const exmail = (more: string) => recordsOf(load(`mailbox: {provider: tencent-exmail${more}}`));
  test("clients: overseas", () => {
    expect(exmail(", with: {clients: overseas}")).toEqual(
      expect.arrayContaining(["imap CNAME hwimap.exmail.qq.com.", "smtp CNAME hwsmtp.exmail.qq.com."]),
    );
  });

  test("groups switch a preset's record groups", () => {
    expect(exmail(", groups: {client: false, spf: false}")).toEqual([
      "@ MX 5 mxbiz1.qq.com.",
      "@ MX 10 mxbiz2.qq.com.",
    ]);
  });

  test("without leaves out owners, in any spelling that names them", () => {
    const all = exmail("");
    const without = exmail(", without: [MAIL, imap.example.com.]");
    expect(all.filter((one) => !without.includes(one))).toEqual([
      "imap CNAME imap.exmail.qq.com.",
      "mail CNAME exmail.qq.com.",
    ]);
    expect(exmail(', without: ["@"]').filter((one) => one.startsWith("@"))).toEqual([]);
  });
});

describe("optional groups", () => {
  const given = "tenant: contoso, dkim_partition: n";
  const names = (more: string) =>
    recordsOf(load(`mailbox: {provider: microsoft-365, with: {${given}}${more}}`)).join("\n");
  test("are off until they are switched on", () => {
    expect(names("")).not.toMatch(/SRV/);
    expect(names(", groups: {teams: true}")).toMatch(/_sip\._tls SRV/);
    expect(names(", groups: {teams: false}")).not.toMatch(/SRV/);
  });

  test("are on where one of their parameters is given", () => {
    const dkim = `dkim_value: ${yaml(library.find("google-workspace")?.parameters["dkim_value"]?.example)}`;
    expect(recordsOf(load("mailbox: google-workspace")).join()).not.toMatch(/_domainkey/);
    expect(recordsOf(load(`mailbox: {provider: google-workspace, with: {${dkim}}}`)).join()).toMatch(
      /google\._domainkey TXT/,
    );
  });
});

test("a sender gives what sending needs", () => {
  const lines = recordsOf(load("mailbox: tencent-exmail\nsenders: [alibaba-mail-standard]"));
  expect(lines.filter((one) => one.includes("aliyun"))).toEqual([
    '@ TXT "v=spf1 include:spf.mail.qq.com include:spf.qiye.aliyun.com ~all"',
  ]);
});
