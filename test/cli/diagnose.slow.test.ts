/** `mailzone diagnose` against real name servers (NSD) on loopback: exit codes, formats, and what cannot be asked. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { Ajv } from "ajv";
import { apex, type Lab, startLab } from "../live/dns/lab.ts";
import { mailzone } from "./run.ts";

jest.setTimeout(120_000);

const [ROOT, ONE, TWO, DEAD] = ["127.53.2.1", "127.53.2.2", "127.53.2.3", "127.53.2.9"];
const ZONE = [
  apex("ns1.example.com.", "ns2.example.com."),
  `ns1 A ${ONE}`,
  `ns2 A ${TWO}`,
  "@ MX 5 mxbiz1.qq.com.",
  "@ MX 10 mxbiz2.qq.com.",
  '@ TXT "v=spf1 include:spf.mail.qq.com ~all"',
  '@ TXT "v=spf1 mx -all"',
  '_dmarc TXT "v=DMARC1; p=none; rua=mailto:d@example.com"',
].join("\n");

let lab: Lab;
beforeAll(async () => {
  lab = await startLab({
    [ROOT]: {
      ".": [
        apex("a.root."),
        `a.root A ${ROOT}`,
        "example.com. NS ns1.example.com.",
        "example.com. NS ns2.example.com.",
        `ns1.example.com. A ${ONE}`,
        `ns2.example.com. A ${TWO}`,
        "looped.com. CNAME again.com.",
        "again.com. CNAME looped.com.",
        "homeless.com. NS ns.nowhere.net.",
        "silent.com. NS ns.silent.com.",
        `ns.silent.com. A ${DEAD}`,
        "mxbiz1.qq.com. A 93.184.216.34",
        "mxbiz2.qq.com. A 93.184.216.35",
        'spf.mail.qq.com. TXT "v=spf1 ip4:93.184.216.0/24 -all"',
      ].join("\n"),
    },
    [ONE]: { "example.com.": ZONE },
    [TWO]: { "example.com.": ZONE },
  });
});
afterAll(() => lab.close());

const diagnose = (...words: string[]) => mailzone(["diagnose", ...words, "--root", `${ROOT}:${lab.port}`]);

describe("diagnose", () => {
  test("shows the services and every fault, with the record in a frame", () => {
    const { code, stdout, stderr } = diagnose("example.com");
    expect([code, stderr]).toEqual([1, ""]);
    expect(stdout).toMatch(/^example\.com\n +services +tencent-exmail\n/);
    expect(stdout).toContain("error spf-single");
    expect(stdout).toMatch(/ \| @ IN TXT "v=spf1 mx -all"\n/);
  });

  test("in JSON by the schema, and in Markdown", () => {
    const { code, stdout } = diagnose("example.com", "--format", "json");
    const document = JSON.parse(stdout);
    const schema = JSON.parse(
      readFileSync(join(import.meta.dirname, "../../schema/diagnose.schema.json"), "utf8"),
    );
    const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);
    expect([code, validate(document), validate.errors]).toEqual([1, true, null]);
    expect(document.domains[0]).toMatchObject({
      domain: "example.com",
      services: [{ id: "tencent-exmail" }],
    });
    expect(diagnose("example.com", "--format", "markdown").stdout).toContain("spf-single");
  });

  test.each<[readonly string[], string]>([
    [["nowhere.com"], "nowhere.com is not in DNS: no mail reaches it"],
    [["silent.com"], "DNS does not answer for silent.com: no answer; see at the registrar"],
    [["looped.com"], "DNS does not answer for looped.com: a CNAME that leads back to itself"],
    [["homeless.com"], "DNS does not answer for homeless.com: its name servers have no address"],
    [["not a name"], '"not a name" is neither a file nor a domain name'],
    [["example.com", "--selector", "a b"], '"a b" is no DKIM selector'],
  ])("%j cannot run", (words, said) => {
    const { code, stdout, stderr } = diagnose(...words);
    expect([code, stdout, stderr]).toEqual([2, "", expect.stringContaining(said)]);
    expect(stderr).not.toContain("    at ");
  });
});
