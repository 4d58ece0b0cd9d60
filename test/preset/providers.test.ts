/** The files in `providers/`, judged without the code that expands them: a small expansion of its own stands below. */
import { readdirSync, readFileSync } from "node:fs";
import { isIPv4, isIPv6 } from "node:net";
import { describe, expect, test } from "@jest/globals";
import { distance } from "fastest-levenshtein";
import { parseDocument } from "yaml";
import { openLibrary } from "../../src/preset/library.ts";
import { type ParameterInput, type PresetInput, presetSchema } from "../../src/preset/schema.ts";

type Values = Readonly<Record<string, string | readonly string[]>>;
type PresetRecord = PresetInput["records"][number];

const folder = new URL("../../providers/", import.meta.url);
const ids = readdirSync(folder)
  .filter((file) => file.endsWith(".yaml"))
  .map((file) => file.slice(0, -".yaml".length))
  .sort();
const textOf = (id: string) => readFileSync(new URL(`${id}.yaml`, folder), "utf8");
const presets = new Map<string, PresetInput>();
const library = openLibrary();

/** Reads on demand, so that a broken file fails its own tests only. */
function preset(id: string): PresetInput {
  const known = presets.get(id) ?? presetSchema.parse(parseDocument(textOf(id)).toJS());
  presets.set(id, known);
  return known;
}

const BUILT_IN = ["domain", "domain_dashed"];
const placeholders = (template: string) =>
  [...template.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? "");

/** Every template of a record: its name and its data. */
function templates(record: PresetRecord): string[] {
  const { group: _group, need: _need, type: _type, when: _when, note: _note, ...rest } = record;
  return Object.values(rest).flatMap((value) =>
    Array.isArray(value) ? value : typeof value === "string" ? [value] : [],
  );
}

/** The templates that a parameter's own definition has, and the parameters it names outright. */
function definition(parameter: ParameterInput): { templates: string[]; names: string[] } {
  const { derive, except } = parameter;
  const own = except === undefined ? [] : [except];
  if (derive === undefined) return { templates: own, names: [] };
  if (typeof derive === "string") return { templates: [...own, derive], names: [] };
  if ("template" in derive) return { templates: [...own, derive.template], names: [] };
  const otherwise = derive.otherwise === undefined ? [] : [derive.otherwise];
  return { templates: [...own, ...Object.values(derive.values), ...otherwise], names: [derive.map] };
}

/** The parameters that records use, and those these are derived from. */
function used(of: PresetInput): Set<string> {
  const names = of.records.flatMap((record) => [
    ...Object.keys(record.when ?? {}),
    ...templates(record).flatMap(placeholders),
  ]);
  const seen = new Set<string>();
  for (let name = names.pop(); name !== undefined; name = names.pop()) {
    const parameter = of.parameters[name];
    if (seen.has(name) || parameter === undefined) continue;
    seen.add(name);
    const more = definition(parameter);
    names.push(...more.names, ...more.templates.flatMap(placeholders));
  }
  return seen;
}

const FORMS = {
  text: (value: string) => value.trim() !== "",
  label: (value: string) => /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(value),
  host: (value: string) => /^([a-z0-9-]{1,63}\.)+[a-z0-9-]{2,63}$/.test(value),
  ipv4: isIPv4,
  ipv6: isIPv6,
  email: (value: string) => /^[^\s@:]+@[^\s@]+\.[^\s@]+$/.test(value),
  number: (value: string) => /^\d{1,5}$/.test(value) && Number(value) <= 65535,
  base64: (value: string) => Buffer.from(value, "base64").toString("base64") === value,
} as const;

/** Whether a value, given or proposed, is one that the parameter takes. */
function takes(parameter: ParameterInput, value: string | readonly string[]): boolean {
  const { type, pattern, choices, empty } = parameter;
  if (value === "" && empty) return true;
  if ((type === "list") !== Array.isArray(value)) return false;
  return [value].flat().every((item) => {
    if (pattern !== undefined && !new RegExp(`^(?:${pattern})$`, "u").test(item)) return false;
    if (type === "choice") return choices?.includes(item) ?? false;
    return FORMS[type === "list" ? "text" : type](item);
  });
}

const DOMAIN = "example.com";

