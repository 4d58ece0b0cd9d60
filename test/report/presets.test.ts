/** Presets as text and JSON: one of the user's own with every kind of parameter and record, and those that mailzone brings along. */
import { rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Library, openLibrary, projectLibrary } from "../../src/preset/library.ts";
import type { Preset } from "../../src/preset/preset.ts";
import { providerDocument, providerJson, providersDocument, providersJson } from "../../src/report/json.ts";
import { presetExample } from "../../src/report/preset-example.ts";
import { printPreset, printPresets, printPresetsByKind } from "../../src/report/presets.ts";
import { faults, schema } from "../json-schemas.ts";
import { ownProject, TEMPLATE } from "../preset/own-project.ts";
import { expectGolden } from "../zone/golden.ts";

const HEAD = `vendor: Acme
status: current
confidence: medium
sources: [{ kind: provider-doc, ref: "https://acme.example/dns" }]`;

/** Of the bundled preset's name, without a homepage, with everything that a preset can have. */
const EVERYTHING = `id: zoho-mail
replaces: bundled
title: A mail service with a title that is longer than a terminal of eighty columns is wide
${HEAD}
kind: mailbox
caveats: [Ask for the key first.]
conflicts: [subdomain-advised]
parameters:
  region: { about: Where it is, find: your own choice, type: choice, choices: [eu, us], default: eu, example: eu }
  token: { about: A token, find: Admin > Domains, type: text, required: true, example: "${"0123456789".repeat(9)}" }
  hosts: { about: Hosts, type: list, default: [a.acme.example, b.acme.example] }
  bare: { about: Nothing more to say, find: a page, type: text }
  selector: { about: The selector, find: a page, type: label, derive: "acme", example: acme }
variants: { zoho-mail-us: { region: us } }
records:
  - { group: mx, need: required, when: { region: eu }, type: MX, preference: 10, exchange: mx.acme-hosts.net }
  - { group: mx, need: required, when: { region: us }, type: MX, preference: 10, exchange: us.acme-hosts.net }
  - { group: web, need: optional, name: web, type: A, address: 192.0.2.1 }
  - { group: web, need: optional, name: web, type: AAAA, address: "2001:db8::1" }
  - { group: auto, need: recommended, name: _imaps._tcp, type: SRV, priority: 0, weight: 1, port: 993, target: imap.acme-hosts.net }
  - { group: caa, need: optional, type: CAA, flags: 0, tag: issuevmc, value: acme.example }
  - { group: sub, need: optional, name: sub, type: NS, target: ns.acme-hosts.net }
  - { group: spf, need: required, type: SPF, terms: ["include:spf.acme-hosts.net"], all: neutral }
  - { group: dkim, need: required, name: "{selector}._domainkey", type: CNAME, target: dkim.acme-hosts.net }
  - { group: verification, need: recommended, type: TXT, text: "acme={token} {bare} {hosts}" }
  - { group: dmarc, need: recommended, name: "@", type: DMARC, text: "v=DMARC1; p=none" }
  - { group: dmarc, need: optional, name: sub, type: DMARC, text: "v=DMARC1; p=none" }
`;

const BARE = `id: bare-sender
title: Bare
${HEAD}
kind: sender
records:
  - { group: spf, need: required, type: SPF, terms: ["include:spf.bare.example"], all: fail }
`;

/** A vendor's template, with what a terminal and a log would obey. */
const HOSTILE = TEMPLATE.replace('"Example News"', '"Example\\u001b[31m News"').replace(
  "news-verify",
  "\\n::error::news\\u202e",
);

