/** What became of a stack's records behind its back, from a survey: what is drift, what is not, and in which words. */
import { describe, expect, test } from "@jest/globals";
import type { LiveRecord } from "../../src/cloud/listing.ts";
import { readRdata } from "../../src/cloud/raise.ts";
import type { Finding } from "../../src/finding.ts";
import type { OwnedResource } from "../../src/inventory/owned.ts";
import { driftOf } from "../../src/live/drift.ts";
import type { Drift } from "../../src/live/drift-record.ts";
import { judgeZones } from "../../src/live/judge.ts";
import { type Survey, surveyOf } from "../../src/live/survey.ts";
import { type Loaded, loadText } from "../../src/pipeline.ts";
import { type PlannedRecord, planZones } from "../../src/plan/plan.ts";
import type { Zone } from "../../src/plan/zone.ts";
import { driftJson } from "../../src/report/drift-json.ts";
import { printDriftMarkdown } from "../../src/report/drift-markdown.ts";
import { driftRemedies, printDrift } from "../../src/report/drift-text.ts";
import { driftSentence } from "../../src/report/drift-words.ts";
import type { CloudId } from "../../src/spec/schema.ts";

const load = (cloud: string, text: string): Loaded => {
  const loaded = loadText("a.yaml", `domain: example.com\ndns: ${cloud}\nttl: 600\n${text}`, "prod");
  const errors = loaded.findings.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join("\n"));
  return loaded;
};

const SPEC = [
  "mode: mail",
  "records:",
  "  - {type: MX, values: [10 mx1.example.net., 20 mx2.example.net.]}",
  '  - {type: TXT, value: "v=spf1 mx -all"}',
  "  - {name: host, type: A, value: 192.0.2.1}",
  "",
].join("\n");

const recordsOf = ({ zones }: Loaded): PlannedRecord[] =>
  planZones(zones).filter((resource) => resource.kind === "record");

/** What the cloud would answer of a record that was made so; its id is its logical name. */
function listed({ name, args, owner, zone }: PlannedRecord): LiveRecord {
  const raised = zone.cloud.raise(args);
  if (raised === undefined) throw new Error(name);
  return {
    id: idOf(name, args, zone),
    importId: name,
    name: owner,
    type: raised.type,
    ttl: raised.ttl as number,
    values: raised.data.map((data) => ({ text: "", data })),
  };
}

const ID = "Z1";
const idOf = (name: string, args: PlannedRecord["args"], zone: Zone): string =>
  zone.cloud.listing.idOf({ ...args, zoneId: ID, id: name });

const inState = ({ name, type, args }: PlannedRecord): OwnedResource => ({
  urn: `urn:pulumi:prod::mailzone::mailzone:index:MailZone$${type}::${name}`,
  name,
  type,
  outputs: { ...args, zoneId: ID, id: name },
});

type Edit = (records: readonly LiveRecord[]) => readonly LiveRecord[];

interface Given {
  /** The specs as they are now; default: as they were published. */
  readonly now?: string;
  readonly unread?: boolean;
  readonly more?: readonly OwnedResource[];
}

/** The survey of a stack that was published, whose zone somebody then edited. */
function surveyed(cloud: string, edit: Edit, { now = SPEC, unread = false, more = [] }: Given = {}): Survey {
  const published = recordsOf(load(cloud, SPEC));
  const loaded = load(cloud, now);
  const owned = [...published.map(inState), ...more];
  const planned = planZones(loaded.zones);
  const recordsIn = ({ account }: Zone) =>
    edit(published.filter(({ zone }) => zone.account === account).map(listed));
  const ids = new Map(loaded.zones.map((zone) => [zone, ID]));
  const zones = new Map(
    unread
      ? []
      : loaded.zones.map((zone) => [
          zone,
          { name: zone.name, id: ID, nameServers: [], records: recordsIn(zone) },
        ]),
  );
  const { comparisons, findings } = judgeZones(zones, planned, owned, {
    domains: loaded.domains,
    existing: "refuse",
    today: "2026-11-22",
  });
  const notRead: Finding = {
    code: "prov-zone-exists",
    severity: "error",
    message: "the zone example.com could not be found on Cloudflare",
    domain: "example.com",
  };
  return surveyOf({
    stack: { organization: "organization", project: "mailzone", stack: "prod" },
    component: "mailzone:index:MailZone",
    zones: loaded.zones,
    ids,
    planned,
    absent: new Set(),
    owned: { records: owned, zones: [], anchors: new Map() },
    comparisons,
    findings: unread ? [notRead] : findings,
  });
}