/** A parameter's value: given, default, or derived; undefined when there is none. */
function resolve(of: PresetInput, name: string, given: Values): string | readonly string[] | undefined {
  if (name === "domain") return DOMAIN;
  if (name === "domain_dashed") return DOMAIN.replaceAll(".", "-");
  const parameter = of.parameters[name];
  if (parameter === undefined) throw new Error(`${of.id}: no parameter ${name}`);
  if (given[name] !== undefined) return given[name];
  const { default: usual, derive, except } = parameter;
  if (Array.isArray(usual) && except !== undefined) {
    return usual.filter((item) => item !== fill(of, except, given)[0]);
  }
  if (usual !== undefined) return usual;
  if (derive === undefined) return undefined;
  if (typeof derive === "string") return fill(of, derive, given)[0];
  if ("template" in derive) {
    return new RegExp(derive.unless, "u").test(DOMAIN) ? undefined : fill(of, derive.template, given)[0];
  }
  const decided = String(resolve(of, derive.map, given));
  const template = derive.values[decided] ?? derive.otherwise;
  return template === undefined ? undefined : fill(of, template, given)[0];
}

/** A template filled in, once for each item of a list; nothing when a value is missing. */
function fill(of: PresetInput, template: string, given: Values): string[] {
  const [name] = placeholders(template);
  if (name === undefined) return [template];
  const value = resolve(of, name, given);
  if (value === undefined) return [];
  return [value].flat().flatMap((item) => fill(of, template.replaceAll(`{${name}}`, item), given));
}

const ALL = { fail: "-all", softfail: "~all", neutral: "?all" } as const;

/** Its data in the form of the tables below. */
function data(record: PresetRecord): string {
  switch (record.type) {
    case "A":
    case "AAAA":
      return `${record.type} ${record.address}`;
    case "CNAME":
    case "NS":
      return `${record.type} ${record.target}`;
    case "MX":
      return `MX ${record.preference} ${record.exchange}`;
    case "SRV":
      return `SRV ${record.priority} ${record.weight} ${record.port} ${record.target}`;
    case "CAA":
      return `CAA ${record.flags} ${record.tag} ${record.value}`;
    case "SPF":
      return `TXT ${["v=spf1", ...record.terms, ALL[record.all]].join(" ")}`;
    default:
      return `TXT ${record.text}`;
  }
}

const ownerTemplate = ({ type, name }: PresetRecord): string =>
  type !== "DMARC" ? name : name === "@" ? "_dmarc" : `_dmarc.${name}`;

/** The records that come of the given parameters, `owner TYPE data` each. */
function expand(of: PresetInput, given: Values, withOptional: boolean): string[] {
  return of.records
    .filter((record) => withOptional || record.need !== "optional")
    .filter((record) =>
      Object.entries(record.when ?? {}).every(([name, want]) => resolve(of, name, given) === want),
    )
    .flatMap((record) => fill(of, `${ownerTemplate(record)} ${data(record)}`, given))
    .map((line) => line.replace(/^\S+\.@ /, (name) => `${name.slice(0, -".@ ".length)} `));
}

const examples = (of: PresetInput): Values =>
  Object.fromEntries(
    Object.entries(of.parameters).flatMap(([name, { example }]) =>
      example === undefined ? [] : [[name, example]],
    ),
  );

/** What the names of a preset's records alone say of its conflicts, where nothing is chosen. */
function conflictsShown({ records, parameters }: PresetInput): string[] {
  const cnames = records.filter(
    ({ type, when = {} }) =>
      type === "CNAME" && Object.entries(when).every(([name, value]) => parameters[name]?.default === value),
  );
  const shown: [conflict: string, PresetRecord[]][] = [
    ["cname-dkim", cnames.filter(({ group }) => group === "dkim")],
    ["cname-dmarc", cnames.filter(({ name }) => name === "_dmarc")],
    ["cname-mta-sts", cnames.filter(({ name }) => name === "_mta-sts")],
    ["cname-return-path", cnames.filter(({ group }) => group === "return-path")],
    ["mx-exclusive", records.filter(({ type, name }) => type === "MX" && name === "@")],
  ];
  return shown.flatMap(([conflict, those]) => (those.length > 0 ? [conflict] : []));
}

/** Parameters for which the web address of a console is a value, or is told from one by a check. */
const TAKES_ADDRESSES: ReadonlySet<string> = new Set(["spf_mechanisms", "tlsrpt_rua"]);

/** Every combination of the choices, over the defaults and over the examples. */
function situations(of: PresetInput): Values[] {
  const required = Object.fromEntries(
    Object.entries(examples(of)).filter(([name]) => of.parameters[name]?.required === true),
  );
  return Object.entries(of.parameters).reduce<Values[]>(
    (soFar, [name, { choices }]) =>
      choices === undefined
        ? soFar
        : soFar.flatMap((values) => choices.map((choice) => ({ ...values, [name]: choice }))),
    [required, examples(of)],
  );
}

