/** `mailzone new` by options. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { mailzoneHere } from "./captured.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mailzone-new-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const spec = (stack: string, domain: string): string =>
  readFileSync(join(folder, "stacks", stack, `${domain}.yaml`), "utf8");
const body = (text: string): string => text.split("\n").slice(1).join("\n");

describe("by flags", () => {
  test("a mailbox and two senders, whose parameters go to whom they belong", async () => {
    const ran = await mailzoneHere(
      [
        "new",
        "Example.com",
        "--dns",
        "cloudflare",
        "--stack",
        "prod",
        "--mailbox",
        "tencent-exmail",
        "--sender",
        "sendgrid",
      ].concat(["--with", "em_label=em1234", "--with", "sendgrid.sg_user=u1234567", "--sender", "mailchimp"]),
      folder,
    );
    expect(ran).toMatchObject({ code: 0, stderr: "" });
    expect(ran.stdout).toMatch(/^Wrote stacks\/prod\/example\.com\.yaml\.\n\nexample\.com on Cloudflare\n/);
    expect(ran.stdout).toMatch(
      /em1234 +3600 +CNAME +u1234567\.wl\.sendgrid\.net\.[\s\S]* in 1 domain, \d+ records\n$/,
    );
    expect(spec("prod", "example.com")).toMatch(
      /^# yaml-language-server: \$schema=\S*\/schema\/spec\.schema\.json\n/,
    );
    expect(body(spec("prod", "example.com"))).toBe(
      [
        "domain: example.com",
        "dns: cloudflare",
        "mailbox: tencent-exmail",
        "senders:",
        "  - provider: sendgrid",
        "    with:",
        "      em_label: em1234",
        "      sg_user: u1234567",
        "  - mailchimp",
        "",
      ].join("\n"),
    );
  });

  test("the one stack that there is, a list with commas, findings with exit code 1", async () => {
    mkdirSync(join(folder, "stacks/eu"), { recursive: true });
    mkdirSync(join(folder, "stacks/sandbox"));
    const words = [
      "new",
      "a.example",
      "--dns",
      "alidns",
      "--mailbox",
      "self-hosted",
      "--with",
      "ipv4=192.0.2.1",
    ];
    expect((await mailzoneHere([...words, "--with", "clients=imap,smtp"], folder)).code).not.toBe(2);
    expect(body(spec("eu", "a.example"))).toMatch(/clients: \[imap, smtp\]/);
  });

  test("never writes over a spec without being told", async () => {
    const words = ["new", "example.com", "--dns", "route53", "--stack", "prod", "--mailbox", "netease-free"];
    mkdirSync(join(folder, "stacks/prod"), { recursive: true });
    writeFileSync(join(folder, "stacks/prod/example.com.yaml"), "mine\n");
    expect(await mailzoneHere(words, folder)).toEqual({
      code: 2,
      stdout: "",
      stderr: expect.stringMatching(/already exists; --force overwrites it\n$/),
    });
    expect(spec("prod", "example.com")).toBe("mine\n");
    expect((await mailzoneHere([...words, "--force"], folder)).code).toBe(0);
    expect(spec("prod", "example.com")).toMatch(/mailbox: netease-free/);
  });

  test("services and clouds by their usual names, a DMARC policy and where its reports go", async () => {
    const ran = await mailzoneHere(
      ["new", "a.example", "--dns", "阿里云", "--mailbox", "qq", "--stack", "p"].concat([
        ...["--dmarc", "quarantine", "--rua", "dmarc@a.example", "--rua", "mailto:b@a.example"],
      ]),
      folder,
    );
    expect(ran).toMatchObject({ code: 0, stderr: "" });
    expect(body(spec("p", "a.example"))).toBe(
      [
        ...["domain: a.example", "dns: alidns", "mailbox: tencent-exmail", "dmarc:", "  policy: quarantine"],
        ...["  nonexistentPolicy: reject", "  rua: [mailto:dmarc@a.example, mailto:b@a.example]", ""],
      ].join("\n"),
    );
  });

  test("what the stack's defaults have is neither demanded nor written again", async () => {
    mkdirSync(join(folder, "stacks/prod"), { recursive: true });
    const rua = "mailto:dmarc@b.example";
    writeFileSync(
      join(folder, "stacks/prod/defaults.yaml"),
      `dns: { cloud: cloudflare, account: shop }\nmailbox: tencent-exmail\ndmarc: { policy: none, rua: ["${rua}"] }\n`,
    );
    const made = async (domain: string, ...words: string[]): Promise<string> => {
      const ran = await mailzoneHere(["new", domain, ...words], folder);
      expect(ran).toMatchObject({ stderr: "" });
      return body(spec("prod", domain));
    };
    expect(await made("a.example")).toBe("domain: a.example\n");
    const same = ["--dns", "cloudflare", "--mailbox", "qq", "--dmarc", "none", "--rua", "dmarc@b.example"];
    expect(await made("b.example", ...same)).toBe("domain: b.example\ndmarc:\n  nonexistentPolicy: reject\n");
    const others = ["--dns", "route53", "--mailbox", "netease-free", "--dmarc", "reject"];
    expect(await made("c.example", ...others)).toBe(
      "domain: c.example\ndns: route53\nmailbox: netease-free\ndmarc:\n  policy: reject\n",
    );
  });

  test("a mailbox of the defaults is written whole where the domain has a parameter of its own", async () => {
    mkdirSync(join(folder, "stacks/prod"), { recursive: true });
    writeFileSync(
      join(folder, "stacks/prod/defaults.yaml"),
      "dns: route53\nmailbox: { provider: tencent-exmail, with: { clients: overseas }, without: [mail] }\n",
    );
    const words = ["new", "a.example", "--with", "dkim_value=v=DKIM1; k=rsa; p=MIIB"];
    expect(await mailzoneHere(words, folder)).toMatchObject({ stderr: "" });
    expect(body(spec("prod", "a.example"))).toBe(
      [
        ...[
          "domain: a.example",
          "mailbox:",
          "  provider: tencent-exmail",
          "  with:",
          "    clients: overseas",
        ],
        ...['    dkim_value: "v=DKIM1; k=rsa; p=MIIB"', "  without: [mail]", ""],
      ].join("\n"),
    );
  });

  const base = ["--dns", "route53", "--stack", "prod"];
  const refused: [title: string, words: string[], stderr: RegExp][] = [
    [
      "no stack",
      ["example.com", "--dns", "route53", "--mailbox", "netease-free"],
      /missing option --stack; nothing was written\n$/,
    ],
    [
      "no cloud",
      ["example.com", "--stack", "prod", "--mailbox", "netease-free"],
      /missing option --dns \(alidns, cloudflare or route53\); nothing was written\n$/,
    ],
    [
      "nothing at all, all of it told",
      [],
      /: missing DOMAIN, --stack, --dns \(alidns, cloudflare or route53\), --mailbox ID \(or --sender ID for a domain that only sends\); nothing was written\n$/,
    ],
    [
      "what is wrong and what is missing, all of it told",
      ["example", "--dns", "rout53", "--mailbox", "aliyun", "--sender", "sendgrid", "--rua", "x"],
      /: "example" is not a domain name; --dns: .* did you mean route53\?; --mailbox: "aliyun" may be alibaba-mail-enterprise or alibaba-mail-standard: write the one that is meant; missing options --stack, --dmarc \(none, quarantine or reject\), which --rua belongs to, --with sendgrid\.em_label=em1234, --with sendgrid\.sg_user=u1234567; nothing was written\n$/,
    ],
    ["no preset", ["example.com", ...base], /missing option --mailbox ID \(or --sender ID/],
    [
      "no required parameters, all of them told",
      ["example.com", ...base, "--sender", "sendgrid"],
      /missing options --with sendgrid\.em_label=em1234, --with sendgrid\.sg_user=u1234567; nothing was written\n$/,
    ],
    [
      "no parameters that a choice makes needed",
      ["example.com", ...base, "--sender", "mailgun", "--with", "dkim_form=cname"],
      /missing options --with mailgun\.dkim_target1=\S+, --with mailgun\.dkim_target2=\S+; nothing was written\n$/,
    ],
    [
      "no parameters that a variant makes needed",
      ["example.com", ...base, "--mailbox", "microsoft-365-dane"],
      /missing option --with microsoft-365-dane\.mx_partition=o; nothing was written\n$/,
    ],
    [
      "a mistyped cloud",
      ["example.com", "--dns", "rout53", "--stack", "prod", "--mailbox", "netease-free"],
      /did you mean route53\?\n$/,
    ],
    [
      "a mistyped provider",
      ["example.com", ...base, "--mailbox", "tencent-exmial"],
      /did you mean tencent-exmail\?\n$/,
    ],
    [
      "a mistyped name that people use",
      ["example.com", ...base, "--mailbox", "gmial"],
      /unknown provider "gmial"; did you mean google-workspace\?\n$/,
    ],
    ["a sender as the mailbox", ["example.com", ...base, "--mailbox", "mailjet"], /has no mailboxes/],
    [
      "a parameter that nobody has",
      ["example.com", ...base, "--mailbox", "netease-free", "--with", "x=y"],
      /none of the chosen providers has this parameter/,
    ],
    [
      "a parameter that two have",
      ["example.com", ...base, "--sender", "mailjet", "--sender", "mailgun", "--with", "dkim_value=p=x"],
      /mailjet\.dkim_value=\.\.\. or mailgun\.dkim_value=\.\.\./,
    ],
    [
      "a value of another form",
      ["example.com", ...base, "--sender", "sendgrid", "--with", "sg_user=me"],
      /expected something like u1234567; missing option --with sendgrid\.em_label=em1234; nothing was written\n$/,
    ],
    [
      "a parameter without value",
      ["example.com", ...base, "--sender", "sendgrid", "--with", "sg_user"],
      /is not KEY=VALUE/,
    ],
    [
      "a policy that is none",
      ["example.com", ...base, "--mailbox", "qq", "--dmarc", "rejct"],
      /--dmarc: "rejct" is not none, quarantine or reject; did you mean reject\?\n$/,
    ],
    [
      "reports to what is no address",
      ["example.com", ...base, "--mailbox", "qq", "--dmarc", "none", "--rua", "a@b"],
      /--rua: "a@b" has "b" in place of a full domain name/,
    ],
    [
      "the domain of a mail service's public mailboxes",
      ["gmail.com", ...base, "--mailbox", "gmail"],
      /DOMAIN: "gmail\.com" belongs to Gmail, [^\n]*; write a domain that you registered\n$/,
    ],
    ["no domain's name", ["example", ...base, "--mailbox", "netease-free"], /is not a domain name/],
    [
      "a stack that leads elsewhere",
      ["example.com", "--dns", "route53", "--stack", "../x", "--mailbox", "netease-free"],
      /--stack: "\.\.\/x"/,
    ],
  ];
  test.each(refused)("writes nothing: %s", async (_, words, stderr) => {
    expect(await mailzoneHere(["new", ...words], folder)).toEqual({
      code: 2,
      stdout: "",
      stderr: expect.stringMatching(stderr),
    });
    expect(existsSync(join(folder, "stacks"))).toBe(false);
  });
});
