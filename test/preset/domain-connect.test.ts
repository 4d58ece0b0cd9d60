/**
 * Domain Connect templates: each corner case of the format as a template in fixtures/domain-connect/, with what it publishes and
 * what is said of it.
 */
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { type Loaded, loadPaths, loadSpec, loadText } from "../../src/pipeline.ts";
import { nativeId, nativePreset } from "../../src/preset/domain-connect/native.ts";
import { presetText } from "../../src/preset/domain-connect/preset-text.ts";
import { readTemplate, type TemplateFile } from "../../src/preset/domain-connect/read-template.ts";
import { expand } from "../../src/preset/expand.ts";
import { openLibrary } from "../../src/preset/library.ts";
import { presetSchema } from "../../src/preset/schema.ts";
import { parseSource } from "../../src/source/source.ts";
import { judge } from "../../src/spec/judge.ts";
import { parseSpecs } from "../../src/spec/read.ts";
import { printRdata } from "../../src/zone/rdata.ts";
import { recordsOf } from "../spec/zone-of.ts";

const FOLDER = "test/preset/fixtures/domain-connect";
const KEY = readKey();

/** A DKIM key that passes its checks. */
function readKey(): string {
  return String(openLibrary().find("resend")?.parameters["dkim_key"]?.example);
}

interface Use {
  readonly template: string;
  readonly with?: Readonly<Record<string, string | number>>;
  readonly groups?: readonly string[];
}

interface Setting {
  readonly domain?: string;
  readonly as?: "mailbox" | "sender" | "gateway";
  /** Further lines of the spec. */
  readonly lines?: readonly string[];
}

/** The spec that uses a template, in the folder of the templates. */
function load(
  { template, ...use }: Use,
  { domain = "example.com", as = "mailbox", lines = [] }: Setting = {},
): Loaded {
  const written = JSON.stringify({ template: `${template}.json`, ...use });
  const text = [
    `${as === "sender" ? "senders" : as}: ${as === "sender" ? `[${written}]` : written}`,
    `domain: ${domain}`,
    "zone: example.com",
    "dns: cloudflare",
    "mode: mail",
    ...lines,
  ];
  return loadText(`${FOLDER}/f.yaml`, `${text.join("\n")}\n`);
}

const OURS = /^(?:template-|preset-|spec-|yaml-|rr-syntax|name-|cname-(?:apex|exclusive))/;

/** `FILE:LINE:COLUMN SEVERITY CODE` of what is found in templates and in their use. */
function told({ findings }: Loaded): string[] {
  return findings.flatMap(({ code, severity, place }) =>
    OURS.test(code)
      ? [`${basename(place?.file ?? "")}:${place?.line}:${place?.column} ${severity} ${code}`]
      : [],
  );
}

type Case = readonly [
  rule: string,
  use: Use,
  records: readonly string[],
  findings?: readonly string[],
  setting?: Setting,
];

