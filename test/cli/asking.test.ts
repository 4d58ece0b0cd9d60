/** `mailzone new` by questions: what is asked and when, with answers as data. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { writeSpec } from "../../src/cli/new/new.ts";
import { ownCommand } from "../../src/words/own-command.ts";
import { type Answering, answering } from "./answering.ts";

const before = process.cwd();
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mailzone-asking-"));
  process.chdir(folder);
});
afterEach(() => {
  process.chdir(before);
  process.exitCode = undefined;
  rmSync(folder, { recursive: true, force: true });
});

const spec = (domain = "example.com", stack = "prod"): string =>
  readFileSync(join(folder, "stacks", stack, `${domain}.yaml`), "utf8")
    .split("\n")
    .slice(1)
    .join("\n");

type Options = Parameters<typeof writeSpec>[1];

async function answer(
  answers: readonly string[],
  { domain = "example.com", ...options }: Partial<Options> & { domain?: string } = {},
): Promise<Answering & { readonly error: unknown }> {
  const terminal = answering(answers);
  const write = jest.spyOn(process.stdout, "write").mockImplementation(() => true);
  const error: unknown = await writeSpec(domain, { sender: [], with: [], rua: [], ...options }, terminal)
    .catch((thrown: unknown) => thrown)
    .finally(() => write.mockRestore());
  return Object.assign(terminal, { error });
}

describe("each answer that will not do is told and asked again", () => {
  test("of a list, a text, a policy and an address", async () => {
    const { shown, error } = await answer([
      ...["pr/od", "prod", "cloudfare", "AWS", "tencent-exmial", "腾讯", "sendgird", "sendgrid", ""],
      ...["pölicy", "quarantine", "dmarc@", "dmarc@example.com", "", "", "em1", "me", "u1"],
    ]);
    expect(error).toBeUndefined();
    const said = shown.join("\n");
    expect(said).toMatch(
      /"pr\/od": a stack name may[\s\S]*did you mean cloudflare\?[\s\S]*did you mean tencent-exmail\?[\s\S]*did you mean sendgrid\?[\s\S]*is not none, quarantine or reject[\s\S]*"dmarc@" has[\s\S]*an answer is required[\s\S]*something like u1234567/,
    );
    expect(said).toMatch(/found in: SendGrid, Settings/);
    expect(spec()).toBe(
      [
        ...["domain: example.com", "dns: route53", "mailbox: tencent-exmail", "senders:"],
        ...["  - provider: sendgrid", "    with:", "      em_label: em1", "      sg_user: u1"],
        ...[
          "dmarc:",
          "  policy: quarantine",
          "  nonexistentPolicy: reject",
          "  rua: [mailto:dmarc@example.com]",
          "",
        ],
      ].join("\n"),
    );
  });

  test("of an option, with the reason", async () => {
    const { shown, error } = await answer(["cloudflare", "none", "u1", "em1"], {
      ...{ stack: "prod", dns: "cludflare", mailbox: "-", sender: ["sendgrid"], dmarc: "nome" },
      ...{ with: ["sg_user=me"], rua: ["-"] },
    });
    expect(error).toBeUndefined();
    expect(shown.join("\n")).toMatch(
      /--dns: "cludflare" is not[\s\S]*--dmarc: "nome" is not[\s\S]*--with sendgrid\.sg_user: "me" does not/,
    );
  });
});

describe("what is asked", () => {
  const base = { stack: "prod", dns: "route53", sender: ["-"], dmarc: "-" };
  const KEY = "k=rsa; p=MIIB";
  const TARGETS = ["1", "2"].map((n) => `pdk${n}._domainkey.0a1b2c.dkim1.mailgun.com`);

  test.each([
    ["the default, on Enter", "", ["mx", KEY], ["dkim_selector", "dkim_value"], /dkim_selector: mx\n/],
    ["another", "cname", TARGETS, ["dkim_target1", "dkim_target2"], /dkim_form: cname\n[\s\S]*dkim_target2:/],
  ])("a choice comes before what depends on it: %s", async (_, form, answers, names, written) => {
    const { asked } = await answer([form, ...answers], { ...base, mailbox: "-", sender: ["mailgun"] });
    expect(asked.map((what) => what.split(" ")[1])).toEqual(["dkim_form", ...names]);
    expect(spec()).toMatch(written);
  });

  const names = (asked: readonly string[]): (string | undefined)[] => asked.map((what) => what.split(" ")[1]);

  describe("below defaults", () => {
    const defaults = (text: string): void => {
      mkdirSync("stacks/prod", { recursive: true });
      writeFileSync("stacks/prod/defaults.yaml", text);
    };
    const open = { stack: "prod" };

    test("not what they have, and it is said that they have it", async () => {
      defaults("dns: route53\nmailbox: tencent-exmail\nsenders: [mailjet]\ndmarc: {policy: none, rua: []}\n");
      const { asked, shown, error } = await answer(["", ""], open);
      expect(error).toBeUndefined();
      expect(asked).toEqual([
        "Which other service sends mail for it?",
        expect.stringMatching(/^tencent-exmail dkim_/),
      ]);
      expect(shown.join("\n")).toMatch(
        /defaults\.yaml has dns, mailbox, senders and dmarc: the spec need not/,
      );
      expect(spec()).toBe("domain: example.com\n");
    });

    test("nothing of a domain that has no mail by them", async () => {
      defaults("dns: route53\nmode: parked\n");
      const { asked, error } = await answer([], open);
      expect([error, asked, spec()]).toEqual([undefined, [], "domain: example.com\n"]);
    });

    test("everything where they cannot be used", async () => {
      defaults("dns: route54\n");
      const { asked } = await answer([], open);
      expect(asked).toEqual(["Where is the domain's DNS hosted?"]);
    });
  });

  test("a variant has its choice made", async () => {
    const { asked } = await answer(["", "contoso"], { ...base, mailbox: "microsoft-365-legacy-dkim" });
    expect(names(asked)).toEqual(["mx_form", "tenant"]);
  });

  test("what cannot be derived of this domain is asked for", async () => {
    const hyphened = { ...base, mailbox: "microsoft-365", domain: "con-toso.example" };
    const { asked } = await answer(["", "", "contoso-com", "contoso", "n"], hyphened);
    expect(names(asked)).toEqual(["mx_form", "dkim_form", "domain_token", "tenant", "dkim_partition"]);
    const plain = await answer(["", "", "contoso", "n"], { ...base, mailbox: "microsoft-365" });
    expect(names(plain.asked)).not.toContain("domain_token");
  });

  test("a preset of one's own is a choice", async () => {
    mkdirSync("providers");
    const bundled = readFileSync(join(before, "providers/netease-free.yaml"), "utf8");
    const own = bundled
      .replace("id: netease-free", "id: our-relay")
      .replace(/^title: .*$/m, "title: Our relay");
    writeFileSync("providers/our-relay.yaml", own);
    await answer(["our r", ""], { ...base, mailbox: "qq", sender: [], with: ["dkim_selector=-"] });
    expect(spec()).toMatch(/senders:\n {2}- our-relay\n/);
  });

  test("a domain without mailboxes has to name a service that sends", async () => {
    const { asked, shown } = await answer(["none", "", "mailjet", ""], { stack: "prod", dns: "aws" });
    expect(asked.slice(0, 3)).toEqual([
      "Who has its mailboxes?",
      "Which other service sends mail for it?",
      "Which other service sends mail for it?",
    ]);
    expect(shown.join("\n")).toMatch(/A domain without mailboxes needs a service[\s\S]*type a name/);
  });

  test("what is asked for comes with an example, of a long key its beginning", async () => {
    const { shown } = await answer(["", "mx"], { ...base, mailbox: "-", sender: ["mailgun"] });
    expect(shown.join("\n")).toMatch(/, such as k=rsa; p=MIIB\w+\.\.\.\n/);
    expect(shown.join("\n")).not.toMatch(/such as \.\.\./);
  });

  test("a DKIM key that is optional, with what leaving it out means; the value only if there is a selector", async () => {
    const { asked, shown, error } = await answer([""], { ...base, mailbox: "tencent-exmail" });
    expect(error).toBeUndefined();
    expect(names(asked)).toEqual(["dkim_selector"]);
    expect(shown.join(" ")).toMatch(/Without DKIM, mail from Tencent .* is not signed by example\.com/);
  });

  test("a DMARC policy of the spec leaves out the parameters of the preset's; without one they are asked for", async () => {
    const given = { stack: "prod", dns: "aws", mailbox: "gmail", sender: ["-"] };
    const own = await answer(["reject", "", "", ""], given);
    expect(own.asked.join()).not.toMatch(/dmarc_rua/);
    const theirs = await answer(["-", "", "", ""], { ...given, force: true });
    expect(theirs.asked.join()).toMatch(/dmarc_rua/);
    expect(theirs.shown.join()).not.toMatch(/no policy/);
  });

  test("an address elsewhere is told to need the other domain's consent", async () => {
    const given = { ...base, mailbox: "netease-free", dmarc: "none" };
    const elsewhere = await answer(["a@reports.example.net"], given);
    expect(elsewhere.shown.join()).toMatch(
      /example\.com\._report\._dmarc\.reports\.example\.net has the TXT/,
    );
    const here = await answer(["a@dmarc.example.com"], { ...given, force: true });
    expect(here.shown.join()).not.toMatch(/_report/);
  });
});

describe("who leaves", () => {
  test.each([
    ["before any answer", [], {}, undefined],
    [
      "in the middle",
      ["prod", "aws", "qq"],
      {},
      "new example.com --stack prod --dns route53 --mailbox tencent-exmail",
    ],
    [
      "at a parameter",
      ["sendgrid", "", "none", "a@example.com", "", "em1"],
      { stack: "prod", dns: "cf", mailbox: "qq" },
      "new example.com --stack prod --dns cloudflare --mailbox tencent-exmail --sender sendgrid --sender - --dmarc none --rua a@example.com --with tencent-exmail.dkim_selector=- --with sendgrid.em_label=em1",
    ],
  ])("%s is told how to continue, and nothing is written", async (_, answers, given, command) => {
    const { shown, error } = await answer(answers, given);
    expect(error).toMatchObject({ message: "stopped; nothing was written" });
    expect(shown.join("\n").split("with the answers so far:\n  ")[1]).toBe(
      command && ownCommand(command, undefined, folder),
    );
    expect(existsSync(join(folder, "stacks"))).toBe(false);
  });

  test("the command asks for what is left, and nothing else", async () => {
    const left = await answer(["prod", "aws", "qq", "sendgrid", "", "none", "", "", "em1"]);
    const [, command = ""] = left.shown.join("\n").split("mailzone new ");
    const words = command.split(" ");
    const all = (option: string): string[] => words.filter((_, i) => words[i - 1] === option);
    const [stack, dns, mailbox, dmarc] = ["--stack", "--dns", "--mailbox", "--dmarc"].map(
      (one) => all(one)[0],
    );
    const given = {
      stack,
      dns,
      mailbox,
      dmarc,
      sender: all("--sender"),
      with: all("--with"),
      rua: all("--rua"),
    };
    const { asked, error } = await answer(["u1"], given as Partial<Options>);
    expect([asked, error]).toEqual([["sendgrid sg_user"], undefined]);
  });

  test("a spec that is there already is told before anything else is asked", async () => {
    mkdirSync("stacks/prod", { recursive: true });
    writeFileSync("stacks/prod/example.com.yaml", "mine\n");
    const { asked, error } = await answer([""]);
    expect(asked).toHaveLength(1);
    expect(error).toMatchObject({
      message: "stacks/prod/example.com.yaml already exists; --force overwrites it",
    });
  });
});