test("there are as many ids as services were found in November 2026, or more", () => {
  expect(ids.flatMap((id) => [id, ...Object.keys(preset(id).variants)]).length).toBeGreaterThanOrEqual(91);
});

test("ids and variants are unique", () => {
  const all = ids.flatMap((id) => [preset(id).id, ...Object.keys(preset(id).variants)]);
  expect(all.filter((id, index) => all.indexOf(id) !== index)).toEqual([]);
});

test("no group is another's name with a slip", () => {
  const groups = new Set(ids.flatMap((id) => preset(id).records.map(({ group }) => group)));
  const long = [...groups].filter(({ length }) => length > 4);
  const alike = long.flatMap((one) =>
    long.filter((other) => one < other && distance(one, other) <= 2).map((other) => [one, other]),
  );
  expect(alike).toEqual([]);
});

describe.each(ids)("%s", (id) => {
  test("is a valid preset, named as its file, with a homepage and dated sources", () => {
    const text = textOf(id);
    expect(text.split("\n", 1)).toEqual(["# yaml-language-server: $schema=../schema/preset.schema.json"]);
    const document = parseDocument(text);
    expect([...document.errors, ...document.warnings]).toEqual([]);
    expect(presetSchema.safeParse(document.toJS()).error?.issues ?? []).toEqual([]);
    expect(preset(id).id).toBe(id);
    expect(preset(id).homepage).toMatch(/^https:/);
    for (const source of preset(id).sources) expect(source.verified).toMatch(/^\d{4}-\d\d-\d\d$/);
  });

  test("declares every placeholder and uses every parameter", () => {
    const of = preset(id);
    const declared = Object.keys(of.parameters);
    const named = [
      ...of.records.flatMap((record) => templates(record).flatMap(placeholders)),
      ...of.records.flatMap((record) => Object.keys(record.when ?? {})),
      ...Object.values(of.parameters).flatMap((parameter) => definition(parameter).names),
      ...Object.values(of.parameters).flatMap((parameter) =>
        definition(parameter).templates.flatMap(placeholders),
      ),
      ...Object.values(of.variants).flatMap((variant) => Object.keys(variant)),
    ];
    expect(named.filter((name) => !declared.includes(name) && !BUILT_IN.includes(name))).toEqual([]);
    expect(declared.filter((name) => BUILT_IN.includes(name))).toEqual([]);
    expect(declared.filter((name) => !used(of).has(name))).toEqual([]);
  });

  test("describes its parameters: where to find them, a pattern for text, an example and default it takes", () => {
    const of = preset(id);
    for (const [name, parameter] of Object.entries(of.parameters)) {
      expect([name, parameter.find]).toEqual([name, expect.any(String)]);
      if (parameter.type === "text") expect([name, parameter.pattern]).toEqual([name, expect.any(String)]);
      expect([name, parameter.choices !== undefined]).toEqual([name, parameter.type === "choice"]);
      const { example = "", default: usual } = parameter;
      expect([name, example, takes(parameter, example)]).toEqual([name, example, true]);
      if (usual !== undefined) {
        expect([name, usual, takes(parameter, usual)]).toEqual([name, usual, true]);
        expect([name, parameter.required ?? false]).toEqual([name, false]);
      }
    }
    for (const variant of Object.values(of.variants)) {
      for (const [name, value] of Object.entries(variant)) {
        expect([name, of.parameters[name]?.choices]).toEqual([name, expect.arrayContaining([value])]);
      }
    }
  });

  test("names under conflicts what no record shows, once, and has beside it what they show", () => {
    const { conflicts } = preset(id);
    const all = library.find(id)?.conflicts ?? [];
    expect(all).toEqual(expect.arrayContaining([...conflicts, ...conflictsShown(preset(id))]));
    expect(all.filter((one) => conflicts.includes(one as never))).toHaveLength(conflicts.length);
    expect(all).toEqual([...new Set(all)]);
  });

  test("refuses the web address that a console stands at, for every parameter", () => {
    const pasted = Object.entries(preset(id).parameters)
      .filter(
        ([name, parameter]) => !TAKES_ADDRESSES.has(name) && takes(parameter, "https://www.example.net/a"),
      )
      .map(([name]) => name);
    expect(pasted).toEqual([]);
  });

  test("takes what it derives, and only compares parameters with what they can be", () => {
    const of = preset(id);
    const given = examples(of);
    for (const [name, parameter] of Object.entries(of.parameters)) {
      if (parameter.derive === undefined) continue;
      const { [name]: _, ...others } = given;
      const derived = resolve(of, name, others) ?? "";
      expect([name, derived, takes(parameter, derived)]).toEqual([name, derived, true]);
    }
    for (const record of of.records) {
      for (const [name, value] of Object.entries(record.when ?? {})) {
        expect([name, of.parameters[name]?.choices]).toEqual([name, expect.arrayContaining([value])]);
      }
    }
  });

  test("has variants whose ids begin with its own, since that is how their file is found", () => {
    for (const variant of Object.keys(preset(id).variants)) expect(variant).toMatch(`${id}-`);
  });

  test("needs no optional parameter for a required record, unless a choice asks for it", () => {
    const of = preset(id);
    for (const record of of.records.filter((each) => each.need === "required" && each.when === undefined)) {
      for (const name of templates(record).flatMap(placeholders)) {
        const parameter = of.parameters[name];
        if (parameter === undefined || parameter.required) continue;
        expect([name, parameter.default ?? parameter.derive]).not.toEqual([name, undefined]);
      }
    }
  });

  test("leaves SPF to SPF records and DMARC to DMARC records, each in one text", () => {
    const of = preset(id);
    for (const record of of.records) {
      if (record.type === "TXT") expect(record.text).not.toMatch(/^\s*v=(spf1|dmarc1)/i);
      if (record.type === "TXT") expect(record.name).not.toMatch(/^_dmarc/);
      if (record.type === "SPF") {
        for (const term of record.terms) expect(term).not.toMatch(/\s|^v=|^[-~?+]?all$/i);
      }
      if (record.type === "DMARC") {
        expect(record.name).not.toMatch(/^_dmarc/);
        const [, parameter = ""] = /^\{(\w+)\}$/.exec(record.text) ?? [];
        expect(of.parameters[parameter]?.default ?? record.text).toMatch(/^v=DMARC1; p=\S.*[^\s;]$/);
      }
      for (const template of templates(record)) expect(template).toBe(template.trim());
      if (record.type !== "MX" || typeof record.preference === "number") continue;
      expect(of.parameters[record.preference.slice(1, -1)]?.type).toBe("number");
    }
  });

  test("has targets without a final dot, no record twice and no CNAME beside anything, whatever is chosen", () => {
    const of = preset(id);
    for (const given of situations(of)) {
      const lines = expand(of, given, true);
      expect(lines.filter((line) => / (CNAME|NS|MX|SRV) .*[^ ]\.$/.test(line))).toEqual([]);
      expect(lines.filter((line, index) => lines.indexOf(line) !== index)).toEqual([]);
      const owner = (line: string) => line.split(" ", 1)[0];
      const aliases = lines.filter((line) => / CNAME /.test(line)).map(owner);
      expect(aliases).not.toContain("@");
      expect(aliases.filter((name) => lines.map(owner).filter((each) => each === name).length > 1)).toEqual(
        [],
      );
    }
  });
});

