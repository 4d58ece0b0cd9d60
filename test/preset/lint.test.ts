/** `providers lint` on every preset, and on files with one mistake each. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { clouds } from "../../src/cloud/clouds.ts";
import { lintPresetFile } from "../../src/lint-preset.ts";
import { openLibrary } from "../../src/preset/library.ts";

const repository = join(import.meta.dirname, "../..");
const library = openLibrary(join(repository, "providers"), repository);
const files = readdirSync(join(repository, "providers")).filter((name) => name.endsWith(".yaml"));

/** What is told of a preset all the same, with the reason. */
const EXPECTED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "parked-domain": { "mx-null-provider": "Alibaba Cloud DNS stores no null MX" },
  mailfence: { "preset-confidence": "few sources attest the records" },
  "proofpoint-enterprise": { "preset-confidence": "few sources attest the records" },
  "sina-enterprise": { "preset-confidence": "few sources attest the records" },
  "zoho-zeptomail": { "preset-confidence": "few sources attest the records" },
  "amazon-workmail": { "preset-ending": "the vendor ends the service" },
  "cloudflare-email-routing": { "preset-managed": "Cloudflare makes the records itself" },
  "cpanel-godaddy": {
    "spf-ptr": "the vendor's own SPF text has ptr",
    "autod-cname": "the vendor has autodiscover in two ways, one of them off until asked for",
  },
  fastmail: {
    "spf-all-qualifier": "the vendor's own SPF text ends in ?all",
    "wildcard-mx": "the vendor's own, off until asked for",
  },
  migadu: { "wildcard-mx": "the vendor's own, off until asked for" },
};
for (const id of ["lettermint", "mailersend", "postmark", "resend", "sendcloud", "sparkpost"]) {
  Object.assign(EXPECTED, { [id]: { "spf-subdomain": "the example has a name that only receives" } });
}

describe("every preset passes, or is told where it cannot be used and why", () => {
  test.each(files)("%s", (name) => {
    const found = lintPresetFile(
      `providers/${name}`,
      readFileSync(join(repository, "providers", name)),
      library,
    );
    const expected = EXPECTED[name.replace(/\.yaml$/, "")] ?? {};
    const codes = new Set(found.map(({ code }) => code));
    expect(
      found
        .filter(({ code }) => expected[code] === undefined)
        .map(({ message, help }) => `${message} (${help})`),
    ).toEqual([]);
    expect([...codes].sort()).toEqual(Object.keys(expected).sort());
    expect(found.filter(({ severity }) => severity === "error")).toEqual([]);
    for (const { place } of found)
      expect(place).toMatchObject({ file: `providers/${name}`, line: expect.any(Number) });
  });
});

test.each(["", "# a comment", "---\n", "null"])("a file without a preset is an error: %j", (text) => {
  const found = lintPresetFile("acme.yaml", Buffer.from(text), library);
  expect(found.map(({ code, place }) => [code, place?.line])).toEqual([["spec-empty", 1]]);
});

const SOUND = `id: acme
title: Acme Mail
vendor: Acme
homepage: https://acme.example
kind: mailbox
status: current
confidence: high
sources:
  - { kind: provider-doc, ref: "https://acme.example", verified: "2026-11-22" }
parameters:
  token: { about: a, find: b, type: text, pattern: "^[a-z]+$", example: abc }
  size: { about: a, find: b, type: choice, choices: [big, small], example: big, default: big }
variants: { acme-small: { size: small } }
records:
  - { group: mx, need: required, when: { size: big }, type: MX, preference: 10, exchange: mx1.acme.example }
  - { group: mx, need: required, when: { size: small }, type: MX, preference: 10, exchange: mx2.acme.example }
  - { group: spf, need: required, type: SPF, terms: ["include:spf.mail.qq.com"], all: softfail }
  - { group: verification, need: recommended, type: TXT, text: "acme={token}" }
`;

const dkimTargets = (selectors: number, pattern: string): string =>
  `dkimTargets: { service: Acme, pattern: "${pattern}", selectors: ${selectors} }`;

/** The beginning of the records, with a key that the service hosts. */
const hosted = (selector: string, target: string): string =>
  `records:\n  - { group: dkim, need: required, name: ${selector}._domainkey, type: CNAME, target: ${target} }`;

const lint = (text: string, file = "acme.yaml"): string[] =>
  lintPresetFile(file, Buffer.from(text), library).map(
    ({ place, severity, code }) => `${place?.line}:${place?.column} ${severity} ${code}`,
  );

