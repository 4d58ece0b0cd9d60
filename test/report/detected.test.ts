/** What `mailzone detect` found, in words and as JSON, from records as a zone file or DNS has them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { Ajv } from "ajv";
import { cloudOfServer } from "../../src/cloud/clouds.ts";
import { readRdata } from "../../src/cloud/raise.ts";
import { loadText } from "../../src/pipeline.ts";
import { detect } from "../../src/preset/detect/detect.ts";
import type { Observed } from "../../src/preset/detect/facts.ts";
import { type Suggestion, suggest } from "../../src/preset/detect/suggest.ts";
import { openLibrary } from "../../src/preset/library.ts";
import { detectJson, printDetected } from "../../src/report/detected.ts";

const library = openLibrary();
const DOMAIN = "example.com.";

/** `mail CNAME exmail.qq.com`; the owner is relative. */
const found = (...lines: readonly string[]): Suggestion => {
  const records = lines.map((line): Observed => {
    const [, owner = "", type = "", value = ""] = /^(\S+) (\S+) (.*)$/.exec(line) ?? [];
    const data = readRdata(type, value);
    if (data === undefined) throw new Error(`not a record: ${line}`);
    return { name: owner === "@" ? DOMAIN : `${owner}.${DOMAIN}`, data };
  });
  const presets = library.presets();
  const detected = detect(records, { domain: DOMAIN, zone: DOMAIN }, presets);
  return suggest(detected, records, DOMAIN, library, cloudOfServer);
};

/** Tencent's mail without its second MX, with another name for POP, and with a record that is nobody's. */
const TENCENT = [
  "@ MX 5 mxbiz1.qq.com",
  "@ TXT v=spf1 include:spf.mail.qq.com -all",
  "mail CNAME exmail.qq.com",
  "imap CNAME imap.exmail.qq.com",
  "pop3 CNAME pop.elsewhere.example",
  "old MX 10 mx.elsewhere.example",
];

const suggestion = found(...TENCENT);
const { spec: _, ...withoutSpec } = suggestion;

describe("as text", () => {
  test("services with their evidence, what is missing, different and extra, and a spec that can be used", () => {
    const text = printDetected(found(...TENCENT));
    expect(text).toMatch(/^example\.com: tencent-exmail\n\ntencent-exmail: .*, mailbox\n/);
    expect(text).toMatch(/\n {2}@ +MX +5 mxbiz1\.qq\.com/);
    expect(text).toMatch(
      /\nmissing \(in the presets, but not found\):\n(?: {2}.*\n)* {2}@ +MX +10 mxbiz2\.qq\.com {2}\(tencent-exmail\)/,
    );
    expect(text).toMatch(
      /\ndifferent \(expected <> found\):\n {2}pop3 +CNAME +pop\.exmail\.qq\.com {2}<> {2}pop\.elsewhere\.example/,
    );
    expect(text).toMatch(
      /\nextra \(in none of the detected presets\):\n {2}old +MX +10 mx\.elsewhere\.example/,
    );
    const [, spec = ""] = text.split("\nmatching spec:\n");
    const { findings } = loadText("a.yaml", spec.replace(/^ {2}/gm, ""));
    expect(spec).toContain("mailbox: tencent-exmail");
    expect(findings.filter(({ code }) => code.startsWith("yaml-") || code === "spec-type")).toEqual([]);
  });

  test("records that no preset explains are listed as what they are", () => {
    const text = printDetected(found("@ MX 10 mx.elsewhere.example"));
    expect(text).toMatch(/^example\.com: no preset matches its mail records\n/);
    expect(text).toMatch(/\nits mail records:\n {2}@ +MX +10 mx\.elsewhere\.example/);
  });

  test("a parameter that no record reveals is named, and whether it is required", () => {
    const text = printDetected(
      found("@ TXT v=spf1 include:sendgrid.net ~all", "s1._domainkey CNAME s1.domainkey.u1.wl.sendgrid.net"),
    );
    expect(text).toMatch(
      /parameters that the records do not reveal:\n(?: {2}.*\n)*? {2}sendgrid \w+ +(?:required|optional) +for /,
    );
  });

  test("a service without a telling record shows all that match, long ones cut, and what else they match", () => {
    const [service] = suggestion.services;
    if (service === undefined) throw new Error("nothing was detected");
    const { detection } = service;
    const text = `v=${"x".repeat(90)}`;
    const matched = detection.matched.map((one) => ({
      ...one,
      weight: 0 as const,
      fact: { ...one.fact, text },
    }));
    const shown = printDetected({
      ...withoutSpec,
      services: [{ ...service, detection: { ...detection, matched, orElse: ["foxmail", "qq-mail"] } }],
      untold: [
        { provider: "a", parameter: "key", required: true, records: ["@ TXT", "@ TXT"] },
        { provider: "a", parameter: "more", required: false, records: ["x CNAME", "\u202ey CNAME"] },
      ],
    });
    expect(shown).toContain(", mailbox; the records also match foxmail, qq-mail\n");
    expect(shown.match(/ v=x{65}\.\.\.$/gm)).toHaveLength(matched.length);
    expect(shown).toContain(
      "\nparameters that the records do not reveal:\n  a key   required  for @ TXT\n  a more  optional  for x CNAME, \\u202ey CNAME\n",
    );
    expect(shown).not.toContain("matching spec:");
  });

  test("a name in another script is shown as it is read, with its A-labels", () => {
    const named = { ...found("@ MX 10 mx.elsewhere.example"), domain: "xn--bcher-kva.example." };
    expect(printDetected(named)).toMatch(/^bücher\.example \(xn--bcher-kva\.example\): /);
  });
});