/** What the seed documents give, to the letter. */
const seeds: [title: string, id: string, given: Values, records: string[]][] = [
  [
    "document 000, table 1",
    "huawei-enterprise-mail",
    {},
    [
      "@ MX 5 mx1.sparkspace.huaweicloud.com",
      "@ MX 10 mx2.sparkspace.huaweicloud.com",
      "@ TXT v=spf1 include:spf.sparkspace.huaweicloud.com -all",
      "mail CNAME mail.sparkspace.huaweicloud.com",
      "smtp CNAME smtp.sparkspace.huaweicloud.com",
      "imap CNAME imap.sparkspace.huaweicloud.com",
      "pop CNAME pop3.sparkspace.huaweicloud.com",
      "pop3 CNAME pop3.sparkspace.huaweicloud.com",
    ],
  ],
  [
    "document 000, table 2",
    "alibaba-mail-standard",
    {},
    [
      "@ MX 5 mx1.qiye.aliyun.com",
      "@ MX 10 mx2.qiye.aliyun.com",
      "@ MX 15 mx3.qiye.aliyun.com",
      "@ TXT v=spf1 include:spf.qiye.aliyun.com -all",
      "mail CNAME qiye.aliyun.com",
      "smtp CNAME smtp.qiye.aliyun.com",
      "imap CNAME imap.qiye.aliyun.com",
      "pop3 CNAME pop.qiye.aliyun.com",
    ],
  ],
  [
    "document 001",
    "alibaba-mail-enterprise",
    {},
    [
      "@ MX 5 mxn.mxhichina.com",
      "@ MX 10 mxw.mxhichina.com",
      "@ TXT v=spf1 include:spf.qiye.aliyun.com -all",
    ],
  ],
  [
    "document 000, table 3",
    "netease-free",
    {},
    [
      "@ MX 10 mx.ym.163.com",
      "@ TXT v=spf1 include:spf.163.com ~all",
      "mail CNAME ym.163.com",
      "smtp CNAME smtp.ym.163.com",
      "imap CNAME imap.ym.163.com",
      "pop3 CNAME pop.ym.163.com",
    ],
  ],
  [
    "document 000, table 4",
    "netease-enterprise",
    {},
    [
      "@ MX 5 qiye163mx01.mxmail.netease.com",
      "@ MX 10 qiye163mx02.mxmail.netease.com",
      "@ TXT v=spf1 include:spf.163.com -all",
      "_dmarc TXT v=DMARC1; p=none; fo=1; ruf=mailto:dmarc@qiye.163.com; rua=mailto:dmarc_report@qiye.163.com",
      "mail CNAME mail.qiye.163.com",
      "smtp CNAME smtp.qiye.163.com",
      "imap CNAME imap.qiye.163.com",
      "pop3 CNAME pop.qiye.163.com",
    ],
  ],
  [
    "document 000, table 5",
    "tencent-exmail",
    {},
    [
      "@ MX 5 mxbiz1.qq.com",
      "@ MX 10 mxbiz2.qq.com",
      "@ TXT v=spf1 include:spf.mail.qq.com ~all",
      "mail CNAME exmail.qq.com",
      "smtp CNAME smtp.exmail.qq.com",
      "imap CNAME imap.exmail.qq.com",
      "pop3 CNAME pop.exmail.qq.com",
    ],
  ],
  [
    "document 000, table 5, users outside China",
    "tencent-exmail",
    { clients: "overseas" },
    [
      "@ MX 5 mxbiz1.qq.com",
      "@ MX 10 mxbiz2.qq.com",
      "@ TXT v=spf1 include:spf.mail.qq.com ~all",
      "mail CNAME exmail.qq.com",
      "smtp CNAME hwsmtp.exmail.qq.com",
      "imap CNAME hwimap.exmail.qq.com",
      "pop3 CNAME hwpop.exmail.qq.com",
    ],
  ],
  [
    "document 002",
    "self-hosted",
    { mail_label: "smtp", ipv4: "192.0.2.25" },
    [
      "@ MX 10 smtp.example.com",
      "@ TXT v=spf1 mx -all",
      "smtp A 192.0.2.25",
      "smtp TXT v=spf1 a -all",
      "www TXT v=spf1 -all",
      "imap CNAME smtp.example.com",
      "mail CNAME smtp.example.com",
    ],
  ],
  [
    "document 002 without aliases",
    "self-hosted",
    { ipv4: "192.0.2.25", client_type: "address", never_send: [] },
    [
      "@ MX 10 mail.example.com",
      "@ TXT v=spf1 mx -all",
      "mail A 192.0.2.25",
      "mail TXT v=spf1 a -all",
      "imap A 192.0.2.25",
      "smtp A 192.0.2.25",
    ],
  ],
];

test.each(seeds)("seed %s is the default of %s", (_title, id, given, records) => {
  expect(expand(preset(id), given, false).sort()).toEqual([...records].sort());
});

test.each([
  ["mg", ["mg TXT", "mailo._domainkey.mg TXT", "email.mg CNAME"]],
  ["@", ["@ TXT", "mailo._domainkey TXT", "email CNAME"]],
])("mailgun sends from %s", (sending_name, owners) => {
  const given = { sending_name, dkim_selector: "mailo", dkim_value: "k=rsa; p=AAAA" };
  const lines = expand(preset("mailgun"), given, false);
  expect(lines.map((line) => line.split(" ", 2).join(" "))).toEqual(owners);
});

test("a parked domain says no to mail in all four ways", () => {
  expect(expand(preset("parked-domain"), {}, false)).toEqual([
    "@ MX 0 .",
    "@ TXT v=spf1 -all",
    "_dmarc TXT v=DMARC1; p=reject",
    "*._domainkey TXT v=DKIM1; p=",
  ]);
});
