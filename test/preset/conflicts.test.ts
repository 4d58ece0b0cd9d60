/** What a preset takes for itself follows from its records; its file says the rest. */
import { describe, expect, test } from "@jest/globals";
import { conflictsOf } from "../../src/preset/conflicts-of.ts";
import { readPreset } from "../../src/preset/read-preset.ts";
import { readYaml } from "../../src/source/read.ts";
import { Texts } from "../../src/source/texts.ts";

const preset = (records: readonly string[], more = "") => {
  const text = `id: acme
title: Acme
vendor: Acme
kind: sender
status: current
confidence: high
sources: [{ kind: provider-doc, ref: "https://acme.example", verified: "2026-11-22" }]
parameters:
  form: { about: a, find: b, type: choice, choices: [txt, cname], default: txt }
  any: { about: a, find: b, type: text, pattern: "@|[a-z]+", example: dm }
  label: { about: a, find: b, type: text, pattern: "[a-z]+", example: dm }
  free: { about: a, find: b, type: text, example: dm }
${more}records:
${records.map((record) => `  - { ${record} }`).join("\n")}
`;
  return readPreset("acme.yaml", readYaml("acme.yaml", Buffer.from(text)), new Texts(), "bundled");
};

const REQUIRED = "need: required";
const MX = "type: MX, preference: 10, exchange: mx.acme.example";
const CNAME = "type: CNAME, target: a.acme.example";

describe("what records show", () => {
  const cases: [rule: string, record: string, conflicts: string[]][] = [
    ["MX of the mail domain", `group: mx, need: optional, ${MX}`, ["mx-exclusive"]],
    ["MX of a name below it", `group: mx, ${REQUIRED}, name: in, ${MX}`, []],
    [
      "MX where the user may say @",
      `group: return-path, ${REQUIRED}, name: "{any}", ${MX}`,
      ["mx-exclusive"],
    ],
    ["which the preset can do without", `group: inbound, need: optional, name: "{any}", ${MX}`, []],
    ["MX where @ is no value", `group: return-path, ${REQUIRED}, name: "{label}", ${MX}`, []],
    ["MX where nothing says what is", `group: return-path, ${REQUIRED}, name: "{free}", ${MX}`, []],
    ["MX below such a name", `group: return-path, ${REQUIRED}, name: "in.{any}", ${MX}`, []],
    ["DKIM by CNAME", `group: dkim, ${REQUIRED}, name: s1._domainkey, ${CNAME}`, ["cname-dkim"]],
    [
      "under a name that the vendor gives",
      `group: dkim, ${REQUIRED}, name: "{free}", ${CNAME}`,
      ["cname-dkim"],
    ],
    ["in a template's own group", `group: auto, ${REQUIRED}, name: e1._domainkey, ${CNAME}`, ["cname-dkim"]],
    [
      "where that is not the default",
      `group: dkim, ${REQUIRED}, name: s._domainkey, when: { form: cname }, ${CNAME}`,
      [],
    ],
    [
      "where that is the default",
      `group: dkim, ${REQUIRED}, name: s._domainkey, when: { form: txt }, ${CNAME}`,
      ["cname-dkim"],
    ],
    ["DKIM by TXT", `group: dkim, ${REQUIRED}, name: s._domainkey, type: TXT, text: p=x`, []],
    ["DMARC by CNAME", `group: dmarc, ${REQUIRED}, name: _dmarc, ${CNAME}`, ["cname-dmarc"]],
    ["DMARC by text", `group: dmarc, ${REQUIRED}, type: DMARC, text: v=DMARC1; p=none`, []],
    ["MTA-STS by CNAME", `group: mta-sts, ${REQUIRED}, name: _mta-sts, ${CNAME}`, ["cname-mta-sts"]],
    ["a return path by CNAME", `group: return-path, ${REQUIRED}, name: em1, ${CNAME}`, ["cname-return-path"]],
    ["a client's name by CNAME", `group: client, ${REQUIRED}, name: mail, ${CNAME}`, []],
  ];
  test.each(cases)("%s", (_, record, conflicts) => {
    expect(preset([record]).preset?.conflicts).toEqual(conflicts);
  });
});

test("what the file says comes with it, each once, in one order", () => {
  const records = [`group: mx, ${REQUIRED}, ${MX}`, `group: dkim, ${REQUIRED}, name: s._domainkey, ${CNAME}`];
  const said = preset(records, "conflicts: [subdomain-advised, spf-redirect]\n");
  expect(said.preset?.conflicts).toEqual(["mx-exclusive", "cname-dkim", "spf-redirect", "subdomain-advised"]);
  if (said.preset === undefined) throw new Error("no preset");
  expect(conflictsOf({ ...said.preset, conflicts: [], records: [] })).toEqual([]);
});

test("a file that says what its records show is refused, so that the two cannot part", () => {
  const { preset: read, findings } = preset([`group: mx, ${REQUIRED}, ${MX}`], "conflicts: [mx-exclusive]\n");
  expect(read).toBeUndefined();
  expect(findings.map(({ code }) => code)).toEqual(["spec-value"]);
});
