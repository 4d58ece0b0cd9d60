/** `mailzone diagnose` against real name servers (NSD) on loopback: exit codes, formats, and what cannot be asked. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, jest } from "@jest/globals";
import { Ajv } from "ajv";
import { apex, type Lab, startLab } from "../live/dns/lab.ts";
import { needs } from "../needs.ts";
import { mailzone } from "./run.ts";

const { afterAll, beforeAll, describe, test } = needs("nsd");

jest.setTimeout(240_000);

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

/** Of a domain without mail. */
const ELSEWHERE = [apex("ns1.example.com.", "ns2.example.com."), "www A 93.184.216.36"].join("\n");

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
        ...Array.from({ length: 100 }, (_, i) => `chain${i}.com. CNAME chain${i + 1}.com.`),
        "xn--mller-kva.com. NS ns1.example.com.",
        "xn--mller-kva.com. NS ns2.example.com.",
        "bare.com. NS ns1.example.com.",
        "bare.com. NS ns2.example.com.",
        "homeless.com. NS ns.nowhere.net.",
        "silent.com. NS ns.silent.com.",
        `ns.silent.com. A ${DEAD}`,
        "mxbiz1.qq.com. A 93.184.216.34",
        "mxbiz2.qq.com. A 93.184.216.35",
        'spf.mail.qq.com. TXT "v=spf1 ip4:93.184.216.0/24 -all"',
      ].join("\n"),
    },
    [ONE]: { "example.com.": ZONE, "xn--mller-kva.com.": ELSEWHERE, "bare.com.": ELSEWHERE },
    [TWO]: { "example.com.": ZONE, "xn--mller-kva.com.": ELSEWHERE, "bare.com.": ELSEWHERE },
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

  test("takes an internationalized name, and says that a domain has no MX", () => {
    const { code, stdout, stderr } = diagnose("Müller.com", "bare.com");
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^müller\.com \(xn--mller-kva\.com\)\n/);
    expect(stdout.match(/warning dns-no-mx\n/g)).toHaveLength(2);
  });

  test("--severity hides what is less severe and keeps the counts; --quiet shows errors alone", () => {
    const [all, errors] = [diagnose("example.com"), diagnose("example.com", "--severity", "error")];
    const counts = /^\d+ errors?, .*\d+ infos?$/m;
    expect(all.stdout).toContain(": info ");
    expect(errors.stdout).not.toMatch(/: (?:info|warning) /);
    expect([errors.code, counts.exec(errors.stdout)?.[0]]).toEqual([1, counts.exec(all.stdout)?.[0]]);
    expect(
      JSON.parse(diagnose("example.com", "--severity", "error", "--format", "json").stdout).findings,
    ).toHaveLength(errors.stdout.match(/: error /g)?.length ?? 0);
    const quiet = diagnose("example.com", "--quiet");
    expect(quiet.stdout).toMatch(/^(?:── example\.com \(DNS\)|example\.com \(DNS\):\d)/);
    expect(quiet.stdout).not.toMatch(/services|: warning |a spec with/);
    expect(diagnose("bare.com", "--quiet")).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  test.each<[readonly string[], string]>([
    [["nowhere.com"], "nowhere.com is not in DNS: no mail reaches it"],
    [["silent.com"], "DNS does not answer for silent.com: no answer; see at the registrar"],
    [["chain0.com"], "DNS does not answer for chain0.com: too many CNAMEs in a row"],
    [["looped.com"], "DNS does not answer for looped.com: a CNAME that leads back to itself"],
    [["homeless.com"], "DNS does not answer for homeless.com: its name servers have no address"],
    [["müller..com"], '"müller..com" is neither a file nor a domain name'],
    [["not a name"], '"not a name" is neither a file nor a domain name'],
    [["example.com", "--selector", "a b"], '"a b" is no DKIM selector'],
  ])("%j cannot run", (words, said) => {
    const { code, stdout, stderr } = diagnose(...words);
    expect([code, stdout, stderr]).toEqual([2, "", expect.stringContaining(said)]);
    expect(stderr).not.toContain("    at ");
  });
});
