/** How presets are used: every id, groups, owners left out, parameters. */
import { describe, expect, test } from "@jest/globals";
import { loadText } from "../../src/pipeline.ts";
import { openLibrary } from "../../src/preset/library.ts";
import { errorsOf, load, recordsOf } from "../spec/zone-of.ts";
import { exampleUse } from "./examples.ts";

const library = openLibrary();
const yaml = (value: unknown): string => JSON.stringify(value);

describe("every id, used with the examples of its required parameters, publishes without an error", () => {
  test.each(library.ids())("%s", (id) => {
    const loaded = load(exampleUse(library, id, [], "required").join("\n"));
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

describe("a sender's MX at the mail domain", () => {
  const key = `dkim_key: ${library.find("sendcloud")?.parameters["dkim_key"]?.example}`;
  const mx = (more: string, parameters: string) =>
    recordsOf(load(`${more}\nsenders: [{provider: sendcloud, with: {${parameters}}}]`)).filter((line) =>
      line.endsWith(" mx2.sendcloud.org."),
    );
  const SENDCLOUDS = "MX 10 mx2.sendcloud.org.";
  test.each([
    ["is published where the domain only sends", "", key, [`@ ${SENDCLOUDS}`]],
    ["stands back before a mailbox's", "mailbox: tencent-exmail", key, []],
    ["stands back before the spec's own", "records: [{type: MX, value: 10 mx.example.net}]", key, []],
    [
      "and at a name of its own does not",
      "mailbox: tencent-exmail",
      `${key}, sending_name: sc`,
      [`sc ${SENDCLOUDS}`],
    ],
  ])("%s", (_, more, parameters, records) => {
    expect(mx(more, parameters)).toEqual(records);
  });
});

describe("a mistake in a parameter is told once", () => {
  const codes = (parameters: string) =>
    load(`senders: [{provider: sendgrid, with: {${parameters}}}]`)
      .findings.filter(({ code }) => code.startsWith("preset-"))
      .map(({ code, severity }) => `${severity} ${code}`);
  const cases: [title: string, parameters: string, findings: string[]][] = [
    ["none", "em_label: em1, sg_user: u1", []],
    [
      "a value that will not do is not also missing",
      "em_label: em1, sg_user: me",
      ["error preset-parameter"],
    ],
    ["nor is one under a mistyped name", "em_label: em1, sg_usr: u1", ["error preset-parameter"]],
    ["what is missing is", "em_label: em1", ["error preset-incomplete"]],
    [
      "what is missing beside a refused one is",
      "em_label: 'em 1'",
      ["error preset-parameter", "error preset-incomplete"],
    ],
    [
      "an unknown name like no other takes no lack away",
      "em_label: em1, something_else: u1",
      ["error preset-parameter", "error preset-incomplete"],
    ],
  ];
  test.each(cases)("%s", (_, parameters, findings) => {
    expect(codes(parameters).sort()).toEqual([...findings].sort());
  });
});

describe("a gateway", () => {
  const behind = (more: string) => recordsOf(load(`mailbox: tencent-exmail\n${more}`));
  test("has its MX in place of the mailbox's, and its SPF terms after the mailbox's and before the senders'", () => {
    const lines = behind(
      'gateway: {provider: mimecast, with: {mc_region: eu}}\nsenders: [{provider: mailjet, with: {dkim_value: "p=x"}}]',
    );
    expect(lines.filter((one) => one.startsWith("@ "))).toEqual([
      "@ MX 10 eu-smtp-inbound-1.mimecast.com.",
      "@ MX 10 eu-smtp-inbound-2.mimecast.com.",
      '@ TXT "v=spf1 include:spf.mail.qq.com include:eu._netblocks.mimecast.com include:spf.mailjet.com ~all"',
    ]);
    expect(lines).toEqual(expect.arrayContaining(["mail CNAME exmail.qq.com."]));
  });

  test.each(["groups: {mx: false}", 'without: ["@"]'])(
    "leaves the mailbox's MX where its own are off: %s",
    (off) => {
      const lines = behind(`gateway: {provider: mimecast, ${off}}`);
      expect(lines.filter((one) => one.includes(" MX "))).toEqual([
        "@ MX 5 mxbiz1.qq.com.",
        "@ MX 10 mxbiz2.qq.com.",
      ]);
    },
  );

  test("leaves the mailbox's `all`, and does without a mailbox preset", () => {
    expect(recordsOf(load("mailbox: netease-enterprise\ngateway: mimecast"))).toContain(
      '@ TXT "v=spf1 include:spf.163.com include:us._netblocks.mimecast.com -all"',
    );
    expect(
      recordsOf(load("mode: mail\ngateway: {provider: barracuda-egd, with: {account: d1, region: uk}}")),
    ).toEqual([
      "@ MX 10 d1.a.ess.uk.barracudanetworks.com.",
      "@ MX 20 d1.b.ess.uk.barracudanetworks.com.",
      '@ TXT "v=spf1 include:spf.ess.uk.barracudanetworks.com ~all"',
    ]);
  });

  test("makes the mode mail, and contradicts parked", () => {
    const text = "domain: example.com\ndns: route53\ngateway: mimecast\n";
    expect(loadText("f.yaml", text).domains[0]?.spec.mode).toBe("mail");
    const parked = loadText("f.yaml", `${text}mode: parked\n`);
    expect(parked.findings.map(({ code }) => code)).toEqual(["spec-value"]);
  });
});

describe("a preset is named under what it is", () => {
  const cases: readonly (readonly [spec: string, help: RegExp])[] = [
    ["mailbox: {provider: mailjet, with: {dkim_value: p=x}}", /senders: \[mailjet\]/],
    ["mailbox: mimecast", /gateway: mimecast/],
    ["mailbox: tencent-exmail\ngateway: netease-free", /mailbox: netease-free/],
    ["mailbox: tencent-exmail\ngateway: mailchimp", /senders: \[mailchimp\]/],
    ["senders: [{provider: amazon-ses-inbound, with: {region: eu-west-1}}]", /mailbox: amazon-ses-inbound/],
    ["mailbox: tencent-exmail\nsenders: [parked-domain]", /mode: parked/],
  ];
  test.each(cases)("%s", (text, help) => {
    const roles = load(text).findings.filter(({ code }) => code === "preset-role");
    expect(roles.map((one) => one.help)).toEqual([expect.stringMatching(help)]);
  });
});

describe("a policy of DMARC", () => {
  const policies = (text: string) => recordsOf(load(text)).filter((one) => /^_dmarc/.test(one));
  const purelymail = "mailbox: {provider: purelymail, with: {verification: abc}}";
  test("is the mailbox's, be it a CNAME, then the sender's", () => {
    expect(policies(`${purelymail}\nsenders: [mailchimp]`)).toEqual([
      "_dmarc CNAME dmarcroot.purelymail.com.",
    ]);
    expect(policies("mailbox: tencent-exmail\nsenders: [mailchimp]")).toEqual([
      '_dmarc TXT "v=DMARC1; p=none"',
    ]);
  });

  test("of the spec takes the place of a preset's CNAME", () => {
    expect(policies(`${purelymail}\ndmarc: {policy: reject}`)).toEqual(['_dmarc TXT "v=DMARC1; p=reject"']);
  });

  test("of a sending name stands there, unless it would inherit a stricter one", () => {
    const sender = "senders: [{provider: tencent-ses, with: {sending_name: ses, dkim_value: p=x}}]";
    const under = (policy: string) =>
      policies(`mailbox: tencent-exmail\n${sender}\ndmarc: {policy: ${policy}}`);
    expect(under("none")).toEqual(['_dmarc TXT "v=DMARC1; p=none"', '_dmarc.ses TXT "v=DMARC1; p=none"']);
    expect(under("reject")).toEqual(['_dmarc TXT "v=DMARC1; p=reject"']);
  });
});

describe("a number as a parameter", () => {
  const routing = (value: string) =>
    load(`mailbox: {provider: cloudflare-email-routing, with: {dkim_value: v=DKIM1;p=x, prio1: ${value}}}`);
  test.each(["7", '"7"'])("may be %s", (value) => {
    expect(recordsOf(routing(value))).toContain("@ MX 7 route1.mx.cloudflare.net.");
  });

  test.each(["-1", "65536", "1.5", "first", '["7"]', "true"])("may not be %s", (value) => {
    expect(errorsOf(routing(value)).join()).toMatch(/preset-parameter: .*prio1 must be a whole number/);
  });
});

test("a text parameter may hold several SPF terms, each of which joins those of others once", () => {
  const terms = 'spf_mechanisms: "a include:spf.mailjet.com"';
  const sender = `{provider: mailerlite, with: {dkim_target: a.example.net, ${terms}}}`;
  expect(recordsOf(load(`senders: [{provider: mailjet, with: {dkim_value: p=x}}, ${sender}]`))).toContain(
    '@ TXT "v=spf1 include:spf.mailjet.com a ~all"',
  );
});

test("a sender gives what sending needs", () => {
  const lines = recordsOf(load("mailbox: tencent-exmail\nsenders: [alibaba-mail-standard]"));
  expect(lines.filter((one) => one.includes("aliyun"))).toEqual([
    '@ TXT "v=spf1 include:spf.mail.qq.com include:spf.qiye.aliyun.com ~all"',
  ]);
});
