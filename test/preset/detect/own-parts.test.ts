/** The spec that `detect` suggests keeps what the presets do not have: every sender, the policy, a server of one's own. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "@jest/globals";
import { cloudOfServer } from "../../../src/cloud/clouds.ts";
import { loadText } from "../../../src/pipeline.ts";
import { detect } from "../../../src/preset/detect/detect.ts";
import type { Observed } from "../../../src/preset/detect/facts.ts";
import { type Suggestion, suggest } from "../../../src/preset/detect/suggest.ts";
import { openLibrary } from "../../../src/preset/library.ts";
import { spfTerms } from "../../../src/preset/spf-terms.ts";
import { printRdata } from "../../../src/zone/rdata.ts";
import { readZoneFile } from "../../../src/zone/read-zone-file.ts";
import { exampleUse } from "../examples.ts";

const library = openLibrary();
const presets = library.presets();
const DOMAIN = "example.com.";

const suggested = (records: readonly Observed[]): Suggestion =>
  suggest(
    detect(records, { domain: DOMAIN, zone: DOMAIN }, presets),
    records,
    DOMAIN,
    library,
    cloudOfServer,
  );

const zone = (text: string): readonly Observed[] => readZoneFile("f.zone", text, DOMAIN).records;

/** What the suggested spec publishes. */
const publishes = ({ spec = "" }: Suggestion): Observed[] => published(spec);

function published(spec: string): Observed[] {
  const { zones, findings } = loadText("f.yaml", /^dns:/m.test(spec) ? spec : `${spec}dns: route53\n`);
  const broken = findings.filter(({ code }) =>
    /^(?:spec|yaml|preset-(?:group|without|unknown|param)|rr)-/.test(code),
  );
  expect(broken).toEqual([]);
  return zones.flatMap(({ domains }) =>
    domains.flatMap(({ rrsets }) => rrsets.flatMap(({ records }) => records)),
  );
}

/** The terms of the SPF records at a name, in one order. */
const termsAt = (records: readonly Observed[], name: string): string[] =>
  records
    .flatMap(({ name: owner, data }) =>
      owner === name && data.type === "TXT" && /^v=spf1/i.test(data.text) ? spfTerms(data.text) : [],
    )
    .sort();

const shown = (records: readonly Observed[]): string[] =>
  records.map(({ name, data }) => `${name} ${data.type} ${printRdata(data)}`).sort();

const GOOGLE = "@ MX 1 smtp.google.com.\n";
const spf = (terms: string): string => `${GOOGLE}@ TXT "v=spf1 ${terms}"\n`;