const CASES: readonly Case[] = [
  [
    "a mailbox with all that is common; a misspelt variable keeps its name",
    { template: "mail", with: { dkimSelector: "s1", dkimValue: KEY, verfication_code: "abc" } },
    [
      "@ MX 10 mx1.example.net.",
      "@ MX 20 mx2.example.net.",
      '@ TXT "example-verification=abc"',
      '@ TXT "v=spf1 include:spf.example.net ~all"',
      '_dmarc TXT "v=DMARC1; p=none"',
      "_imaps._tcp SRV 0 1 993 imap.example.net.",
      `s1._domainkey TXT "v=DKIM1; p=${KEY.slice(0, 244)}" "${KEY.slice(244)}"`,
      "webmail CNAME webmail.example.net.",
    ],
  ],
  [
    "SRV has name in place of host; empty and @ are the mail domain, also at the zone's apex; . and @ are targets",
    { template: "srv" },
    [
      "_imaps._tcp SRV 0 1 993 imap.example.net.",
      "_pop3s._tcp SRV 0 1 993 .",
      "_sip._tcp.voice SRV 0 1 993 example.com.",
    ],
    ["srv.json:10:15 info template-left-out"],
  ],
  [
    "numbers may be texts or one variable; SPFM needs no TTL; a TTL gives way to the spec's",
    { template: "numbers", with: { prio: 5, ttl2: "86400", weight: "1", port: 993 } },
    ["@ MX 5 mx.example.net.", '@ TXT "v=spf1 mx ~all"', "_imaps._tcp SRV 0 1 993 imap.example.net."],
    ["numbers.json:8:170 info template-ttl"],
  ],
  [
    "a TTL variable need not be given",
    { template: "numbers", with: { prio: "5", weight: 1, port: 993 } },
    ["@ MX 5 mx.example.net.", '@ TXT "v=spf1 mx ~all"', "_imaps._tcp SRV 0 1 993 imap.example.net."],
    [],
    { lines: ["ttl: 600"] },
  ],
  [
    "a number is one after the variable is filled in",
    { template: "numbers", with: { prio: "high", weight: 1, port: 70000 } },
    ['@ TXT "v=spf1 mx ~all"'],
    [
      "f.yaml:1:52 error preset-parameter",
      "f.yaml:1:77 error preset-parameter",
      "numbers.json:8:170 info template-ttl",
    ],
  ],
  [
    "variables side by side, or with text around them, may be empty or bring their own dot",
    {
      template: "adjacent",
      with: {
        sel: "s1",
        suffix: "",
        key1: KEY.slice(0, 100),
        key2: KEY.slice(100),
        key3: "",
        dmarc_suffix: ".news",
        id: "7",
      },
    },
    [
      '_dmarc.news TXT "v=DMARC1; p=none; rua=mailto:d@example.com"',
      "em7 CNAME u7.example.net.",
      `s1._domainkey TXT "v=DKIM1; p=${KEY.slice(0, 244)}" "${KEY.slice(244)}"`,
    ],
  ],
  [
    "a name that is one variable may be @",
    { template: "host-variable", with: { bounce: "@" } },
    ["@ MX 10 mx.example.net.", "links CNAME web.example.net."],
  ],
  [
    "a name that is one variable may have several labels",
    { template: "host-variable", with: { bounce: "a.b" } },
    ["a.b MX 10 mx.example.net.", "links.a.b CNAME web.example.net."],
  ],
  [
    "a full name where a relative one belongs doubles the domain",
    { template: "host-variable", with: { bounce: "mail.example.com" } },
    ["links.mail.example.com CNAME web.example.net.", "mail.example.com MX 10 mx.example.net."],
    ["f.yaml:1:22 error name-repeated-domain", "f.yaml:1:22 error name-repeated-domain"],
  ],
  [
    "a value may not leave an empty label",
    { template: "empty-label", with: { v: "" } },
    [],
    ["f.yaml:1:53 error preset-parameter"],
  ],
  [
    "a dot at the end makes a name absolute, so %domain%. leaves the host behind; what is built in needs no value",
    { template: "absolute" },
    ['proof TXT "zone=example.com host=send fqdn=send.example.com"', "www.send CNAME web.example.net."],
    [],
    { domain: "send.example.com" },
  ],
  [
    "an absolute name outside the zone is refused",
    { template: "outside" },
    ['proof.example.org. TXT "x=1"'],
    ["f.yaml:1:22 error name-outside-zone"],
  ],
  [
    "%domain% and %fqdn% without a dot at the end stand below the domain",
    { template: "doubled" },
    ['a.example.com TXT "x=2"', 'example.com TXT "x=1"'],
    [
      "doubled.json:7:30 warning template-host",
      "doubled.json:8:30 warning template-host",
      "f.yaml:1:22 error name-repeated-domain",
      "f.yaml:1:22 error name-repeated-domain",
    ],
  ],
  [
    "targets: capital letters, a dot at the end, @ for the mail domain, and what the format does not have",
    { template: "targets" },
    [
      "@ MX 10 aspmx.example.net.",
      "a CNAME b.example.net.",
      "c CNAME mail.example.com.",
      "d CNAME example.com.",
      "in MX 20 example.com.",
    ],
    ["targets.json:10:49 warning template-rewritten", "targets.json:11:49 warning template-rewritten"],
  ],
  [
    "hostRequired: not at the zone itself, where no CNAME can stand",
    { template: "apex-cname", groups: ["one"] },
    ["@ CNAME one.example.net."],
    ["f.yaml:1:22 error cname-apex", "f.yaml:1:22 error template-host"],
  ],
  [
    "hostRequired: below the zone, of one group a CNAME",
    { template: "apex-cname", groups: ["two"] },
    ["app CNAME two.example.net."],
    [],
    { domain: "app.example.com" },
  ],
  [
    "groups that are alternatives are not applied together",
    { template: "alternatives", with: { sel: "s1", key: KEY, account: "acme" } },
    [
      "@ MX 10 mx1.example.net.",
      "@ MX 20 mx2.example.net.",
      '@ TXT "v=spf1 include:spf.example.net ~all"',
      "s1._domainkey CNAME s1.acme.example.net.",
      `s1._domainkey TXT "v=DKIM1; p=${KEY.slice(0, 244)}" "${KEY.slice(244)}"`,
    ],
    ["f.yaml:1:22 error cname-exclusive", "f.yaml:1:22 error template-groups"],
  ],
  [
    "groups choose; what is in none is always applied, and variables of other groups are no parameters",
    { template: "alternatives", groups: ["mx1", "mx2", "dkim-cname"], with: { sel: "s1", account: "acme" } },
    [
      "@ MX 10 mx1.example.net.",
      "@ MX 20 mx2.example.net.",
      '@ TXT "v=spf1 include:spf.example.net ~all"',
      "s1._domainkey CNAME s1.acme.example.net.",
    ],
  ],
  [
    "no groups: what is in none alone",
    { template: "alternatives", groups: [] },
    ['@ TXT "v=spf1 include:spf.example.net ~all"'],
  ],
  [
    "an unknown group, and a variable of a group that was not chosen",
    { template: "alternatives", groups: ["mx3"], with: { account: "acme" } },
    ['@ TXT "v=spf1 include:spf.example.net ~all"'],
    ["f.yaml:1:52 error preset-group", "f.yaml:1:77 error preset-parameter"],
  ],
  [
    "a sender does not receive the domain's mail",
    { template: "alternatives", groups: ["mx1"] },
    ['@ TXT "v=spf1 include:spf.example.net ~all"'],
    ["alternatives.json:7:5 info template-left-out"],
    { as: "sender" },
  ],
  [
    "a raw SPF text becomes terms, with its own end; redirect= becomes an include",
    { template: "raw-spf", with: { record: "v=spf1 ip4:192.0.2.1 -all" } },
    [
      '@ TXT "v=spf1 include:spf.example.net -all"',
      'none TXT "v=spf1 -all"',
      'old TXT "v=spf1 include:spf.example.net ~all"',
      'own TXT "v=spf1 ip4:192.0.2.1 -all"',
    ],
    [
      "raw-spf.json:7:43 info template-rewritten",
      "raw-spf.json:8:45 warning template-rewritten",
      "raw-spf.json:9:46 warning template-rewritten",
    ],
  ],
  [
    "SPFM from variables: of a whole record the terms are taken",
    {
      template: "spf-variable",
      with: { rules: "v=spf1 include:a.example.net +MX ~all", send: "send", spfDomain: "b.example.net" },
    },
    ['@ TXT "v=spf1 include:a.example.net mx ~all"', 'send TXT "v=spf1 include:b.example.net ~all"'],
  ],
  [
    "two SPFM of a name join, also with the spec's: each mechanism once, whole, with the least restrictive qualifier",
    { template: "spf-twice" },
    [
      '@ TXT "v=spf1 ip4:192.0.2.7 include:a.example.net mx ip4:192.0.2.1 include:a.example.net.example -all"',
    ],
    [],
    { lines: ["spf: {ip4: [192.0.2.7], all: fail}"] },
  ],
  [
    "SPF macros and braces are no variables; a variable that is named as a built-in of mailzone gets another name",
    { template: "macros", with: { zone_value: "example.net", sel: "s" } },
    ['@ TXT "v=spf1 exists:%{i}._spf.example.net ~all"', '@ TXT "{sel} is 100%s"'],
  ],
  [
    "a delegated name swallows what is below; several NS are one delegation",
    { template: "delegation" },
    [
      "_domainkey NS ns1.example.net.",
      "_domainkey NS ns2.example.net.",
      "s1._domainkey CNAME s1.example.net.",
    ],
    ["f.yaml:1:22 error name-delegated", "f.yaml:1:22 error template-groups"],
  ],
  [
    "a variable with two jobs is judged by each record that it fills",
    { template: "shared-variable", with: { v1: "mx.example.net" } },
    ["@ MX 10 mx.example.net."],
    ["f.yaml:1:22 error rr-syntax"],
  ],
  [
    "an address is one: neither @ nor empty",
    { template: "addresses", with: { ip: "192.0.2.300", ip6: "2001:db8::1" } },
    ["a AAAA 2001:db8::1"],
    [
      "addresses.json:7:48 error template-record",
      "addresses.json:8:51 error template-record",
      "f.yaml:1:52 error preset-parameter",
    ],
  ],
  [
    "a long text is split",
    { template: "long", with: { token: "x".repeat(415), key: `v=DKIM1; k=rsa; p=${KEY}` } },
    [
      `@ TXT "token=${"x".repeat(249)}" "${"x".repeat(166)}"`,
      `s1._domainkey TXT "v=DKIM1; k=rsa; p=${KEY.slice(0, 237)}" "${KEY.slice(237)}"`,
    ],
  ],
  [
    "unknown keys and words are told and passed over",
    { template: "spelling" },
    ['@ TXT "v=spf1 mx ~all"', 'a TXT "x"', 'b TXT "x"', 'c TXT "x"', "d CNAME x.example.net."],
    [
      "spelling.json:6:3 warning template-key",
      "spelling.json:7:3 warning template-key",
      "spelling.json:9:74 warning template-key",
      "spelling.json:10:74 warning template-key",
      "spelling.json:10:107 warning template-key",
      "spelling.json:11:88 warning template-key",
      "spelling.json:12:79 warning template-key",
      "spelling.json:13:36 warning template-key",
    ],
  ],
  [
    "what has no place is said: redirects and unknown types; CAA is published",
    { template: "web", with: { what: "issuewild", ca: "b.example.net" } },
    ['@ CAA 0 issue "ca.example.net"', '@ CAA 0 issuewild "b.example.net"'],
    [
      "web.json:7:15 info template-left-out",
      "web.json:8:15 info template-left-out",
      "web.json:11:15 info template-left-out",
      "web.json:12:43 error template-record",
    ],
  ],
  [
    "conflict modes: rivals are told and stay; at the mail domain that is no more than an info",
    { template: "texts", with: { token: "a" } },
    [
      '@ TXT "other"',
      '@ TXT "proof=a"',
      '_alone TXT "other"',
      '_alone TXT "proof=2"',
      '_dmarc TXT "v=DMARC1; p=quarantine"',
      '_free TXT "other"',
      '_free TXT "proof=3"',
      '_token TXT "other"',
      '_token TXT "proof=1"',
      '_token TXT "proof=x"',
    ],
    ["f.yaml:1:22 info template-txt", "f.yaml:1:22 warning template-txt", "f.yaml:1:22 warning template-txt"],
    {
      lines: [
        "dmarc: {policy: quarantine}",
        "records:",
        "  - {type: TXT, text: other}",
        "  - {name: _alone, type: TXT, text: other}",
        "  - {name: _free, type: TXT, text: other}",
        "  - {name: _token, type: TXT, values: [other, proof=x]}",
      ],
    },
  ],
  [
    "conflict modes: nothing to tell without a rival",
    { template: "texts", with: { token: "a" } },
    [
      '@ TXT "proof=a"',
      '_alone TXT "proof=2"',
      '_dmarc TXT "v=DMARC1; p=none"',
      '_free TXT "proof=3"',
      '_token TXT "other"',
      '_token TXT "proof=1"',
    ],
    [],
    { lines: ["records: [{name: _token, type: TXT, text: other}]"] },
  ],
  [
    "@ and nothing as a text are the mail domain's name",
    { template: "literal" },
    ['a TXT "example.com"', 'b TXT "example.com"'],
    ["literal.json:7:43 warning template-rewritten", "literal.json:8:43 warning template-rewritten"],
  ],
  [
    "a template is applied once",
    { template: "once", with: { token: "a" } },
    ['@ TXT "proof=a"', '@ TXT "proof=b"'],
    ["f.yaml:6:22 warning template-instance"],
    { lines: ["senders: [{template: once.json, with: {token: b}}]"] },
  ],
  [
    "multiInstance: as often as wanted",
    { template: "instances", with: { token: "a" } },
    ['@ TXT "proof=a"', '@ TXT "proof=b"'],
    [],
    { lines: ["senders: [{template: instances.json, with: {token: b}}]"] },
  ],
  [
    "what is about browsers is told",
    { template: "flow" },
    ['@ TXT "proof=1"', '@ TXT "proof=2"'],
    [
      "flow.json:6:19 info template-flow",
      "flow.json:7:16 info template-flow",
      "flow.json:10:61 info template-ttl",
    ],
  ],
  [
    "a template as a gateway: its MX take the place of the mailbox's",
    { template: "host-variable", with: { bounce: "@" } },
    ["@ MX 10 mx.example.net.", '@ TXT "v=spf1 include:spf.163.com ~all"', "links CNAME web.example.net."],
    [],
    { as: "gateway", lines: ["mailbox: {provider: netease-free, groups: {client: false}}"] },
  ],
];

