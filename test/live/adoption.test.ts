/** What is taken of zones that hold something, under which names, what becomes of it, and what stays and why. */
import { describe, expect, test } from "@jest/globals";
import type { LiveRecord } from "../../src/cloud/listing.ts";
import { readRdata } from "../../src/cloud/raise.ts";
import type { OwnedResource } from "../../src/inventory/owned.ts";
import {
  type Adoption,
  type AdoptionChoice,
  importFile,
  liveTexts,
  planAdoption,
  specItems,
  unknownRecords,
} from "../../src/live/adoption.ts";
import { checkListed } from "../../src/live/check-listed.ts";
import { type Survey, type SurveyedZone, surveyOf } from "../../src/live/survey.ts";
import { loadText } from "../../src/pipeline.ts";
import { planZones } from "../../src/plan/plan.ts";
import type { CloudId } from "../../src/spec/cloud-id.ts";

type Marks = Partial<Omit<LiveRecord, "id" | "name" | "type" | "values">>;
type Live = readonly [id: string, text: string, marks?: Marks];

/** `@ MX 10 mx.example.net`; values of one set are parted by ` | `, and one without data is in angle brackets. */
const live = ([id, text, marks]: Live): LiveRecord => {
  const [, owner = "", type = "", all = ""] = /^(\S+) (\S+) ?(.*)$/.exec(text) ?? [];
  return {
    id,
    importId: `zone/${id}`,
    name: owner === "@" ? "example.com." : `${owner}.example.com.`,
    type,
    ttl: 600,
    values: all.split(" | ").map((value) => {
      const data = value.startsWith("<") ? undefined : readRdata(type, value);
      return data === undefined ? { text: value } : { text: value, data };
    }),
    ...marks,
  };
};

const marked = ([id, text]: Live, marks: Marks): Live => [id, text, marks];

interface Given {
  readonly owned?: readonly OwnedResource[];
  readonly more?: string;
}

function surveyed(cloud: CloudId, records: readonly Live[], { owned = [], more = "" }: Given = {}): Survey {
  const text = `domain: example.com\ndns: ${cloud}\nttl: 600\nmailbox: tencent-exmail\n${more}`;
  const { zones, domains, findings: wrong } = loadText("stacks/prod/a.yaml", text, { stack: "prod" });
  expect(wrong.filter(({ severity }) => severity === "error")).toEqual([]);
  const planned = planZones(zones);
  const listed = new Map(
    zones.map((zone) => [zone, { name: zone.name, id: "Z1", nameServers: [], records: records.map(live) }]),
  );
  const { comparisons, findings } = checkListed(listed, planned, owned, {
    domains,
    existing: "refuse",
    today: "2026-11-22",
  });
  return surveyOf({
    stack: { organization: "organization", project: "mailzone", stack: "prod" },
    zones,
    ids: new Map(zones.map((zone) => [zone, "Z1"])),
    planned,
    absent: new Set(),
    owned: { records: owned, zones: [], signing: [], workers: [], tombstones: new Set() },
    comparisons,
    findings,
  });
}

const choose = (
  also: readonly ("conflicting" | "apex-cname")[] = [],
  rest: Partial<AdoptionChoice> = {},
): AdoptionChoice => ({ domains: new Set(), records: new Set(), ...rest, also: new Set(also) });

const shown = ({ taken, left }: Adoption) => ({
  taken: taken.map(({ name, fate }) => `${fate} ${name}`),
  left: left.map(({ record, why }) => [record.id, why]),
});

const MX1: Live = ["1", "@ MX 5 mxbiz1.qq.com"];
const OLD: Live = ["2", "@ MX 10 mx.old.example.net"];

