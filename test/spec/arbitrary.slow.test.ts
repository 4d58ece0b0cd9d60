/** Whatever a file holds, reading it ends with findings that have a place, and never with an exception. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { stringify } from "yaml";
import { codes } from "../../src/codes.ts";
import { loadText } from "../../src/pipeline.ts";
import { planZones } from "../../src/plan/plan.ts";
import { FORMATS } from "../../src/report/formats.ts";
import { checkJson, planJson, zoneJson } from "../../src/report/json.ts";
import { plain } from "../../src/report/text.ts";
import { printZones } from "../../src/report/zones.ts";
import { CLOUD_IDS } from "../../src/spec/cloud-id.ts";
import { printZoneFile } from "../../src/zone/zone-file.ts";
import { mutatedSpec } from "./arbitrary-values.ts";
import { type HangWatch, watchHangs } from "./hang-watch.ts";

/** What leaks out of a program that did not look; a file may also hold the very words. */
const LEAKED = /\[object Object\]|undefined|NaN/i;

function endures(text: string | Uint8Array): void {
  const loaded = loadText("f.yaml", text);
  const read = Buffer.from(text).toString("utf8");
  const isOwnWord = LEAKED.test(read);
  const lines = read.replace(/^\ufeff/, "").split(/\r?\n/);
  for (const { place, message } of loaded.findings) {
    const { file, line = 0, column = 0 } = place ?? {};
    expect(file).toBe("f.yaml");
    expect(lines[line - 1]).toBeDefined();
    expect(column).toBeGreaterThan(0);
    if (!isOwnWord) expect(message).not.toMatch(LEAKED);
  }
  const context = { codes, style: plain, lines: () => lines, version: "" };
  const shown = `${FORMATS["text"]?.(loaded, context)}${printZones(loaded.zones)}`;
  expect(shown.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
  for (const format of ["junit", "github", "markdown"]) FORMATS[format]?.(loaded, context);
  JSON.stringify([checkJson(loaded), zoneJson(loaded.zones), planJson(planZones(loaded.zones))]);
  for (const zone of loaded.zones) printZoneFile(zone.name, zone.rrsets);
}

const odd = fc.constantFrom(
  ..."@ * . .. *.a a.b a. -a xn--a xn--bcher-kva bücher \u0000 \u001b[31m \udc80 a\nb 10 _dmarc a..b".split(
    " ",
  ),
  ...[
    "v=spf1 -all",
    "v=spf1",
    "v=DMARC1; p=none",
    "v=DKIM1; p=",
    "10 mx",
    "0 .",
    "0 issue x",
    "192.0.2.1",
    "::1",
    '"',
    "\\",
  ],
  "",
  " ",
  "__proto__",
  "constructor",
  "a".repeat(300),
);
const text = fc.oneof(odd, fc.string({ unit: "binary", maxLength: 12 }), fc.string({ maxLength: 12 }));
const scalar = fc.oneof(text, fc.integer(), fc.double(), fc.boolean(), fc.constant(null));
const cloud = fc.constantFrom(...CLOUD_IDS);
const preset = fc.constantFrom(
  "tencent-exmail",
  "self-hosted",
  "google-workspace",
  "sendgrid",
  "amazon-ses",
  "mailgun-eu",
);
const parameter = fc.constantFrom(
  "mail_label",
  "ipv4",
  "clients",
  "never_send",
  "dkim_value",
  "em_label",
  "region",
  "__proto__",
);
const use = fc.oneof(
  preset,
  fc.record(
    {
      provider: preset,
      with: fc.dictionary(parameter, fc.oneof(text, fc.array(text, { maxLength: 2 }))),
      groups: fc.dictionary(fc.constantFrom("client", "spf", "x"), fc.boolean()),
      without: fc.array(text, { maxLength: 2 }),
    },
    { requiredKeys: ["provider"] },
  ),
);
const type = fc.constantFrom("A", "AAAA", "CAA", "CNAME", "MX", "NS", "PTR", "SRV", "TLSA", "TXT");
const record = fc.oneof(
  fc.record({ name: text, type, value: text, ttl: fc.integer() }, { requiredKeys: ["type", "value"] }),
  fc.record({ name: text, type, values: fc.array(text, { minLength: 1, maxLength: 3 }) }),
  fc.record({ name: text, type: fc.constant("MX"), preference: fc.integer(), exchange: text }),
  fc.record({
    type: fc.constant("TLSA"),
    usage: fc.integer(),
    selector: fc.integer(),
    matching: fc.integer(),
    certificate: text,
  }),
  fc.record({ type: fc.constant("CAA"), flags: fc.integer(), tag: text, value: text }),
);
/** Specs whose shape is right and whose values are anything. */
const spec = fc.record(
  {
    domain: fc.oneof(fc.constant("example.com"), text),
    zone: fc.oneof(fc.constant("com"), text),
    dns: fc.oneof(cloud, fc.array(cloud, { minLength: 1, maxLength: 3 })),
    mode: fc.constantFrom("mail", "send-only", "receive-only", "parked"),
    mailbox: use,
    gateway: use,
    senders: fc.array(use, { maxLength: 3 }),
    spf: fc.record(
      { ip4: fc.array(text), include: fc.array(text), a: fc.array(text), all: fc.constant("fail") },
      { requiredKeys: [] },
    ),
    dkim: fc.array(
      fc.oneof(fc.record({ selector: text, key: text }), fc.record({ selector: text, cname: text })),
      { maxLength: 2 },
    ),
    dmarc: fc.record({ policy: fc.constant("none"), rua: fc.array(text, { maxLength: 2 }) }),
    records: fc.array(record, { maxLength: 5 }),
    ttl: fc.integer(),
    external: fc.array(text, { maxLength: 2 }),
    profile: fc.constantFrom("baseline", "recommended", "strict", "bulk-sender"),
    waive: fc.array(
      fc.record({
        check: fc.oneof(fc.constantFrom("mx-present", "spf-single"), text),
        reason: text,
        name: text,
      }),
      { maxLength: 2 },
    ),
    cloudflare: fc.record({ apexCname: fc.constantFrom("refuse", "flatten") }),
  },
  { requiredKeys: ["domain", "dns"] },
);
const key = fc.oneof(
  fc.constantFrom(
    "domain",
    "domains",
    "dns",
    "mailbox",
    "senders",
    "records",
    "spf",
    "dkim",
    "dmarc",
    "ttl",
    "with",
    "provider",
    "type",
    "value",
  ),
  text,
);
/** Trees whose shape is anything. */
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    scalar,
    fc.dictionary(key, tie("tree"), { maxKeys: 6 }),
    fc.array(tie("tree"), { maxLength: 4 }),
  ),
}));
const bits = fc.array(
  fc.constantFrom(
    ..."domain: |dns: |- |[|]|{|}|, |: |? |& |&a |*a |! |!!str |# |---\n|...\n|%YAML 1.1\n|\n|\n  |\t|'|\"|> |\\|\\u|a.com|route53|<<: |~|1e3|@|`".split(
      "|",
    ),
  ),
  { maxLength: 40 },
);

