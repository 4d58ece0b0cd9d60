/** `mailzone new` by questions on a real terminal; what is asked and when is in asking.test.ts. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, jest, test } from "@jest/globals";
import { needs } from "../needs.ts";
import { atTerminal } from "./at-terminal.ts";
import { mailzone } from "./run.ts";

jest.setTimeout(240_000);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mailzone-asking-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const spec = (): string =>
  readFileSync(join(folder, "stacks/prod/example.com.yaml"), "utf8").split("\n").slice(1).join("\n");

needs("python3").describe("on a terminal", () => {
  const SERVICE = "◆  Which other service";

  test("a list is searched by what is typed, and Ctrl-C prints the command", () => {
    const { code, missed, seen } = atTerminal(["new"], folder, [
      ["Mail domain", "example\r"],
      ["is not a domain name", "\u0015example.com\r"],
      ["Pulumi stack", "prod\r"],
      ["DNS hosted?", "cludflare\r"],
      ["did you mean cloudflare?", "\u0015阿里云\r"],
      ["mailboxes?", "\r"],
      ["type a name", "proton\r"],
      [SERVICE, "\u001b[B\u001b[B\r"],
      [SERVICE, "\r"],
      ["fails DMARC?", "\u0003"],
    ]);
    expect([code, missed]).toEqual([2, null]);
    expect(seen).toMatch(
      /\n {2}\S*\/mailzone new example\.com --stack prod --dns alidns --mailbox proton-mail --sender \S+ --sender -\n/,
    );
    expect(seen).toMatch(/mailzone: stopped; nothing was written\n$/);
  });

  test.each([
    ["Ctrl-D", "\u0004"],
    ["Escape", "\u001b"],
  ])("%s leaves too", (_, key) => {
    const { code, seen } = atTerminal(["new", "example.com", "--stack", "prod"], folder, [
      ["DNS hosted?", "cloudflare\r"],
      ["mailboxes?", key],
    ]);
    expect([code, seen]).toEqual([
      2,
      expect.stringMatching(/new example\.com --stack prod --dns cloudflare\n/),
    ]);
  });

  test("a terminal that is closed ends the command", () => {
    const { code } = atTerminal(["new", "example.com"], folder, [["Pulumi stack", "close"]]);
    expect([2, -1]).toContain(code);
  });

  test.each([
    ["that does not know its size", 0, 0],
    ["of twelve lines", 12, 60],
  ])("a terminal %s shows questions and lists", (_, rows, columns) => {
    const { missed, seen } = atTerminal(
      ["new", "example.com", "--stack", "prod"],
      folder,
      [
        ["Cloudflare (cloudflare)", "aws\r"],
        ["none: the domain only sends mail", "proton\r"],
        [SERVICE, "\u0003"],
      ],
      [rows, columns],
    );
    expect(missed).toBe(null);
    expect(seen).toMatch(/--dns route53 --mailbox proton-mail\n/);
  });

  test("Enter takes the host that is marked", () => {
    const { seen } = atTerminal(["new", "example.com", "--stack", "prod"], folder, [
      ["DNS hosted?", "\r"],
      ["mailboxes?", "\u0003"],
    ]);
    expect(seen).toMatch(/● Alibaba Cloud DNS \(alidns\)/);
    expect(seen).toMatch(/--stack prod --dns alidns\n/);
  });

  test("the answers make the spec, which passes the check", () => {
    const { code, missed, seen } = atTerminal(["new", "example.com", "--sender", "-"], folder, [
      ["Pulumi stack", "prod\r"],
      ["DNS hosted?", "route 53\r"],
      ["mailboxes?", "腾讯\r"],
      ["fails DMARC?", "quar\r"],
      ["DMARC reports", "dmarc@example.com\r"],
      ["dkim_selector", "\r"],
    ]);
    expect([code, missed]).toEqual([0, null]);
    expect(seen).toMatch(/Wrote stacks\/prod\/example\.com\.yaml\./);
    expect(spec()).toMatch(/dns: route53\nmailbox: tencent-exmail\ndmarc:\n {2}policy: quarantine\n/);
    expect(mailzone(["check", "stacks"], folder).code).toBe(0);
  });
});