describe("planAdoption", () => {
  test("what is wanted as it is, or in a wanted one's place, is taken under the wanted name", () => {
    const survey = surveyed("cloudflare", [
      MX1,
      ["2", "@ TXT v=spf1 -all"],
      ["3", "mail CNAME old.example.net"],
      ["4", "imap CNAME imap.exmail.qq.com", { proxied: true }],
    ]);
    expect(shown(planAdoption(survey, choose()))).toEqual({
      taken: [
        "keep example.com/@/MX/mxbiz1.qq.com",
        "change example.com/@/TXT/spf",
        "change example.com/mail/CNAME",
        "change example.com/imap/CNAME",
      ],
      left: [],
    });
  });

  test("another TTL is a change", () => {
    const [taken] = planAdoption(surveyed("cloudflare", [marked(MX1, { ttl: 60 })]), choose()).taken;
    expect(taken).toMatchObject({ fate: "change", ttl: 600 });
  });

  test("what conflicts is taken by --conflicting alone, under the name that it would have if it were wanted", () => {
    const survey = surveyed("alidns", [
      OLD,
      ["3", "@ MX 20 mx.old.example.net"],
      ["4", "mail A 198.51.100.9"],
      ["5", "www A 198.51.100.9"],
    ]);
    expect(shown(planAdoption(survey, choose())).left).toEqual([
      ["2", expect.stringContaining("--conflicting")],
      ["3", expect.stringContaining("--conflicting")],
      ["4", expect.stringContaining("--conflicting")],
    ]);
    expect(shown(planAdoption(survey, choose(["conflicting"])))).toEqual({
      taken: [
        "delete example.com/@/MX/mx.old.example.net",
        // two of one host: the second has its id
        "delete example.com/@/MX/mx.old.example.net:3",
        "delete example.com/mail/A/198.51.100.9",
      ],
      left: [],
    });
  });

  test("two SPF: one becomes the wanted one, the other is deleted", () => {
    const survey = surveyed("cloudflare", [
      ["1", "@ TXT v=spf1 -all"],
      ["2", "@ TXT v=spf1 mx -all"],
    ]);
    expect(shown(planAdoption(survey, choose(["conflicting"]))).taken).toEqual([
      "change example.com/@/TXT/spf",
      "delete example.com/@/TXT/spf:2",
    ]);
  });

  test("a CNAME at the apex takes a flag of its own, since a web site stops", () => {
    const survey = surveyed("alidns", [["1", "@ CNAME site.example.net"]]);
    expect(shown(planAdoption(survey, choose(["conflicting"])))).toEqual({
      taken: [],
      left: [["1", expect.stringContaining("--apex-cname")]],
    });
    expect(shown(planAdoption(survey, choose(["conflicting", "apex-cname"]))).taken).toEqual([
      "delete example.com/@/CNAME",
    ]);
  });

  test("where the apex CNAME is flattened it is in nobody's way, and not spoken of", () => {
    const survey = surveyed("cloudflare", [["1", "@ CNAME site.example.net"]]);
    expect(shown(planAdoption(survey, choose(["conflicting", "apex-cname"])))).toEqual({
      taken: [],
      left: [],
    });
  });

  test("a token at the apex is taken only when it is named", () => {
    const survey = surveyed("cloudflare", [["1", "@ TXT google-site-verification=1"]]);
    expect(shown(planAdoption(survey, choose(["conflicting"])))).toEqual({ taken: [], left: [] });
    const named = choose([], { records: new Set(["1"]) });
    expect(shown(planAdoption(survey, named)).taken).toEqual([
      expect.stringMatching(/^delete example\.com\/@\/TXT\//),
    ]);
  });

  test("what the cloud made for itself, and what a routing policy picks from, is never taken", () => {
    const survey = surveyed("cloudflare", [marked(OLD, { locked: true })]);
    expect(shown(planAdoption(survey, choose(["conflicting"]))).left).toEqual([
      ["2", expect.stringContaining("Email Routing")],
    ]);
    const sets = surveyed("route53", [marked(OLD, { setIdentifier: "eu" })]);
    expect(shown(planAdoption(sets, choose(["conflicting"]))).left).toEqual([
      ["2", expect.stringContaining("routing policy")],
    ]);
  });

  test("a wanted one that the cloud made for itself is not taken either", () => {
    const survey = surveyed("cloudflare", [marked(MX1, { locked: true })]);
    expect(shown(planAdoption(survey, choose()))).toEqual({
      taken: [],
      left: [["1", expect.stringContaining("Email Routing")]],
    });
  });

  test.each([
    ["cloudflare", "@ NS ada.ns.cloudflare.com"],
    ["route53", "@ NS ns-1.awsdns-1.com | ns-2.awsdns-2.net"],
    ["route53", "@ SOA <ns-1.awsdns-1.com. hostmaster.amazon.com. 1 7200 900 1209600 86400>"],
    ["alidns", "@ NS dns1.hichina.com"],
  ] as const)(
    "what answers for the zone itself is never taken, even if it is named: %s, %s",
    (cloud, text) => {
      const named = choose(["conflicting"], { records: new Set(["1"]) });
      const { taken, left } = shown(planAdoption(surveyed(cloud, [["1", text]]), named));
      expect([taken, left]).toEqual([[], [["1", expect.stringContaining("would be gone without it")]]]);
      const below = surveyed(cloud, [["1", "team NS ns1.example.net"]]);
      expect(shown(planAdoption(below, named)).taken).toEqual([expect.stringMatching(/^delete /)]);
    },
  );

  test("domains that were not named are left alone", () => {
    const more =
      "---\ndomain: shop.example.com\nzone: example.com\ndns: cloudflare\nmailbox: tencent-exmail\n";
    const survey = surveyed("cloudflare", [OLD, ["3", "shop MX 10 mx.old.example.net"]], { more });
    const choice = choose(["conflicting"], { domains: new Set(["shop.example.com"]) });
    expect(shown(planAdoption(survey, choice)).taken).toEqual([
      "delete example.com/shop/MX/mx.old.example.net",
    ]);
  });

  test("what the stack owns already is not taken again", () => {
    const owned: OwnedResource = {
      urn: "urn:1",
      name: "example.com/@/MX/mx.old.example.net",
      type: "cloudflare:index/dnsRecord:DnsRecord",
      outputs: {
        id: "2",
        zoneId: "Z1",
        name: "example.com",
        type: "MX",
        content: "mx.old.example.net",
        priority: 10,
      },
    };
    const survey = surveyed("cloudflare", [OLD], { owned: [owned] });
    expect(shown(planAdoption(survey, choose(["conflicting"])))).toEqual({ taken: [], left: [] });
    expect(unknownRecords(survey, new Set(["2", "9"]))).toEqual(["2", "9"]);
  });
});

describe("what means the same in another form is a change, since engines compare texts (docs/facts)", () => {
  const MORE = [
    "records:",
    "  - {name: six, type: AAAA, value: '2001:db8::1'}",
    "  - {name: _sip._tcp, type: SRV, value: 10 5 5060 sip.example.net.}",
    '  - {name: ca, type: CAA, value: 0 issue "ca.example.net"}',
    "  - {name: note, type: TXT, value: one}",
    "",
  ].join("\n");
  const PIN = `3 1 1 ${"ab".repeat(32)}`;
  const fates = (cloud: CloudId, text: string, raw: string): string[] => {
    const [, owner = "", type = ""] = /^(\S+) (\S+)/.exec(text) ?? [];
    const record = live(["1", text]);
    const data = record.values[0]?.data;
    const values = raw.split(" | ").map((one) => ({ text: one, ...(data && { data }) }));
    // Alibaba Cloud DNS has no TLSA
    const more = cloud === "alidns" ? MORE : `${MORE}  - {name: _25._tcp.mx, type: TLSA, value: ${PIN}}\n`;
    const survey = surveyed(cloud, [["1", text]], { more });
    const zone = survey.zones[0];
    const listing = zone?.listing?.map((one) => ({ ...one, values })) ?? null;
    const { taken } = planAdoption({ ...survey, zones: [{ ...(zone as SurveyedZone), listing }] }, choose());
    expect(taken).toHaveLength(1);
    return taken.map(({ fate }) => `${owner} ${type} ${fate}`);
  };

  test.each<[CloudId, string, string, "keep" | "change"]>([
    ["route53", "mail CNAME exmail.qq.com", "exmail.qq.com", "keep"],
    ["route53", "mail CNAME exmail.qq.com", "exmail.qq.com.", "change"],
    ["route53", "mail CNAME exmail.qq.com", "ExMail.QQ.com", "change"],
    ["route53", "six AAAA 2001:db8::1", "2001:db8::1", "keep"],
    ["route53", "six AAAA 2001:db8::1", "2001:0db8:0:0:0:0:0:1", "change"],
    ["route53", "note TXT one", '"one"', "keep"],
    ["route53", "note TXT one", '"o" "ne"', "change"],
    ["route53", "_sip._tcp SRV 10 5 5060 sip.example.net", "10 5 5060 sip.example.net", "keep"],
    ["route53", 'ca CAA 0 issue "ca.example.net"', '0 issue "ca.example.net"', "keep"],
    ["cloudflare", "mail CNAME exmail.qq.com", "exmail.qq.com", "keep"],
    ["cloudflare", "note TXT one", '"one"', "keep"],
    ["cloudflare", "note TXT one", "one", "change"],
    ["cloudflare", "_sip._tcp SRV 10 5 5060 sip.example.net", "10 5 5060 sip.example.net", "keep"],
    ["cloudflare", 'ca CAA 0 issue "ca.example.net"', '0 issue "ca.example.net"', "keep"],
    ["cloudflare", `_25._tcp.mx TLSA ${PIN}`, PIN.toUpperCase(), "keep"],
    ["alidns", "mail CNAME exmail.qq.com", "exmail.qq.com", "keep"],
    ["alidns", "mail CNAME exmail.qq.com", "EXMAIL.qq.com", "change"],
    ["alidns", "note TXT one", "one", "keep"],
    ["alidns", "note TXT one", '"one"', "change"],
  ])("%s: %s as %s: %s", (cloud, text, raw, fate) => {
    const [owner, type] = text.split(" ");
    expect(fates(cloud, text, raw)).toEqual([`${owner} ${type} ${fate}`]);
  });
});

describe("texts that share a record with mail's", () => {
  const survey = surveyed("route53", [
    ["1", "@ TXT token=1 | v=spf1 -all | v=spf1 mx -all | other 2"],
    ["2", "mail CNAME old.example.net"],
  ]);

  test("are carried into the spec, policies of the same kind are not", () => {
    const { taken } = planAdoption(survey, choose());
    expect(specItems(taken)).toEqual([
      { domain: "example.com", item: { type: "TXT", value: "token=1" } },
      { domain: "example.com", item: { type: "TXT", value: "other 2" } },
    ]);
  });

  test("so are those of other types and of names below the domain", () => {
    const more =
      'records:\n  - {name: ca, type: CAA, value: 0 issue "ca.example.net"}\n  - {name: note, type: TXT, value: one}\n';
    const below = surveyed(
      "route53",
      [
        ["1", 'ca CAA 0 issue "ca.example.net" | 0 issue "other.example.net"'],
        ["2", "note TXT one | two"],
      ],
      { more },
    );
    expect(specItems(planAdoption(below, choose()).taken).map(({ item }) => item)).toEqual([
      { name: "ca", type: "CAA", value: '0 issue "other.example.net"' },
      { name: "note", type: "TXT", value: "two" },
    ]);
  });

  test("an empty one is not carried: it says nothing, and the provider drops it", () => {
    const empty = surveyed("route53", [["1", "@ TXT v=spf1 -all | "]]);
    const { taken, left } = planAdoption(empty, choose());
    expect([taken.length, left]).toEqual([1, []]);
    expect(specItems(taken)).toEqual([]);
  });

  test("where a cloud keeps each value by itself nothing is to be carried", () => {
    const apart = surveyed("cloudflare", [
      ["1", "@ TXT v=spf1 -all"],
      ["2", "@ TXT token=1"],
    ]);
    expect(specItems(planAdoption(apart, choose(["conflicting"])).taken)).toEqual([]);
  });

  test("one that no spec can hold keeps the record from being taken", () => {
    const unreadable = surveyed("route53", [["1", "@ TXT v=spf1 -all | <bad>"]]);
    expect(shown(planAdoption(unreadable, choose(["conflicting"])))).toEqual({
      taken: [],
      left: [["1", expect.stringContaining("would be lost")]],
    });
  });
});

test("the import file has names, ids, and the URNs of parents and providers", () => {
  const { taken } = planAdoption(surveyed("cloudflare", [MX1]), choose());
  const parent = "urn:pulumi:prod::mailzone::mailzone:index:MailZone::example.com";
  const provider = "urn:pulumi:prod::mailzone::pulumi:providers:cloudflare::cloudflare";
  expect(importFile(taken)).toEqual({
    nameTable: { [parent]: parent, [provider]: provider },
    resources: [
      {
        type: "cloudflare:index/dnsRecord:DnsRecord",
        name: "example.com/@/MX/mxbiz1.qq.com",
        id: "zone/1",
        parent,
        provider,
      },
    ],
  });
});

test.each<[string, Live, readonly string[]]>([
  [
    "its values",
    ["1", "@ MX 10 mx1.example.net | 20 mx2.example.net"],
    ["10 mx1.example.net.", "20 mx2.example.net."],
  ],
  ["what no spec can hold, as the cloud has it", ["1", "@ LOC <52 N>"], ["<52 N>"]],
  ["where an alias leads", ["1", "@ A", { alias: "lb.example.net." }], ["alias of lb.example.net"]],
])("a record is shown by %s", (_, record, texts) => {
  expect(liveTexts(live(record))).toEqual(texts);
});