describe("a template", () => {
  test.each(CASES)("%s", (_, use, records, findings = [], setting = {}) => {
    const loaded = load(use, setting);
    expect(recordsOf(loaded).sort()).toEqual([...records].sort());
    expect(told(loaded)).toEqual(findings);
  });

  test("every template is in a case", () => {
    const used = new Set([
      ...CASES.map(([, { template }]) => template),
      ...MALFORMED.map(([template]) => template),
    ]);
    const files = readdirSync(join(import.meta.dirname, "fixtures/domain-connect")).map((name) =>
      basename(name, ".json"),
    );
    expect(files.filter((name) => !used.has(name))).toEqual([]);
  });
});

const MALFORMED: readonly (readonly [template: string, findings: readonly string[]])[] = [
  ["no-json", ["no-json.json:3:3 error yaml-syntax"]],
  ["empty", ["empty.json:1:1 error template-file"]],
  ["list", ["list.json:1:1 error spec-type"]],
  ["duplicate-key", ["duplicate-key.json:4:3 error yaml-duplicate-key"]],
  [
    "malformed",
    [
      "malformed.json:1:1 error spec-missing",
      "malformed.json:3:16 error spec-type",
      "malformed.json:5:19 error spec-type",
      "malformed.json:7:76 error spec-value",
      "malformed.json:8:5 error spec-missing",
      "malformed.json:8:46 error spec-value",
      "malformed.json:9:5 error spec-missing",
      "malformed.json:10:15 error spec-value",
      "malformed.json:11:15 error spec-value",
      "malformed.json:12:5 error spec-missing",
      "malformed.json:13:59 error spec-value",
      "malformed.json:14:5 error spec-missing",
    ],
  ],
];