describe("no sender is lost", () => {
  const cases: [title: string, text: string, spec: RegExp | undefined][] = [
    [
      "addresses",
      spf("ip4:203.0.114.1 ip6:2001:db8::/32 include:_spf.google.com -all"),
      /ip4: .*\n {2}ip6: /,
    ],
    [
      "includes of services without a preset",
      spf("include:_spf.google.com include:a.example.net ~all"),
      /include: \[a\.example\.net\]/,
    ],
    ["a and mx", spf("a mx include:_spf.google.com ~all"), /a: true\n {2}mx: true/],
    [
      "a and mx with hosts",
      spf("a:a.example.net mx:example.net a:b.example.net include:_spf.google.com ~all"),
      /a: \[a\.example\.net, b\.example\.net\]/,
    ],
    ["a with and without a host", spf("a a:a.example.net include:_spf.google.com ~all"), undefined],
    ["a and mx with prefixes", spf("a/24 mx:example.net/28 include:_spf.google.com ~all"), undefined],
    ["exists", spf("exists:%{i}.x.example.net include:_spf.google.com ~all"), /exists: \["%\{i\}/],
    ["qualifiers", spf("?include:a.example.net include:_spf.google.com ~all"), /\?include:/],
    ["ptr", spf("ptr include:_spf.google.com ~all"), /ptr/],
    ["an explanation", spf("include:_spf.google.com exp=e.example.net ~all"), /exp: e\.example\.net/],
    ["unknown modifiers", spf("include:_spf.google.com exp=e.example.net x=y ~all"), /exp=.*x=y/],
    [
      "a redirect",
      spf("ip4:203.0.114.1 include:_spf.google.com redirect=_spf.example.net"),
      /redirect: _spf\.example\.net/,
    ],
    [
      "an address by a name that is none",
      spf("a:1.example.net/24 include:_spf.google.com ~all"),
      /1\.example/,
    ],
    [
      "two records, whose terms a single one has",
      `${spf("include:_spf.google.com -all")}@ TXT "v=spf1 ip4:203.0.114.1 ?all"\n`,
      /ip4/,
    ],
    [
      "two records with terms of any kind",
      `${spf("include:_spf.google.com -all")}@ TXT "v=spf1 ptr ?all"\n`,
      /ptr/,
    ],
  ];
  test.each(cases)("%s", (_, text, spec) => {
    const found = zone(text);
    const one = suggested(found);
    if (spec !== undefined) expect(one.spec).toMatch(spec);
    const wanted = new Set(
      termsAt(found, DOMAIN).map((term) => term.replace(/^(a|mx)(?=$|\/)/, "$1:example.com")),
    );
    const got = termsAt(publishes(one), DOMAIN).map((term) =>
      term.replace(/^(a|mx)(?=$|\/)/, "$1:example.com"),
    );
    expect(got).toEqual([...wanted].sort());
    expect(one).toMatchObject({ missing: [], extra: [] });
  });

  test.each(library.ids())("beside %s", (id) => {
    const own = "ip4:203.0.114.77 include:own.example.net";
    const base = published(
      ["domain: example.com", "dns: route53", ...exampleUse(library, id), ""].join("\n"),
    );
    const hasSpf = base.some(
      ({ name, data }) => name === DOMAIN && data.type === "TXT" && /^v=spf1/.test(data.text),
    );
    const records = hasSpf
      ? base.map((one) =>
          one.name === DOMAIN && one.data.type === "TXT" && /^v=spf1/.test(one.data.text)
            ? { ...one, data: { ...one.data, text: one.data.text.replace("v=spf1", `v=spf1 ${own}`) } }
            : one,
        )
      : [...base, ...zone(`@ TXT "v=spf1 ${own} ~all"\n`)];
    const one = suggested(records);
    if (one.spec === undefined) return;
    expect(termsAt(publishes(one), DOMAIN)).toEqual(expect.arrayContaining(own.split(" ")));
    expect(termsAt(publishes(one), DOMAIN)).toEqual(termsAt(records, DOMAIN));
  });

  const folder = fileURLToPath(new URL("../../zone/exports/", import.meta.url));
  test.each(readdirSync(folder))("of the zone file %s", (name) => {
    const file = join(folder, name);
    const { records } = readZoneFile(file, readFileSync(file, "utf8"));
    const one = suggested(records);
    if (one.spec === undefined) return;
    const [wanted, got] = [termsAt(records, DOMAIN), termsAt(publishes(one), DOMAIN)];
    expect(got).toEqual(expect.arrayContaining(wanted));
  });

  test("an ignored redirect= is not kept (RFC 7208 §6.1)", () => {
    const one = suggested(zone(spf("include:_spf.google.com redirect=a.example.net ~all")));
    expect(termsAt(publishes(one), DOMAIN)).toEqual(["include:_spf.google.com"]);
    expect(one.extra).toHaveLength(1);
  });

  test("SPF at names below the domain that no preset has", () => {
    const text = `${spf("include:_spf.google.com ~all")}news TXT "v=spf1 ip4:203.0.114.9 -all"\nmg TXT "v=spf1 include:mailgun.org ~all"\n`;
    const one = suggested(zone(text));
    expect(termsAt(publishes(one), `news.${DOMAIN}`)).toEqual(["ip4:203.0.114.9"]);
    expect(one.spec).toMatch(/- mailgun$/m);
    expect(one.extra).toEqual([]);
  });
});

describe("the policy is what receivers see", () => {
  const policies = (one: Suggestion): string[] =>
    publishes(one)
      .filter(({ name }) => name === `_dmarc.${DOMAIN}`)
      .map(({ data }) => `${data.type} ${printRdata(data)}`);
  const cases: [title: string, lines: string, expected: string[]][] = [
    ["one", '_dmarc TXT "v=DMARC1; p=reject"\n', ['TXT "v=DMARC1; p=reject"']],
    [
      "two, which are none (RFC 9989 §4.7)",
      '_dmarc TXT "v=DMARC1; p=reject"\n_dmarc TXT "v=DMARC1; p=none"\n',
      [],
    ],
    [
      "another text beside it",
      '_dmarc TXT "x"\n_dmarc TXT "v=DMARC1; p=reject"\n',
      ['TXT "v=DMARC1; p=reject"'],
    ],
    ["a service's, by a CNAME", "_dmarc CNAME x._d.example.net.\n", ["CNAME x._d.example.net."]],
  ];
  test.each(cases)("%s", (_, lines, expected) => {
    const one = suggested(zone(spf("include:_spf.google.com ~all") + lines));
    expect(policies(one)).toEqual(expected);
  });

  test("a hosted policy is not extra, and replaces the preset's own", () => {
    const text = `@ MX 5 qiye163mx01.mxmail.netease.com.\n@ MX 10 qiye163mx02.mxmail.netease.com.\n@ TXT "v=spf1 include:spf.163.com -all"\n_dmarc CNAME x._d.example.net.\n`;
    const one = suggested(zone(text));
    expect(one.services.map(({ preset: { id } }) => id)).toEqual(["netease-enterprise"]);
    expect(one.extra).toEqual([]);
    expect(policies(one)).toEqual(["CNAME x._d.example.net."]);
  });

  test("two SPF records give no `all`", () => {
    const one = suggested(zone(`${spf("include:_spf.google.com -all")}@ TXT "v=spf1 -all"\n`));
    expect(one.spec).not.toMatch(/all:/);
    expect(one.different).toEqual([]);
  });
});

describe("a server of one's own is recognized by how its records fit together", () => {
  /** Seed document 002, "DNS for Email Servers", with addresses. */
  const SEED = `@ A 203.0.114.80
@ MX 10 smtp
@ TXT "v=spf1 mx -all"
smtp A 203.0.114.25
smtp TXT "v=spf1 a -all"
www A 203.0.114.80
www TXT "v=spf1 -all"
imap CNAME smtp
mail CNAME smtp
`;

  test("the layout of the seed document", () => {
    const one = suggested(zone(SEED));
    expect(one.spec).toBe(
      'domain: example.com\nmailbox:\n  provider: self-hosted\n  with:\n    mail_label: smtp\n    ipv4: "203.0.114.25"\n',
    );
    expect(one).toMatchObject({ missing: [], different: [], extra: [] });
    const own = shown(zone(SEED).filter(({ data }) => data.type !== "A" || data.address !== "203.0.114.80"));
    expect(shown(publishes(one))).toEqual(own);
  });

  const uses: [title: string, lines: string][] = [
    ["nothing but the address", "ipv4: 203.0.114.25, never_send: []"],
    ["both families", "ipv4: 203.0.114.25, ipv6: '2001:db8::25'"],
    [
      "client names with addresses",
      "ipv4: 203.0.114.25, ipv6: '2001:db8::25', client_type: address, clients: [imap, pop]",
    ],
    ["no client names", "ipv4: 203.0.114.25, clients: []"],
    [
      "other names",
      "ipv4: 203.0.114.25, mail_label: mx1.lon, clients: [webmail, post], never_send: [ftp, shop]",
    ],
    [
      "keys and reports",
      "ipv4: 203.0.114.25, dkim_selector: k24, dkim_public_key: MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A, dmarc_policy: reject, dmarc_rua: d@example.com",
    ],
  ];
  test.each(uses)("what self-hosted publishes: %s", (_, lines) => {
    const there = published(
      `domain: example.com\ndns: route53\nmailbox: {provider: self-hosted, with: {${lines}}}\n`,
    );
    const one = suggested(there);
    expect(one).toMatchObject({ missing: [], different: [], extra: [] });
    expect(shown(publishes(one))).toEqual(shown(there));
  });

  const others: [title: string, text: string, ids: string[]][] = [
    [
      "beside a service that only sends",
      SEED.replace("mx -all", "mx include:spf.mailjet.com -all"),
      ["mailjet", "self-hosted"],
    ],
    ["not where a service takes the MX", SEED.replace("10 smtp", "1 smtp.google.com."), ["google-workspace"]],
    ["not where the host has no address in the zone", SEED.replace("smtp A 203.0.114.25\n", ""), []],
    ["not where the host is another domain's", SEED.replace("10 smtp", "10 mx.example.net."), []],
    ["with a second host of the domain", `@ MX 5 smtp2\n${SEED}`, ["self-hosted"]],
    ["not beside a host of another domain", `@ MX 5 mx.example.net.\n${SEED}`, []],
    ["not where the MX host is the domain itself", SEED.replace("10 smtp", "10 @"), []],
  ];
  test.each(others)("%s", (_, text, ids) => {
    expect(
      suggested(zone(text))
        .services.map(({ id }) => id)
        .sort(),
    ).toEqual(ids);
  });
});