describe("a mistake in a file is a finding at its place", () => {
  test("the sound file has none", () => {
    expect(lint(SOUND)).toEqual([]);
  });

  const cases: [rule: string, from: string, to: string, finding: string][] = [
    ["YAML", "id: acme", "id: [", "2:1 error yaml-syntax"],
    ["the schema", "kind: mailbox", "kind: post", "5:7 error spec-value"],
    ["an unknown key", "vendor: Acme", "vendor: Acme\nhomepge: x", "4:1 error spec-key-unknown"],
    ["the file's name is the id", "id: acme", "id: acme-mail", "1:5 error preset-file"],
    [
      "ids are free",
      "acme-small:",
      "acme-small: { size: small }, google-workspace:",
      "13:42 error preset-file",
    ],
    ["a homepage", "homepage: https", "homepage: http", "4:11 warning preset-file"],
    ["a source has its day", ', verified: "2026-11-22"', "", "9:5 warning preset-file"],
    ["variants begin with the id", "acme-small:", "small-acme:", "13:13 error preset-file"],
    ["variants set what there is", "size: small }", "size: tiny }", "13:33 error preset-file"],
    ["a parameter is declared", "acme={token}", "acme={tokn}", "18:64 error preset-file"],
    ["conditions can hold", "when: { size: small }", "when: { sise: small }", "16:48 error preset-file"],
    ["an example has the form", "example: abc", "example: ABC", "11:73 error preset-file"],
    ["a pattern is one", "^[a-z]+$", "^[a-z+$", "11:52 error preset-file"],
    ["text has a pattern", ' pattern: "^[a-z]+$",', "", "11:3 warning preset-file"],
    ["a parameter has an example", ", example: abc", "", "11:3 warning preset-file"],
    ["the user is told where the value is", "find: b, type: text", "type: text", "11:3 warning preset-file"],
    [
      "a required record needs no optional parameter",
      "need: recommended",
      "need: required",
      "18:5 error preset-file",
    ],
    ["SPF is no TXT", "acme={token}", "v=spf1 {token} -all", "18:64 error preset-file"],
    ["hosts have no final dot", "mx1.acme.example ", "mx1.acme.example. ", "15:91 error preset-file"],
    [
      "a group is not another's name with a slip",
      "group: verification",
      "group: verifcation",
      "18:14 warning preset-file",
    ],
    [
      "a single MX is one of the preset's",
      "variants:",
      "singleMx: [mx1.acme.example, x1.acme.example]\nvariants:",
      "13:30 error preset-file",
    ],
    [
      "a single MX has no final dot",
      "variants:",
      "singleMx: [acme.example.]\nvariants:",
      "13:12 error preset-file",
    ],
    [
      "the pattern of DKIM targets shows the selector",
      "variants:",
      `${dkimTargets(1, "([a-z]+)[.]acme[.]example")}\nvariants:`,
      "13:40 error preset-file",
    ],
    [
      "the pattern of DKIM targets is that of the preset's own",
      "records:",
      `${dkimTargets(1, "(?<selector>[a-z]+)[.]acme[.]example")}\n${hosted("s1", "s1.acme.example")}`,
      "16:78 error preset-file",
    ],
    [
      "a DKIM target is that of its selector",
      "records:",
      `${dkimTargets(1, "(?<selector>s[12])[.]acme[.]example")}\n${hosted("s1", "s2.acme.example")}`,
      "16:78 error preset-file",
    ],
    [
      "each DKIM selector of the service has a CNAME",
      "records:",
      `${dkimTargets(2, "(?<selector>s[12])[.]acme[.]example")}\n${hosted("s1", "s1.acme.example")}`,
      "14:90 error preset-file",
    ],
    [
      "a condition is on a choice",
      "when: { size: small }",
      "when: { token: abc }",
      "16:49 error preset-file",
    ],
    [
      "a name far from every parameter's has to be declared",
      "acme={token}",
      "acme={something_else}",
      "18:64 error preset-file",
    ],
    ["a built-in name is taken", "size: { about", "domain: { about", "12:3 error preset-file"],
    [
      "choices are a choice's",
      "type: choice, choices: [big, small]",
      "type: label, choices: [big, small]",
      "12:3 error preset-file",
    ],
    ["a choice has choices", "type: choice, choices: [big, small]", "type: choice", "12:3 error preset-file"],
    [
      "what is required has no default",
      "default: big }",
      "default: big, required: true }",
      "12:105 error preset-file",
    ],
    ["no text ends in white space", '"acme={token}"', '"acme={token} "', "18:64 error preset-file"],
    ["a policy is no TXT", "type: TXT, text", "name: _dmarc, type: TXT, text", "18:53 error preset-file"],
    ["a term of SPF is one", '"include:spf.mail.qq.com"', '"a mx"', "17:54 error preset-file"],
    [
      "the version and all of SPF are added",
      '"include:spf.mail.qq.com"',
      '"-all"',
      "17:54 error preset-file",
    ],
    [
      "a number is a number",
      "preference: 10, exchange: mx1",
      'preference: "{size}", exchange: mx1',
      "15:77 error preset-file",
    ],
    ["what it publishes is checked by the checks", "mx1.acme.example", "192.0.2.1", "15:5 error mx-not-ip"],
  ];
  test.each(cases)("%s", (_, from, to, finding) => {
    expect(SOUND).toContain(from);
    expect(lint(SOUND.replace(from, to))).toContain(finding);
  });

  test("a group of another name than the well-known ones is no slip", () => {
    for (const group of ["teams", "mdm", "cloud"]) {
      expect(lint(SOUND.replace("group: verification", `group: ${group}`))).toEqual([]);
    }
  });

  test("a parameter that nothing uses", () => {
    expect(lint(SOUND.replace("acme={token}", "acme=x"))).toEqual(["11:3 error preset-file"]);
  });

  test("a parameter that nothing uses, at its name, not where its lines begin", () => {
    const lost = "lost:\n    about: a\n    find: b\n    type: label\n    example: abc\n  size:";
    expect(lint(SOUND.replace("size:", lost))).toEqual(["12:3 error preset-file"]);
  });

  describe("what is off until it is asked for is checked too", () => {
    const published = (...records: string[]) =>
      lintPresetFile("acme.yaml", Buffer.from(`${SOUND}${records.join("\n")}\n`), library).map(
        ({ place, severity, code, message }) =>
          `${place?.line} ${severity} ${code}: ${/^acme[^:]*(?:: (?:big|small))?[^:]*/.exec(message)?.[0]}`,
      );
    const web = (more: string) => `  - { group: web, need: optional, ${more} }`;
    const asked: [rule: string, records: string[], findings: string[]][] = [
      ["a sound record of such a group", [web("name: w, type: CNAME, target: w.acme.example")], []],
      [
        "a target that is a web address",
        [web('name: w, type: CNAME, target: "https://w.acme.example"')],
        ["19 error rr-target-fqdn: acme with the group web on"],
      ],
      [
        "a target of one label",
        [web("name: w, type: CNAME, target: w")],
        ["19 error rr-target-fqdn: acme with the group web on"],
      ],
      [
        "a name that has the domain already",
        [web("name: w.example.com, type: CNAME, target: w.acme.example")],
        ["19 error name-repeated-domain: acme with the group web on"],
      ],
      [
        "a choice that is neither the default nor the example",
        [
          '  - { group: web, need: recommended, name: w, when: { size: small }, type: CNAME, target: "w" }',
          web("name: v, type: CNAME, target: v.acme.example"),
        ],
        ["19 error rr-target-fqdn: acme-small with its examples"],
      ],
      [
        "a mistake that every group shares is told once, as it is by default",
        ['  - { group: web, need: recommended, name: w, type: CNAME, target: "w" }'],
        ["19 error rr-target-fqdn: acme with its examples"],
      ],
      [
        "groups of which one is meant: only those who ask for both are warned",
        [
          web("name: w, type: CNAME, target: w.acme.example"),
          '  - { group: page, need: optional, name: w, type: TXT, text: "page" }',
        ],
        ["20 warning cname-exclusive: acme with the groups page and web on"],
      ],
    ];
    test.each(asked)("%s", (_, records, findings) => {
      expect(published(...records)).toEqual(findings);
    });

    test("a choice beyond the variants is tried", () => {
      const without = SOUND.replace("{ acme-small: { size: small } }", "{}");
      const wrong = without.replace("mx2.acme.example", "192.0.2.1");
      expect(lint(without)).toEqual([]);
      expect(lint(wrong)).toEqual(["16:5 error mx-not-ip"]);
    });
  });

  test("two records that meet at a name: the author's edit, with the lines of both", () => {
    const both = `${SOUND}  - { group: web, need: recommended, name: w, type: CNAME, target: w.acme.example }
  - { group: web, need: recommended, name: w, type: TXT, text: hello }
`;
    const [one, ...more] = lintPresetFile("acme.yaml", Buffer.from(both), library);
    expect(more).toEqual([]);
    expect(one).toMatchObject({ code: "cname-exclusive", severity: "error", place: { line: 20 } });
    expect(one?.help).toMatch(/^lines 19 and 20 have records at the same name: /);
    expect(one?.help).not.toMatch(/without:|mailbox:/);
    expect(one?.related?.map(({ place }) => place.line)).toEqual([19]);
  });

  test("what one cloud alone cannot take is a warning that names it", () => {
    const found = lintPresetFile(
      "acme.yaml",
      Buffer.from(SOUND.replace("acme={token}", `acme={token}${"x".repeat(600)}`)),
      library,
    );
    expect(found.map(({ severity, code }) => `${severity} ${code}`)).toContain("warning prov-capability");
    const cloud = clouds.find(({ limits }) => limits.txtOctets.max < 600);
    expect(found.find(({ code }) => code === "prov-capability")?.message).toMatch(
      new RegExp(`^acme with its examples on ${cloud?.title}: `),
    );
  });
});