test.each(MALFORMED)(
  "a malformed template is told whole, each mistake at its place: %s",
  (template, findings) => {
    const loaded = load({ template });
    expect(recordsOf(loaded)).toEqual([]);
    expect(told(loaded)).toEqual(findings);
  },
);

describe("what a template says of its variables", () => {
  test("help is cut out of its prose, by the names in it", () => {
    const missing = load({ template: "mail" }).findings.filter(({ code }) => code === "preset-incomplete");
    expect(missing.map(({ message }) => /\((.*)\)/.exec(message)?.[1])).toEqual([
      "the template's variable %dkimSelector%: the selector shown under Domains",
      "the template's variable %dkimValue%: the key",
      "the template's variable %verfication_code%: is the token",
    ]);
    expect(missing[0]?.help).toMatch(
      /^add it under with, as in mailbox: \{template: mail\.json, with: \{dkimSelector: /,
    );
  });

  test("names are those of the template, to the letter", () => {
    const [finding] = load({ template: "once", with: { Token: "a" } }).findings.filter(
      ({ code }) => code === "preset-parameter",
    );
    expect(finding?.help).toMatch(/^did you mean token\?/);
  });
});

describe("as a preset of one's own", () => {
  const file = (template: string): TemplateFile => {
    const path = join(import.meta.dirname, "fixtures/domain-connect", `${template}.json`);
    const { file: read } = readTemplate(path, `${FOLDER}/${template}.json`);
    if (read === undefined) throw new Error(template);
    return read;
  };
  const folder = mkdtempSync(join(tmpdir(), "mailzone-presets-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const lines = (text: string, library = openLibrary()): string[] => {
    const [spec] = parseSpecs(`${FOLDER}/f.yaml`, Buffer.from(text), undefined).specs;
    if (spec === undefined) throw new Error(text);
    return expand(spec, library)
      .domain.records.map(({ name, data }) => `${name} ${data.type} ${printRdata(data)}`)
      .sort();
  };

  const published = CASES.filter(([, , , , { as = "mailbox" } = {}]) => as !== "gateway").map(
    ([rule, use, , , setting = {}], i) => [`${use.template}: ${rule}`, use, setting, i] as const,
  );
  test.each(published)("it passes the schema and publishes the same: %s", (_, use, setting, i) => {
    const template = file(use.template);
    const id = `${nativeId(template.template)}-${i}`;
    const native = nativePreset(template, id);
    const text = presetText(native.preset, native.review);
    const [source] = parseSource("p.yaml", Buffer.from(text)).sources;
    const judged = source && judge(presetSchema, source, "preset");
    expect(judged?.findings).toEqual([]);
    expect(judged?.value).toEqual(native.preset);
    writeFileSync(join(folder, `${id}.yaml`), text);

    const names = new Map(native.renamed.map(({ variable, parameter }) => [variable, parameter]));
    const parameters = Object.entries(use.with ?? {}).flatMap(([name, value]) => {
      const parameter = names.get(name) ?? name;
      return Object.hasOwn(native.preset.parameters, parameter) ? [[parameter, value]] : [];
    });
    const all = new Set(template.template.records.flatMap(({ groupId }) => groupId ?? []));
    const groups = [...all].map((group) => [group, use.groups === undefined || use.groups.includes(group)]);
    const role = native.preset.kind === "sender" ? "senders" : "mailbox";
    const spec = (what: object): string =>
      [
        `${role}: ${JSON.stringify(role === "senders" ? [what] : what)}`,
        `domain: ${setting.domain ?? "example.com"}`,
        "zone: example.com",
        "dns: cloudflare",
        "mode: mail",
      ].join("\n");
    const { template: name, ...rest } = use;
    const direct = lines(spec({ template: `${name}.json`, ...rest }));
    const asPreset = spec({
      provider: id,
      with: Object.fromEntries(parameters),
      groups: Object.fromEntries(groups),
    });
    expect(lines(asPreset, openLibrary(folder))).toEqual(direct);
  });

  test("alternatives are optional; parameters that a customer cannot do without are required", () => {
    const { preset, review } = nativePreset(file("alternatives"), "x");
    expect(preset.records.map(({ group, need }) => `${group} ${need}`)).toEqual([
      "mx1 required",
      "mx2 required",
      "dkim-txt optional",
      "dkim-cname optional",
      "spf required",
    ]);
    expect(Object.values(preset.parameters).map(({ required }) => required)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(review.join("\n")).toMatch(/groups dkim-cname, dkim-txt: some are alternatives/);
  });

  test("the head says what is known, and the conflicts what the records do not", () => {
    const { id, title, vendor, kind, conflicts, sources } = nativePreset(
      file("mail"),
      nativeId(file("mail").template),
    ).preset;
    expect({ id, title, vendor, kind, conflicts, sources }).toEqual({
      id: "mail-example-net-mail",
      title: "Example Mail for teams",
      vendor: "Example Mail",
      kind: "mailbox",
      conflicts: [],
      sources: [{ kind: "domain-connect-template", ref: "mail.json, published by Example Mail" }],
    });
    expect(nativePreset(file("apex-cname"), "x").preset.conflicts).toEqual(["subdomain-required"]);
    expect(nativePreset(file("raw-spf"), "x").preset.conflicts).toEqual(["spf-redirect"]);
    expect(nativePreset(file("alternatives"), "x").preset.conflicts).toEqual([]);
  });
});

describe("where a template is", () => {
  const project = mkdtempSync(join(tmpdir(), "mailzone-project-"));
  const outside = mkdtempSync(join(tmpdir(), "mailzone-outside-"));
  afterAll(() => {
    for (const folder of [project, outside]) rmSync(folder, { recursive: true });
  });
  const write = (folder: string, path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const once = readFileSync(join(import.meta.dirname, "fixtures/domain-connect", "once.json"), "utf8");
  write(project, "Pulumi.yaml", "name: x\n");
  write(project, "templates/once.json", once);
  write(outside, "once.json", once);
  symlinkSync(join(outside, "once.json"), join(project, "templates/link.json"));
  symlinkSync("once.json", join(project, "templates/near.json"));

  test("its path is from the folder of the file that names it, also of a defaults file; specs and defaults both add", () => {
    write(
      project,
      "stacks/a/defaults.yaml",
      "dns: cloudflare\nsenders: [{template: ../../templates/once.json, with: {token: a}}]\n",
    );
    write(
      project,
      "stacks/a/team/x.yaml",
      "domain: example.com\nsenders: [{template: ../../../templates/near.json, with: {token: b}}]\n",
    );
    const loaded = loadPaths(["stacks"], project);
    expect(recordsOf(loaded)).toEqual(['@ TXT "proof=a"', '@ TXT "proof=b"']);
  });

  const REFUSED: readonly (readonly [string, string, RegExp])[] = [
    ["does not exist", "nope.json", /nope\.json" does not exist/],
    ["is below a file", "x.yaml/t.json", /does not exist/],
    ["lies outside the project", join(outside, "once.json"), /outside the project/],
    ["leads outside the project", "../templates/link.json", /outside the project/],
    ["is a folder", "../templates", /no regular file/],
    ["is an address", "https://example.net/once.json", /reads templates from files/],
  ];
  test.each(REFUSED)("a path that %s is an error at each use", (_, path, message) => {
    write(
      project,
      "refused/x.yaml",
      `domain: example.com\ndns: cloudflare\nsenders: [{template: ${JSON.stringify(path)}}]\n`,
    );
    const { findings } = loadPaths(["refused"], project);
    expect(findings.filter(({ code }) => code === "template-file")).toMatchObject([
      {
        severity: "error",
        place: { file: "refused/x.yaml", line: 3, column: 22 },
        message: expect.stringMatching(message),
      },
    ]);
  });

  test("the path of a program's spec is from its working directory", () => {
    const senders = [{ template: `${FOLDER}/once.json`, with: { token: "a" } }];
    expect(
      recordsOf(loadSpec("MailZone example.com", { domain: "example.com", dns: "cloudflare", senders })),
    ).toEqual(['@ TXT "proof=a"']);
  });

  test("without a Pulumi.yaml the project is the working directory", () => {
    write(
      outside,
      "specs/x.yaml",
      "domain: example.com\ndns: cloudflare\nsenders: [{template: ../once.json, with: {token: a}}]\n",
    );
    expect(recordsOf(loadPaths(["specs"], outside))).toEqual(['@ TXT "proof=a"']);
    const { findings } = loadPaths(["x.yaml"], join(outside, "specs"));
    expect(findings.map(({ code }) => code)).toContain("template-file");
  });
});