describe("as JSON", () => {
  const validate = new Ajv({ allowUnionTypes: true }).compile(
    JSON.parse(readFileSync(join(import.meta.dirname, "../../schema/detect.schema.json"), "utf8")),
  );

  test("it fits its schema, with the same content", () => {
    const finding = { code: "zone-file", severity: "error", message: "odd" } as const;
    const document = detectJson(found(...TENCENT), [finding]);
    expect([validate(document), validate.errors]).toEqual([true, null]);
    expect(document).toMatchObject({
      domain: "example.com",
      services: [
        {
          id: "tencent-exmail",
          role: "mailbox",
          evidence: expect.arrayContaining([{ owner: "@", type: "MX", data: "5 mxbiz1.qq.com" }]),
        },
      ],
      different: [
        { owner: "pop3", type: "CNAME", wanted: "pop.exmail.qq.com", found: "pop.elsewhere.example" },
      ],
      extra: [{ owner: "old", type: "MX", wanted: null, provider: null }],
      spec: expect.stringContaining("mailbox: tencent-exmail"),
      findings: [{ code: "zone-file" }],
    });
  });

  test("values of parameters are texts and lists, what is unknown is null", () => {
    const [service] = suggestion.services;
    if (service === undefined) throw new Error("nothing was detected");
    const document = detectJson(
      {
        ...withoutSpec,
        services: [{ ...service, with: { region: "eu", hosts: ["a.example", "b.example"] } }],
        untold: [{ provider: "a", parameter: "key", required: true, records: ["@ TXT"] }],
      },
      [],
    );
    expect([validate(document), validate.errors]).toEqual([true, null]);
    expect(document).toMatchObject({
      services: [{ with: { region: "eu", hosts: ["a.example", "b.example"] } }],
      untold: [{ provider: "a", parameter: "key", required: true, records: ["@ TXT"] }],
      spec: null,
    });
  });

  test("the schema refuses a service without a role, so it can fail", () => {
    const document = JSON.parse(JSON.stringify(detectJson(found(...TENCENT), [])));
    delete document.services[0].role;
    expect(validate(document)).toBe(false);
  });
});