let folder: string;
let own: Library;
beforeAll(() => {
  folder = ownProject({
    "providers/zoho-mail.yaml": EVERYTHING,
    "providers/bare-sender.yaml": BARE,
    "templates/news.example.net.mail.json": HOSTILE,
  });
  own = projectLibrary(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

const bundled = openLibrary();
const find = (library: Library, id: string): Preset => {
  const preset = library.find(id);
  if (preset === undefined) throw new Error(`no preset ${id}: ${JSON.stringify(library.findings)}`);
  return preset;
};

test("one preset, whole", () => {
  const shown = ["zoho-mail", "bare-sender", "acme-mail-cn", "news-example-net-mail"].map((id) => {
    const preset = find(own, id);
    return `# ${id}\n\n${printPreset(preset, presetExample(preset, own))}`;
  });
  expectGolden(new URL("presets.golden.txt", import.meta.url), shown.join("\n"));
});

describe("the list", () => {
  const listed = () =>
    own.catalogue().filter(({ id, file }) => file !== undefined || id === "fastmail" || id === "flock-mail");

  test("in a pipe: a line each, with the file of one's own, and what it replaces", () => {
    expect(printPresets(listed(), "")).toBe(
      [
        "  acme-mail              mailbox  current  Acme Mail (providers/acme-mail.yaml)",
        "  acme-mail-cn           mailbox  current  acme-mail with region: cn",
        "  bare-sender            sender   current  Bare (providers/bare-sender.yaml)",
        "  fastmail               mailbox  current  Fastmail",
        "  flock-mail             mailbox  legacy   Flock Mail",
        "  news-example-net-mail  sender   current  Example\\x1b[31m News Mail (templates/news.example.net.mail.json)",
        "  zoho-mail              mailbox  current  A mail service with a title that is longer than a terminal of eighty columns is wide (providers/zoho-mail.yaml, replaces the bundled preset)",
        "  zoho-mail-us           mailbox  current  zoho-mail with region: us",
        "",
        "`./mailzone providers ID` shows one: its records, parameters, caveats and sources.",
        "",
      ].join("\n"),
    );
  });

  test("at a narrow terminal: by kind, cut to its width", () => {
    expect(printPresetsByKind(listed(), "", 60)).toBe(
      [
        "Mailboxes (mailbox:)",
        "  acme-mail              Acme Mail (providers/acme-mail.y...",
        "    acme-mail-cn         with region: cn",
        "  fastmail               Fastmail",
        "  flock-mail             Flock Mail (legacy)",
        "  zoho-mail              A mail service with a title that...",
        "    zoho-mail-us         with region: us",
        "",
        "Senders (senders:)",
        "  bare-sender            Bare (providers/bare-sender.yaml)",
        "  news-example-net-mail  Example\\x1b[31m News Mail (templ...",
        "",
        "`./mailzone providers ID` shows one: its records, parameters, caveats and sources.",
        "--kind KIND and --search WORDS filter the list.",
        "",
      ].join("\n"),
    );
  });

  test.each([printPresets, (of: [], filter: string) => printPresetsByKind(of, filter, 80)])(
    "says when nothing matches, with what was searched for in quotes",
    (print) => {
      expect(print([], 'a "b"\u001b')).toBe(
        'no provider matches "a \\"b\\"\\u001b"; `./mailzone providers` lists all\n',
      );
    },
  );
});

describe("as JSON", () => {
  test("all presets fit the schema, in the order of their ids", () => {
    const document = providersJson(own.presets());
    expect(providersDocument.parse(document)).toEqual(document);
    expect(faults(schema("providers"), document)).toEqual([]);
    const ids = document.providers.map(({ id }) => id);
    expect(ids).toEqual([...ids].sort());
    expect(document.providers.find(({ id }) => id === "zoho-mail")).toMatchObject({
      homepage: null,
      file: expect.stringMatching(/providers\/zoho-mail\.yaml$/),
      replaces: "bundled",
      variants: [{ id: "zoho-mail-us", with: { region: "us" } }],
      parameters: [
        { name: "region", type: "choice", required: false, choices: ["eu", "us"], default: "eu" },
        { name: "token", required: true, find: "Admin > Domains", default: null, choices: null },
        { name: "hosts", find: null, example: null, default: ["a.acme.example", "b.acme.example"] },
        { name: "bare", pattern: null },
        { name: "selector" },
      ],
    });
    expect(document.providers.find(({ id }) => id === "fastmail")).toMatchObject({
      file: null,
      replaces: null,
    });
  });

  test.each(["zoho-mail", "bare-sender", "acme-mail", "fastmail"])(
    "%s fits the schema, with its records as its file has them",
    (id) => {
      const document = providerJson(find(own, id));
      expect(providerDocument.parse(document)).toEqual(document);
      expect(faults(schema("provider"), document)).toEqual([]);
      for (const record of document.provider.records) {
        expect(Object.keys(record)).toEqual(expect.arrayContaining(["group", "need", "name", "type"]));
        expect(record).not.toHaveProperty("place");
        expect(record).not.toHaveProperty("compiled");
      }
    },
  );

  test("a source without a date has null, and the schema refuses one without the key", () => {
    const { provider } = providerJson(find(own, "bare-sender"));
    expect(provider.sources).toEqual([
      { kind: "provider-doc", ref: "https://acme.example/dns", verified: null },
    ]);
    expect(providerJson(find(bundled, "fastmail")).provider.sources[0]?.verified).toMatch(
      /^\d{4}-\d\d-\d\d$/,
    );
    const document = { version: 1, provider: { ...provider, sources: [{ kind: "x", ref: "y" }] } };
    expect(faults(schema("provider"), document)).not.toEqual([]);
  });
});