const text = (type: string, value: string) => {
  const data = readRdata(type, value);
  if (data === undefined) throw new Error(value);
  return { text: value, data };
};

const at =
  (pattern: RegExp, change: Partial<LiveRecord>): Edit =>
  (records) =>
    records.map((record) => (pattern.test(record.id) ? { ...record, ...change } : record));
const gone =
  (pattern: RegExp): Edit =>
  (records) =>
    records.filter(({ id }) => !pattern.test(id));
const plus =
  (id: string, type: string, value: string, name = "example.com.", marks: Partial<LiveRecord> = {}): Edit =>
  (records) => [
    ...records,
    { id, importId: id, name, type, ttl: 600, values: [text(type, value)], ...marks },
  ];
const both =
  (...edits: Edit[]): Edit =>
  (records) =>
    edits.reduce((before, edit) => edit(before), records);
const same: Edit = (records) => records;

const said = (drift: Drift): string[] => [
  ...drift.records.map(driftSentence),
  ...drift.conflicts.map(({ finding, records }) => `${finding.code} ${records.join(" ")}`),
];

const TXT = /TXT/;
const HOST = /host/;
const OTHER_SPF = SPEC.replace("mx -all", "a mx -all");

describe("driftOf", () => {
  test.each<[string, CloudId, Edit, string[], Given?]>([
    ["nothing where the zone is as it was made", "cloudflare", same, []],
    [
      "nothing where values stand in another order",
      "route53",
      (records) => records.map((one) => ({ ...one, values: [...one.values].reverse() })),
      [],
    ],
    [
      "a value",
      "cloudflare",
      at(TXT, { values: [text("TXT", "v=spf1 +all")] }),
      ['SPF changed from "v=spf1 mx -all" to "v=spf1 +all"'],
    ],
    [
      "a value and the TTL",
      "alidns",
      at(TXT, { ttl: 60, values: [text("TXT", "v=spf1 +all")] }),
      ['SPF changed from "v=spf1 mx -all" to "v=spf1 +all"; its TTL changed from 600 s to 60 s'],
    ],
    [
      "the TTL alone",
      "route53",
      at(TXT, { ttl: 60 }),
      ['SPF "v=spf1 mx -all": its TTL changed from 600 s to 60 s'],
    ],
    [
      "one value of a set",
      "route53",
      at(/MX/, { values: [text("MX", "10 mx1.example.net."), text("MX", "30 mx3.example.net.")] }),
      ["MX changed from 20 mx2.example.net. to 30 mx3.example.net."],
    ],
    [
      "values that a set lost and got",
      "route53",
      at(/MX/, { values: [text("MX", "30 mx3.example.net.")] }),
      ["MX lost 10 mx1.example.net., 20 mx2.example.net. and got 30 mx3.example.net."],
    ],
    [
      "a set that became an alias",
      "route53",
      (records) =>
        records.map((one) =>
          HOST.test(one.id) ? { ...without(one, "ttl"), values: [], alias: "lb.example.net." } : one,
        ),
      ["A changed from 192.0.2.1 to an alias of lb.example.net; its TTL changed from 600 s to none"],
    ],
    [
      "a preference",
      "cloudflare",
      at(/mx2/, { values: [text("MX", "5 mx2.example.net.")] }),
      ["MX changed from 20 mx2.example.net. to 5 mx2.example.net."],
    ],
    [
      "proxied",
      "cloudflare",
      at(HOST, { proxied: true, ttl: 1 }),
      [
        "A 192.0.2.1: its TTL changed from 600 s to 1 s; it was set to proxied, so Cloudflare answers with its own addresses, which take no mail",
      ],
    ],
    [
      "disabled",
      "alidns",
      at(HOST, { disabled: true }),
      ["A 192.0.2.1: it was disabled, so it is not answered any more"],
    ],
    [
      "the resolution line",
      "alidns",
      at(HOST, { line: "telecom" }),
      ["A 192.0.2.1: its resolution line changed from default to telecom"],
    ],
    [
      "the name",
      "alidns",
      at(HOST, { name: "moved.example.com." }),
      ["A 192.0.2.1: it moved from host.example.com to moved.example.com"],
    ],
    [
      "the type, to one that no spec can have",
      "alidns",
      at(HOST, { type: "REDIRECT_URL", values: [{ text: "http://example.net" }] }),
      ["A 192.0.2.1: its type changed from A to REDIRECT_URL; changed from 192.0.2.1 to http://example.net"],
    ],
    ["a record that is gone", "cloudflare", gone(/mx1/), ["MX 10 mx1.example.net. is gone from the zone"]],
    [
      "a set that is gone",
      "route53",
      gone(/MX/),
      ["MX 10 mx1.example.net., 20 mx2.example.net. is gone from the zone"],
    ],
    [
      "a record that was made anew by hand",
      "cloudflare",
      both(gone(/mx1/), plus("n1", "MX", "10 mx1.example.net.")),
      [
        "MX 10 mx1.example.net. is gone from the zone; one just like it was made by hand (record n1), which the stack does not own",
      ],
    ],
    ["a foreign record in the way", "cloudflare", plus("f1", "MX", "5 mx.old.example.net."), ["mx-stale f1"]],
    ["a second SPF", "alidns", plus("f1", "TXT", "v=spf1 -all"), ["spf-single f1"]],
    [
      "nothing of foreign records that are in nobody's way",
      "cloudflare",
      both(plus("f1", "A", "192.0.2.9", "www.example.com."), plus("f2", "TXT", "token")),
      [],
    ],
    [
      "nothing of what was there all the time and is only warned of: a web site's CNAME that is flattened",
      "cloudflare",
      plus("f1", "CNAME", "www.example.net."),
      [],
    ],
    [
      "nothing of what existing: ignore lets be",
      "cloudflare",
      plus("f1", "MX", "5 mx.old.example.net."),
      [],
      { now: `existing: ignore\n${SPEC}` },
    ],
    [
      "both differ: the specs want what the zone has",
      "cloudflare",
      at(TXT, { values: [text("TXT", "v=spf1 a mx -all")] }),
      [
        'SPF changed from "v=spf1 mx -all" to "v=spf1 a mx -all"; the specs, which are not applied yet, want what the zone has',
      ],
      { now: OTHER_SPF },
    ],
    [
      "both differ: the specs want a third thing",
      "cloudflare",
      at(TXT, { values: [text("TXT", "v=spf1 +all")] }),
      [
        'SPF changed from "v=spf1 mx -all" to "v=spf1 +all"; the specs, which are not applied yet, want "v=spf1 a mx -all" with TTL 600 s',
      ],
      { now: OTHER_SPF },
    ],
    [
      "both differ: no spec wants it",
      "cloudflare",
      at(HOST, { ttl: 60 }),
      [
        "A 192.0.2.1: its TTL changed from 600 s to 60 s; no spec wants it any more, so the next pulumi up deletes it",
      ],
      { now: SPEC.replace(/.*host.*\n/, "") },
    ],
    [
      "nothing of specs that are not applied yet",
      "cloudflare",
      same,
      [],
      { now: `${OTHER_SPF}  - {name: new, type: A, value: 192.0.2.2}\n` },
    ],
    [
      "nothing of what is in the way of specs that are not applied yet",
      "cloudflare",
      plus("f1", "CNAME", "www.example.net.", "new.example.com."),
      [],
      { now: `${SPEC}  - {name: new, type: A, value: 192.0.2.2}\n` },
    ],
  ])("%s", (_, cloud, edit, expected, given = {}) => {
    expect(said(driftOf(surveyed(cloud, edit, given)))).toEqual(expected);
  });

  test("zones of one name in two accounts are two", () => {
    const dns = "[cloudflare, {cloud: cloudflare, account: shop}]";
    const { records, unchanged } = driftOf(surveyed(dns, gone(/^shop:.*mx1/)));
    expect(records.map(({ account, resource }) => [account, resource])).toEqual([
      ["shop", "shop:example.com/@/MX/mx1.example.net"],
    ]);
    expect(unchanged).toBe(7);
  });

  test("a zone that could not be read is not known, and no drift", () => {
    const { records, unread } = driftOf(surveyed("cloudflare", same, { unread: true }));
    expect(records).toEqual([]);
    expect(unread).toEqual([
      {
        zone: "example.com.",
        cloud: "cloudflare",
        records: 4,
        reason: "the zone example.com could not be found on Cloudflare",
      },
    ]);
  });

  test("records of a zone that no spec has any more are not known", () => {
    const left = { type: "cloudflare:index/dnsRecord:DnsRecord", outputs: { id: "x" } };
    const more = [
      { ...left, urn: "urn:1", name: "example.org/@/MX/mx.example.net" },
      { ...left, urn: "urn:2", name: "team:example.org/@/MX/mx.example.net" },
    ];
    const { unread, unchanged } = driftOf(surveyed("cloudflare", same, { more }));
    expect(unread).toMatchObject([
      { zone: "example.org.", records: 1 },
      { zone: "example.org.", account: "team", records: 1 },
    ]);
    expect(unchanged).toBe(4);
  });
});

