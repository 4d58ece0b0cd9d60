/** Zone files are judged by the same checks as specs, and findings point into the zone file. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "@jest/globals";
import { loadedTogether, loadText, loadZoneFile } from "../../src/pipeline.ts";
import { openLibrary } from "../../src/preset/library.ts";
import type { Name } from "../../src/zone/name.ts";
import { readZoneFile } from "../../src/zone/read-zone-file.ts";
import { printZoneFile } from "../../src/zone/zone-file.ts";
import { exampleUse } from "../preset/examples.ts";

const load = (text: string, domain?: Name, file = "f.zone") => {
  const read = readZoneFile(file, text);
  if (read.zone === undefined) throw new Error("no zone");
  return loadZoneFile(file, text, { ...read, zone: read.zone }, { domain });
};

/** `CODE LINE:COLUMN` of the errors and warnings. */
const found = (text: string, domain?: Name): string[] =>
  load(text, domain)
    .findings.filter(({ severity }) => severity !== "info")
    .map(({ code, severity, place }) => `${severity} ${code} ${place?.line}:${place?.column}`);

const HEAD = "$ORIGIN example.com.\n$TTL 1h\n@ SOA ns1.example.net. h 1 2 3 4 5\n@ NS ns1.example.net.\n";
const [, KEY = ""] =
  /^s1\._domainkey \S+ IN TXT (.*)$/m.exec(
    readFileSync(fileURLToPath(new URL("../zone/exports/example.com.txt", import.meta.url)), "utf8"),
  ) ?? [];
const SOUND = `@ MX 10 mx1.example.net.
@ MX 20 mx2.example.net.
@ TXT "v=spf1 mx -all"
_dmarc TXT "v=DMARC1; p=reject; rua=mailto:d@example.com"
s1._domainkey TXT ${KEY}
`;

describe("what is wrong is found at its line and column", () => {
  const cases: [title: string, lines: string, expected: string[]][] = [
    ["nothing", SOUND, []],
    [
      "mail without DKIM and DMARC",
      '@ MX 1 mx.example.net.\n@ TXT "v=spf1 mx -all"\n',
      ["warning dkim-present 3:3", "warning dmarc-present 3:3"],
    ],
    [
      "two policies (RFC 9989 §4.7)",
      `${SOUND}_dmarc TXT "v=DMARC1; p=none; rua=mailto:d@example.com"\n`,
      ["error dmarc-single 10:8"],
    ],
    [
      "two SPF records (RFC 7208 §4.5)",
      `${SOUND}@ TXT "x"\n@ TXT "v=spf1 -all"\n`,
      ["error spf-single 11:3"],
    ],
    ["a term in a text", SOUND.replace("v=spf1 mx", "v=spf1 mx ip4:1.2.3"), ["error spf-ip4 7:22"]],
    [
      "a term in the second string of a text",
      SOUND.replace("v=spf1 mx -all", 'v=spf1 mx " "ip4:1.2.3 -all'),
      ["error spf-ip4 7:25"],
    ],
    [
      "a term in a text of several lines",
      SOUND.replace('"v=spf1 mx -all"', '( "v=spf1 mx "\n  "ip4:1.2.3 -all" )'),
      ["error spf-ip4 8:8"],
    ],
    [
      "a text with escapes, whose string is shown",
      SOUND.replace("v=spf1 mx", "v=spf1 mx\\032ip4:1.2.3"),
      ["error spf-ip4 7:7"],
    ],
    [
      "an MX that is an alias",
      `${SOUND.replace("mx2.example.net.", "mx2")}mx2 CNAME mail.example.net.\n`,
      ["error mx-not-cname 6:9"],
    ],
    [
      "a field by its name",
      `${SOUND}_imaps._tcp SRV 0 1 99999 mail.example.net.\n`,
      ["error srv-values 10:21"],
    ],
    [
      "an alias beside other data (RFC 1034 §3.6.2)",
      `${SOUND}www A 203.0.114.1\n  CNAME x.example.net.\n`,
      ["error cname-exclusive 11:3"],
    ],
    ["a line that is no record", `${SOUND}www A x\n`, ["error zone-file 10:7"]],
  ];
  test.each(cases)("%s", (_, lines, expected) => {
    expect(found(HEAD + lines)).toEqual(expected);
  });
});

