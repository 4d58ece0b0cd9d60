/** Exit codes, JSON documents, and what goes to stdout and to stderr. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { mailzoneHere } from "./captured.ts";

const root = new URL("../../", import.meta.url);
const { version } = JSON.parse(readFileSync(new URL("package.json", root), "utf8"));
const json = async (args: readonly string[]) => JSON.parse((await mailzoneHere(args)).stdout);
const keys = (value: object) => Object.keys(value).sort();

/** Warnings and infos at most. */
const QUIET = /^(?![\s\S]*: error )/;

describe("exit codes: 0 clean, 1 findings of severity error, 2 could not run", () => {
  const cases: [string, readonly string[], number, string | RegExp, string | RegExp][] = [
    ["check, clean", ["check", "clean"], 0, /in 2 domains, 19 records\n$/, ""],
    ["check, a warning is no error", ["check", "warned"], 0, /warning mx-present/, ""],
    ["check, an error", ["check", "wrong"], 1, /error cname-apex[\s\S]*error yaml-syntax/, ""],
    [
      "check, one file",
      ["check", "warned/a.yaml"],
      0,
      /^── .*: 3 warnings\n\nwarned\/a\.yaml:1:9: warning/,
      "",
    ],
    ["check --format json, an error", ["check", "wrong", "--format", "json"], 1, /^\{\n/, ""],
    [
      "zone, clean",
      ["zone", "clean"],
      0,
      /邮件\.example\.org \(xn--5nq051n\.example\.org\) on Amazon Route 53\n/,
      QUIET,
    ],
    ["zone, findings go to stderr", ["zone", "wrong"], 1, /MX/, /error cname-exclusive/],
    ["zone --format json", ["zone", "wrong", "--format", "json"], 1, /^\{\n/, /error/],
    [
      "zone --format bind",
      ["zone", "warned", "--format", "bind"],
      0,
      /^\$ORIGIN example\.net\.\n/,
      /^\d+ warnings: \S*\/mailzone check shows them\n$/,
    ],
    ["zone --domain", ["zone", "clean", "--domain", "Shop.Example.com."], 0, /^shop\.example\.com on/, QUIET],
    ["zone --domain in its script", ["zone", "clean", "--domain", "邮件.example.org"], 0, /^邮件/, QUIET],
    ["plan", ["plan", "clean"], 0, /\d+ resources\n$/, QUIET],
    ["plan --format json", ["plan", "wrong", "--format", "json"], 1, /^\{\n/, /error/],
    ["providers", ["providers"], 0, /^ {2}263-mail +mailbox/, ""],
    [
      "providers --kind",
      ["providers", "--kind", "gateway"],
      0,
      /^ {2}barracuda-egd +gateway(?![\s\S]*sender)/,
      "",
    ],
    [
      "providers --search",
      ["providers", "--search", "WORKSPACE google"],
      0,
      /^ {2}google-workspace +[^\n]*\n +google-workspace-legacy +[^\n]*\n\n`/,
      "",
    ],
    [
      "providers --search, a former name",
      ["providers", "--search", "gsuite"],
      0,
      /^ {2}google-workspace /,
      "",
    ],
    ["providers --search, another script", ["providers", "--search", "腾讯"], 0, /^ {2}tencent-exmail /, ""],
    [
      "providers --search, an MX host",
      ["providers", "--search", "mxbiz1.qq.com"],
      0,
      /^ {2}tencent-exmail /,
      "",
    ],
    [
      "providers --search, an include",
      ["providers", "--search", "_spf.google.com"],
      0,
      /^ {2}google-workspace /,
      "",
    ],
    ["providers --search, none", ["providers", "--search", "nobody"], 0, /^no provider matches "nobody"/, ""],
    [
      "providers --search as JSON",
      ["providers", "--search", "sendgrid", "--format", "json"],
      0,
      /"sendgrid-manual"/,
      "",
    ],
    ["providers ID --kind", ["providers", "sendgrid", "--kind", "sender"], 2, "", /leave out the id\n$/],
    ["providers --kind, unknown", ["providers", "--kind", "post"], 2, "", /Allowed choices are mailbox/],
    [
      "providers lint, clean",
      ["providers", "lint", "../../providers/sendgrid.yaml"],
      0,
      "no findings in 1 file\n",
      "",
    ],
    ["providers lint, an error", ["providers", "lint", "warned/a.yaml"], 1, /^[\s\S]*file-form/, ""],
    [
      "providers lint, no such file",
      ["providers", "lint", "nowhere.yaml"],
      2,
      "",
      "mailzone: nowhere.yaml does not exist\n",
    ],
    ["providers ID", ["providers", "tencent-exmail"], 0, /^Tencent/, ""],
    ["providers, by a usual name", ["providers", "Gmail"], 0, /^Google Workspace/, ""],
    ["providers, a variant", ["providers", "mailgun-eu", "--format", "json"], 0, /"mailgun"/, ""],
    ["--version", ["--version"], 0, `${version}\n`, ""],
    ["--help", ["--help"], 0, /Specs:[\s\S]*check[\s\S]*zone[\s\S]*plan[\s\S]*providers/, ""],
    ["help of a command", ["zone", "--help"], 0, /--domain/, ""],
    ["no words", [], 2, "", /^Usage/],
    ["an unknown command", ["chekc", "clean"], 2, "", /unknown command 'chekc'/],
    ["an unknown option", ["check", "--fromat", "json"], 2, "", /unknown option '--fromat'/],
    ["an unknown format", ["zone", "clean", "--format", "xml"], 2, "", /text, json, bind/],
    ["a format that another command has", ["plan", "clean", "--format", "bind"], 2, "", /Allowed choices/],
    ["an option without its value", ["zone", "clean", "--domain"], 2, "", /argument missing/],
    ["no such path", ["check", "nowhere"], 2, "", "mailzone: nowhere does not exist\n"],
    ["a path below a file", ["zone", "warned/a.yaml/x"], 2, "", /cannot be read \(ENOTDIR\)\n$/],
    ["an empty path", ["check", ""], 2, "", "mailzone: a path is empty\n"],
    ["a folder without a spec", ["plan", "clean/eu/none"], 2, "", /does not exist/],
    ["no PATH and no stacks folder", ["check"], 2, "", "mailzone: stacks does not exist\n"],
    [
      "a path that shows control characters",
      ["check", "no\u001b[31m"],
      2,
      "",
      /^mailzone: no\\x1b\[31m does/,
    ],
    ["a domain without a spec", ["zone", "clean", "--domain", "a.test"], 2, "", /"a\.test" in clean\n$/],
    [
      "a domain whose spec is broken",
      ["zone", "wrong", "--domain", "x.test"],
      2,
      "",
      /yaml-syntax[\s\S]*"x\.test"/,
    ],
    [
      "a name that may be several providers",
      ["providers", "aliyun"],
      2,
      "",
      /^mailzone: "aliyun" may be alibaba-.* or aliyun-directmail: write the one that is meant\n$/,
    ],
    ["an unknown provider", ["providers", "tencent-exmial"], 2, "", /did you mean tencent-exmail\?\n$/],
    ["too many words", ["providers", "a", "b"], 2, "", /too many arguments/],
  ];
  test.each(cases)("%s", async (_, args, code, stdout, stderr) => {
    const ran = await mailzoneHere(args);
    expect({ code: ran.code, stderr: ran.stderr }).toEqual({
      code,
      stderr: expect.stringMatching(whole(stderr)),
    });
    expect(ran.stdout).toMatch(whole(stdout));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: no colour off a terminal
    expect(ran.stdout + ran.stderr).not.toMatch(/\u001b|Warning:|\n {4}at /);
  });

  const whole = (text: string | RegExp): RegExp =>
    text instanceof RegExp ? text : new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}$`);
});

describe("JSON documents", () => {
  test("check: keys, nulls, order by file, line, column and code, columns in UTF-16 units", async () => {
    const document = await json(["check", "wrong", "--format", "json"]);
    expect(keys(document)).toEqual(["findings", "summary", "version", "waived"]);
    expect(document.version).toBe(1);
    expect(keys(document.summary)).toEqual(["domains", "errors", "infos", "records", "waived", "warnings"]);
    for (const finding of document.findings) {
      expect(keys(finding)).toEqual(
        ["code", "severity", "message", "help", "domain", "file", "line", "column", "related", "more"].sort(),
      );
      expect([null, "string"]).toContain(finding.help === null ? null : typeof finding.help);
      for (const related of finding.related) {
        expect(keys(related)).toEqual(["column", "file", "line", "note"]);
      }
    }
    const sorted = (document.findings as Record<string, never>[]).map(({ file, line, column, code }) => [
      file,
      String(line).padStart(5, "0"),
      String(column).padStart(5, "0"),
      code,
    ]);
    expect(sorted).toEqual([...sorted].sort());
    const mistyped = document.findings.find((one: { code: string }) => one.code === "spec-key-unknown");
    // 😀 is two units
    expect(mistyped).toMatchObject({ file: "wrong/b.yaml", line: 5, column: 40, domain: null, related: [] });
    const counted = (severity: string) =>
      document.findings.filter((one: { severity: string }) => one.severity === severity).length;
    expect(document.summary).toMatchObject({
      domains: 1,
      errors: counted("error"),
      warnings: counted("warning"),
    });
  });

  test("zone: keys, absolute names, origins", async () => {
    const document = await json(["zone", "clean", "--format", "json"]);
    expect(keys(document)).toEqual(["version", "zones"]);
    const [shop, brand, route53] = document.zones;
    expect(keys(route53)).toEqual(["cloud", "domain", "rrsets", "zone"]);
    expect(keys(brand)).toEqual(["account", "cloud", "domain", "rrsets", "zone"]);
    expect(
      [shop, brand, route53].map(({ domain, zone, cloud, account }) => [domain, zone, cloud, account]),
    ).toEqual([
      ["shop.example.com", "shop.example.com.", "cloudflare", undefined],
      ["xn--5nq051n.example.org", "xn--5nq051n.example.org.", "cloudflare", "brand"],
      ["xn--5nq051n.example.org", "xn--5nq051n.example.org.", "route53", undefined],
    ]);
    for (const { rrsets } of document.zones) {
      for (const rrset of rrsets) {
        expect(keys(rrset)).toEqual(["data", "name", "origin", "ttl", "type"]);
        expect(rrset.name).toMatch(/\.$/);
        expect(keys(rrset.origin[0])).toEqual(["column", "file", "line"]);
        expect(rrset.origin[0].file).toMatch(/^clean\//);
      }
    }
  });

  test("plan: keys, tokens, a zone id that is looked up at run time is null", async () => {
    const document = await json(["plan", "clean", "--format", "json"]);
    expect(keys(document)).toEqual(["resources", "version"]);
    for (const resource of document.resources) {
      expect(keys(resource)).toEqual(["args", "domain", "name", "type"]);
    }
    const mx = document.resources.find(
      (one: { name: string }) => one.name === "shop.example.com/@/MX/mxbiz1.qq.com",
    );
    expect(mx).toMatchObject({
      type: "cloudflare:index/dnsRecord:DnsRecord",
      domain: "shop.example.com",
      args: { zoneId: null, type: "MX", priority: 5 },
    });
  });

  test("providers: every id, its parameters, and one with its records", async () => {
    const { version: number, providers } = await json(["providers", "--format", "json"]);
    expect(number).toBe(1);
    const ids = providers.map((one: { id: string }) => one.id);
    expect(ids).toEqual([...ids].sort());
    expect((await json(["providers", "sendgrid", "--format", "json"])).provider).toMatchObject({
      id: "sendgrid",
      records: expect.arrayContaining([expect.objectContaining({ type: "CNAME" })]),
    });
  });

  test("nothing on stdout when it could not run", async () => {
    for (const command of ["check", "zone", "plan"]) {
      expect(await mailzoneHere([command, "nowhere", "--format", "json"])).toMatchObject({
        code: 2,
        stdout: "",
      });
    }
  });
});