/** How many times as many cases as CI runs: `npm run fuzz` sets it for a night. */
const TIMES = Number(process.env["MAILZONE_FUZZ"] ?? 1);

/** A case that takes longer is a hang, and ends the process. */
const MOST_SECONDS = 10;

describe("never throws, never hangs, and every finding has a place", () => {
  const cases: [string, fc.Arbitrary<string | Uint8Array>, number][] = [
    ["any octets", fc.uint8Array({ maxLength: 200 }), 500],
    ["any text", fc.string({ unit: "binary", maxLength: 200 }), 500],
    ["bits of YAML", bits.map((parts) => parts.join("")), 1500],
    ["any tree", fc.dictionary(key, tree, { maxKeys: 6 }).map((value) => stringify(value)), 1000],
    ["any values in a spec", spec.map((value) => stringify(value)), 1000],
    ["sound record values, changed a little", mutatedSpec.map((value) => stringify(value)), 1500],
  ];
  let watch: HangWatch;
  beforeAll(() => {
    watch = watchHangs(MOST_SECONDS);
  });
  afterAll(() => watch.stop());

  test.each(cases)(
    "%s",
    (_, arbitrary, numRuns) => {
      const survives = (text: string | Uint8Array) => watch.during(text, () => endures(text));
      fc.assert(fc.property(arbitrary, survives), { numRuns: numRuns * TIMES });
    },
    TIMES * 60_000,
  );
});