describe("what is sound in a zone file is not reported", () => {
  const cases: [title: string, text: string][] = [
    ["a zone without mail", `${HEAD}@ A 203.0.114.1\nwww CNAME @\n`],
    [
      "a reverse zone",
      "$ORIGIN 114.0.203.in-addr.arpa.\n@ 60 SOA ns1.example.net. h 1 2 3 4 5\n5 PTR mail.example.com.\n",
    ],
    ["a record twice, which servers load once", `${HEAD}${SOUND}@ TXT "v=spf1 mx -all"\n`],
    ["the zone's own name servers, in the zone", `${HEAD}${SOUND}@ NS ns2\nns2 A 203.0.114.2\n`],
    [
      "TTLs that only some clouds refuse",
      `${HEAD}${SOUND}www 0 A 203.0.114.2\nw2 2147483647 A 203.0.114.3\n`,
    ],
    [
      "an alias at the apex, which Cloudflare answers itself, and its automatic TTL",
      `${HEAD}@ 1 NS ada.ns.cloudflare.com.\n@ 1 CNAME shop.example.net.\n${SOUND}`,
    ],
    ["a delegation with its address", `${HEAD}${SOUND}sub NS ns.sub\nns.sub A 203.0.114.4\n`],
    [
      "a domain that only receives",
      `${HEAD}@ MX 10 mx1.example.net.\n@ TXT "v=spf1 -all"\n_dmarc TXT "v=DMARC1; p=reject; rua=mailto:d@example.com"\n`,
    ],
  ];
  test.each(cases)("%s", (_, text) => {
    expect(found(text)).toEqual([]);
  });

  const folder = fileURLToPath(new URL("../zone/exports/", import.meta.url));
  const EXPECTED: Readonly<Record<string, readonly string[]>> = {
    // made of few records, for the form alone
    "generic-types.zone": ["dkim-present", "dmarc-present", "tlsa-rdata", "txt-edge-space"],
    "windows.zone": ["dmarc-rua-present", "dmarc-reject-no-dkim"],
  };
  const lists = "spf-subdomain";
  test.each(readdirSync(folder))("%s", (name) => {
    const file = join(folder, name);
    const text = readFileSync(file, "utf8");
    const { findings } = load(text, undefined, file);
    const codes = findings.filter(({ severity }) => severity !== "info").map(({ code }) => code);
    // of lists.dept.example.com, which has an MX but no SPF
    expect(new Set(codes.filter((code) => code !== lists))).toEqual(new Set(EXPECTED[name] ?? []));
    for (const { place } of findings) expect(place).toMatchObject({ file, line: expect.any(Number) });
  });
});

describe("a zone file is judged as the spec that publishes it, for every preset", () => {
  const library = openLibrary();
  /** Of presets, which a zone file does not name. */
  const OF_PRESETS = /^preset-/;
  const ONLY_THERE: Readonly<Record<string, string>> = {
    // as if somebody had written it
    "godaddy-microsoft-365": "dkim-cname-shape",
    "aliyun-directmail": "dmarc-policy-none",
    "tencent-ses": "dmarc-policy-none",
  };
  /** That the domain sends is not seen where the sending name is delegated. */
  const NOT_THERE: Readonly<Record<string, string>> = {
    "klaviyo-dynamic": "dmarc-rua-self-parked",
    "salesforce-marketing-cloud": "dmarc-rua-self-parked",
  };
  test.each(library.ids())("%s", (id) => {
    const lines = ["domain: example.com", "dns: route53", ...exampleUse(library, id)];
    const spec = loadText(
      "f.yaml",
      [...lines, 'dmarc: {policy: none, rua: ["mailto:d@example.com"]}', ""].join("\n"),
    );
    const codes = (findings: typeof spec.findings): string[] =>
      findings.flatMap(({ severity, code }) =>
        severity === "info" || OF_PRESETS.test(code) || code === NOT_THERE[id] ? [] : [`${severity} ${code}`],
      );
    const zoneFile = load(printZoneFile("example.com.", spec.zones[0]?.rrsets ?? []));
    const only = ONLY_THERE[id];
    expect(new Set(codes(zoneFile.findings))).toEqual(
      new Set([...codes(spec.findings), ...(only === undefined ? [] : [`warning ${only}`])]),
    );
  });
});

test("a mail domain below the zone is judged as such", () => {
  const text = `${HEAD}${SOUND}shop MX 1 mx1.example.net.\nshop TXT "v=spf1 mx -all"\n`;
  expect(found(text, "shop.example.com.")).toEqual(["warning dmarc-reject-no-dkim 3:3"]);
});

test("reports of specs and zone files are one", () => {
  const spec = loadText("a.yaml", "domain: example.net\ndns: cloudflare\nmode: parked\n");
  const zone = load(`${HEAD}@ MX 1 mx.example.net.\n\t\n_dmarc\tTXT "v=DMARC1; p=x"\n`);
  const both = loadedTogether([zone, spec]);
  expect(both.domains.map(({ spec: { domain } }) => domain)).toEqual(["example.com.", "example.net."]);
  expect(both.findings).toEqual([...zone.findings]);
  expect(both.lines("f.zone")?.[6]).toBe('_dmarc TXT "v=DMARC1; p=x"');
  expect(both.lines("b.yaml")).toBeUndefined();
});
