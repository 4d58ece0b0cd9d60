/** `mailzone new`: by flags in a process of its own, and by questions with answers fed to them. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { writeSpec } from "../../src/cli/new.ts";
import { asker } from "../../src/cli/questions.ts";
import { mailzone } from "./run.ts";

jest.setTimeout(60_000);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mailzone-new-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const spec = (stack: string, domain: string): string =>
  readFileSync(join(folder, "stacks", stack, `${domain}.yaml`), "utf8");
const body = (text: string): string => text.split("\n").slice(1).join("\n");

describe("by flags", () => {
  test("a mailbox and two senders, whose parameters go to whom they belong", () => {
    const ran = mailzone(
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

  test("the one stack that there is, a list with commas, findings with exit code 1", () => {
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
    expect(mailzone([...words, "--with", "clients=imap,smtp"], folder).code).not.toBe(2);
    expect(body(spec("eu", "a.example"))).toMatch(/clients: \[imap, smtp\]/);
  });

  test("never writes over a spec without being told", () => {
    const words = ["new", "example.com", "--dns", "route53", "--stack", "prod", "--mailbox", "netease-free"];
    mkdirSync(join(folder, "stacks/prod"), { recursive: true });
    writeFileSync(join(folder, "stacks/prod/example.com.yaml"), "mine\n");
    expect(mailzone(words, folder)).toEqual({
      code: 2,
      stdout: "",
      stderr: expect.stringMatching(/already exists; --force overwrites it\n$/),
    });
    expect(spec("prod", "example.com")).toBe("mine\n");
    expect(mailzone([...words, "--force"], folder).code).toBe(0);
    expect(spec("prod", "example.com")).toMatch(/mailbox: netease-free/);
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
      /expected something like u1234567\n$/,
    ],
    [
      "a parameter without value",
      ["example.com", ...base, "--sender", "sendgrid", "--with", "sg_user"],
      /is not KEY=VALUE/,
    ],
    ["no domain's name", ["example", ...base, "--mailbox", "netease-free"], /is not a domain name/],
    [
      "a stack that leads elsewhere",
      ["example.com", "--dns", "route53", "--stack", "../x", "--mailbox", "netease-free"],
      /--stack "\.\.\/x"/,
    ],
  ];
  test.each(refused)("writes nothing: %s", (_, words, stderr) => {
    expect(mailzone(["new", ...words], folder)).toEqual({
      code: 2,
      stdout: "",
      stderr: expect.stringMatching(stderr),
    });
    expect(existsSync(join(folder, "stacks"))).toBe(false);
  });
});

describe("by questions", () => {
  const before = process.cwd();
  afterEach(() => {
    process.chdir(before);
    process.exitCode = undefined;
  });

  async function answer(lines: readonly string[], domain = "example.com"): Promise<string> {
    process.chdir(folder);
    const input = new PassThrough();
    const output = new PassThrough();
    const said: string[] = [];
    output.on("data", (text) => said.push(String(text)));
    const { ask, close } = asker(input, output);
    input.end(`${lines.join("\n")}\n`);
    const write = jest.spyOn(process.stdout, "write").mockImplementation(() => true);
    try {
      await writeSpec(domain, { sender: [], with: [] }, ask);
    } finally {
      write.mockRestore();
      close();
    }
    return said.join("");
  }

  test("each answer that will not do is told and asked again", async () => {
    const said = await answer([
      "prod",
      "cloudfare",
      "cloudflare",
      "tencent-exmial",
      "tencent-exmail",
      "sendgrid",
      "",
      "em1",
      "me",
      "u1",
      "",
      "",
    ]);
    expect(said).toMatch(
      /did you mean cloudflare\?[\s\S]*did you mean tencent-exmail\?[\s\S]*an answer is required[\s\S]*something like u1234567/,
    );
    expect(said).toMatch(/found in: SendGrid, Settings/);
    expect(body(spec("prod", "example.com"))).toMatch(
      /mailbox: tencent-exmail\nsenders:\n {2}- provider: sendgrid\n {4}with:\n {6}em_label: em1\n {6}sg_user: u1\n/,
    );
  });

  const asked = (said: string, provider: string): string[] =>
    [...said.matchAll(new RegExp(`${provider} (\\w+)[:[ ]`, "g"))].map(([, name]) => name ?? "");
  const KEY = "k=rsa; p=MIIB";
  const TARGETS = ["1", "2"].map((n) => `pdk${n}._domainkey.0a1b2c.dkim1.mailgun.com`);

  test.each([
    ["the default, on Enter", "", ["mx", KEY], ["dkim_selector", "dkim_value"], /dkim_selector: mx\n/],
    ["another", "cname", TARGETS, ["dkim_target1", "dkim_target2"], /dkim_form: cname\n[\s\S]*dkim_target2:/],
  ])("a choice is asked for before what depends on it: %s", async (_, form, answers, names, written) => {
    const said = await answer(["prod", "route53", "-", "mailgun", form, ...answers]);
    expect(said).toMatch(/mailgun dkim_form: txt or cname \[txt\]: /);
    expect(asked(said, "mailgun")).toEqual(["dkim_form", ...names]);
    expect(body(spec("prod", "example.com"))).toMatch(written);
  });

  test("a variant has its choice made", async () => {
    const said = await answer(["prod", "route53", "microsoft-365-legacy-dkim", "-", "", "contoso"]);
    expect(asked(said, "microsoft-365-legacy-dkim")).toEqual(["mx_form", "tenant"]);
  });

  test("what cannot be derived of this domain is asked for", async () => {
    const words = ["prod", "route53", "microsoft-365", "-", "", "", "contoso-com", "contoso", "n"];
    expect(asked(await answer(words, "con-toso.example"), "microsoft-365")).toEqual([
      "mx_form",
      "dkim_form",
      "domain_token",
      "tenant",
      "dkim_partition",
    ]);
    expect(asked(await answer(words.toSpliced(6, 1)), "microsoft-365")).not.toContain("domain_token");
  });

  test("an input that ends early writes nothing", async () => {
    await expect(answer(["prod", "cloudflare"])).rejects.toThrow(/nothing was written/);
    expect(existsSync(join(folder, "stacks"))).toBe(false);
  });
});