function without(record: LiveRecord, key: "ttl"): LiveRecord {
  const { [key]: _, ...rest } = record;
  return rest;
}

describe("the report", () => {
  const drift = driftOf(
    surveyed(
      "cloudflare",
      both(
        at(TXT, { values: [text("TXT", "v=spf1 <b>@all</b> *")] }),
        gone(/mx1/),
        plus("f1", "MX", "5 mx.old.example.net."),
      ),
    ),
  );

  test("as text: a line a record, then the counts and what repairs it", () => {
    const shown = printDrift(drift);
    expect(shown).toMatch(/^example\.com on Cloudflare\n {2}- {2}example\.com: MX 10 mx1/);
    expect(shown).toContain("  ~  example.com: SPF changed");
    expect(shown).toContain("  !  ");
    expect(shown).toContain(
      "\ndrift: 1 record changed, 1 record gone, 1 foreign record in the way; 2 as the stack made them\n",
    );
    expect(shown).toContain("pulumi up --refresh --stack prod");
    expect(shown).toContain("mailzone adopt prod --conflicting");
  });

  test("without drift: one line, and nothing to repair", () => {
    const none = driftOf(surveyed("cloudflare", same));
    expect([printDrift(none), driftRemedies(none)]).toEqual(["no drift; 4 as the stack made them\n", []]);
  });

  test("as Markdown: escaped, and cut to a comment", () => {
    const shown = printDriftMarkdown(drift);
    expect(shown).toMatch(/^### mailzone drift of prod: drift: /);
    expect(shown).toContain("\\<b\\>@\u200ball\\</b\\> \\*");
    const [record] = drift.records;
    const many = {
      ...drift,
      records: Array.from({ length: 2_000 }, () => record as (typeof drift.records)[0]),
    };
    const cut = printDriftMarkdown(many);
    expect(cut.length).toBeLessThan(65_536);
    expect(cut).toContain("run `mailzone drift prod` to see all");
    expect(cut).toContain("pulumi up --refresh");
  });

  test("as JSON: both sides of what differs", () => {
    const document = driftJson(drift);
    expect(document).toMatchObject({
      drift: true,
      summary: { changed: 1, missing: 1, conflicting: 1, unchanged: 2, unknown: 0 },
    });
    expect(document.records).toMatchObject([
      { drift: "missing", live: null, state: { data: ["10 mx1.example.net."] } },
      { drift: "changed", fields: ["data"], live: { data: ['"v=spf1 <b>@all</b> *"'] }, specs: "state" },
    ]);
  });
});
