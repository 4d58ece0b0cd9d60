/** What is said of zones that hold something already: every live check speaks, is silent, and says whose record it is. */
import { describe, expect, test } from "@jest/globals";
import { checks } from "../../src/check/checks.ts";
import type { LiveFinding } from "../../src/check/run-live.ts";
import type { ListedZone, LiveRecord } from "../../src/cloud/listing.ts";
import { readRdata } from "../../src/cloud/raise.ts";
import type { OwnedResource } from "../../src/inventory/owned.ts";
import { type Judged, judgeZones, unsettled } from "../../src/live/judge.ts";
import { type Loaded, loadText } from "../../src/pipeline.ts";
import { planZones } from "../../src/plan/plan.ts";
import type { Zone } from "../../src/plan/zone.ts";
import type { CloudId, Existing } from "../../src/spec/schema.ts";

const MAIL = "mailbox: tencent-exmail\ndmarc: {policy: none, rua: ['mailto:d@example.com']}\n";
const KEY = "dkim: [{selector: s1, cname: s1.dkim.example.net}]\n";

const load = (cloud: string, text: string): Loaded => {
  const loaded = loadText("a.yaml", `domain: example.com\ndns: ${cloud}\nttl: 600\n${text}`, "live");
  const errors = loaded.findings.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join("\n"));
  return loaded;
};

type Marks = Partial<Omit<LiveRecord, "id" | "name" | "type" | "values">>;

/** `@ MX 10 mx.example.net`; several values of one set are parted by ` | `. */
const live = (id: string, text: string, marks: Marks = {}): LiveRecord => {
  const [, owner = "", type = "", all = ""] = /^(\S+) (\S+) ?(.*)$/.exec(text) ?? [];
  const values = all === "" ? [] : all.split(" | ");
  return {
    id,
    importId: id,
    name: owner === "@" ? "example.com." : `${owner}.example.com.`,
    type,
    ttl: 600,
    values: values.map((value) => {
      const data = readRdata(type, value);
      return data === undefined ? { text: value } : { text: value, data };
    }),
    ...marks,
  };
};

interface Given {
  readonly existing?: Existing;
  readonly owned?: readonly OwnedResource[];
  readonly zone?: Partial<ListedZone>;
}

function judge(loaded: Loaded, records: readonly LiveRecord[], given: Given = {}): Judged {
  const listed = new Map(
    loaded.zones.map((zone): [Zone, ListedZone] => [
      zone,
      { name: zone.name, id: "Z1", nameServers: [], ...given.zone, records },
    ]),
  );
  return judgeZones(listed, planZones(loaded.zones), given.owned ?? [], {
    domains: loaded.domains,
    existing: given.existing ?? "refuse",
    today: "2026-11-22",
  });
}

const shown = ({ severity, code, live: about }: LiveFinding): string =>
  [severity, code, ...about.map(({ id }) => id)].join(" ");

/** `[what, cloud, spec, records, findings, the zone]` */
type Case = readonly [
  string,
  CloudId,
  string,
  readonly LiveRecord[],
  readonly string[],
  Partial<ListedZone>?,
];

const own = (name: string, type: string, id: string): OwnedResource => ({
  urn: `urn:pulumi:live::mailzone::x::${name}`,
  name,
  type,
  outputs: { id },
});

const SPF = "v=spf1 include:spf.mail.qq.com ~all";

const cases: readonly Case[] = [
  [
    "mx-stale: a foreign MX",
    "cloudflare",
    MAIL,
    [live("1", "@ MX 5 mx.old.example.net")],
    ["error mx-stale 1"],
  ],
  [
    "mx-stale: each of them on a cloud of values",
    "alidns",
    MAIL,
    [live("1", "@ MX 5 mx.old.example.net"), live("2", "@ MX 5 mxbiz1.qq.com", { line: "telecom" })],
    // the wanted host on another line is answered there with what is wanted
    ["error mx-stale 1"],
  ],
  [
    "mx-stale: the whole set on a cloud of sets, the wanted ones among them or not",
    "route53",
    MAIL,
    [live("1", "@ MX 5 mxbiz1.qq.com | 20 mx.old.example.net")],
    ["error mx-stale 1"],
  ],
  [
    "mx-stale: the wanted host at another preference",
    "cloudflare",
    MAIL,
    [live("1", "@ MX 50 mxbiz1.qq.com")],
    ["error mx-stale 1"],
  ],
  ["mx-stale: not at other names", "cloudflare", MAIL, [live("1", "www MX 5 mx.old.example.net")], []],
  [
    "mx-stale: not what is disabled",
    "alidns",
    MAIL,
    [live("1", "@ MX 5 mx.old.example.net", { disabled: true })],
    [],
  ],
  [
    "mx-stale: not where no MX is wanted",
    "cloudflare",
    "mode: send-only\nspf: {ip4: [198.51.100.7]}\n",
    [live("1", "@ MX 5 mx.old.example.net")],
    [],
  ],
  ["spf-single: a second SPF", "cloudflare", MAIL, [live("1", "@ TXT v=spf1 -all")], ["error spf-single 1"]],
  [
    "spf-single: two strings of one set",
    "route53",
    MAIL,
    [live("1", "@ TXT v=spf1 -all | v=spf1 mx -all")],
    ["error spf-single 1"],
  ],
  ["spf-single: not a token", "cloudflare", MAIL, [live("1", "@ TXT MS=ms123")], []],
  ["spf-single: not where none is wanted", "cloudflare", MAIL, [live("1", "web TXT v=spf1 -all")], []],
  [
    "dmarc-single: a second policy",
    "alidns",
    MAIL,
    [live("1", "_dmarc TXT v=DMARC1; p=none")],
    ["error dmarc-single 1"],
  ],
  ["dmarc-single: not another text", "cloudflare", MAIL, [live("1", "_dmarc TXT hello")], []],
  [
    "dkim-one-record: a selector that another key has",
    "cloudflare",
    MAIL + KEY,
    [live("1", "s1._domainkey TXT v=DKIM1; p=AAAA")],
    ["error dkim-one-record 1"],
  ],
  [
    "dkim-one-record: a selector that leads elsewhere",
    "alidns",
    MAIL + KEY,
    [live("1", "s1._domainkey CNAME old.example.net")],
    ["error dkim-one-record 1"],
  ],
  [
    "dkim-one-record: not another selector",
    "cloudflare",
    MAIL + KEY,
    [live("1", "s2._domainkey TXT v=DKIM1; p=AAAA")],
    [],
  ],
  [
    "txt-apex-merge: texts that the set would lose",
    "route53",
    MAIL,
    [live("1", `@ TXT ${SPF} | MS=ms123`)],
    ["error txt-apex-merge 1"],
  ],
  [
    "txt-apex-merge: beside a second SPF both are told",
    "route53",
    MAIL,
    [live("1", "@ TXT v=spf1 -all | MS=ms123")],
    ["error spf-single 1", "error txt-apex-merge 1"],
  ],
  [
    "txt-apex-merge: not at a name that the specs leave alone",
    "route53",
    MAIL,
    [live("1", "web TXT MS=ms123")],
    [],
  ],
  [
    "cname-exclusive-live: a CNAME where a text is wanted",
    "cloudflare",
    MAIL,
    [live("1", "_dmarc CNAME dmarc.example.net")],
    ["error cname-exclusive-live 1"],
  ],
  [
    "cname-exclusive-live: an address where a CNAME is wanted",
    "cloudflare",
    MAIL,
    [live("1", "mail A 192.0.2.1"), live("2", "mail TXT hello")],
    ["error cname-exclusive-live 1", "error cname-exclusive-live 2"],
  ],
  [
    "cname-exclusive-live: at the apex, where Cloudflare flattens it, a warning that is about no record to remove",
    "cloudflare",
    MAIL,
    [live("1", "@ CNAME site.example.net")],
    ["warning cname-exclusive-live"],
  ],
  [
    "cname-exclusive-live: at the apex, where mail is lost beside it",
    "alidns",
    MAIL,
    [live("1", "@ CNAME site.example.net")],
    ["error cname-exclusive-live 1"],
  ],
  [
    "cname-exclusive-live: a disabled one still keeps others out",
    "alidns",
    MAIL,
    [live("1", "_dmarc CNAME dmarc.example.net", { disabled: true })],
    ["error cname-exclusive-live 1"],
  ],
  [
    "cname-exclusive-live: not at a name of its own",
    "cloudflare",
    MAIL,
    [live("1", "www CNAME site.example.net"), live("2", "@ A 192.0.2.1"), live("3", "@ NS ns.example.net")],
    [],
  ],
  [
    "prov-conflict-live: just what is wanted, and not the stack's",
    "cloudflare",
    MAIL,
    [live("1", `@ TXT ${SPF}`), live("2", "@ MX 5 mxbiz1.qq.com"), live("3", "mail CNAME exmail.qq.com")],
    ["error prov-conflict-live 1", "error prov-conflict-live 2", "error prov-conflict-live 3"],
  ],
  [
    "prov-conflict-live: another address beside the wanted one",
    "cloudflare",
    "mailbox: {provider: self-hosted, with: {ipv4: 192.0.2.25}}\n",
    [live("1", "mail A 192.0.2.99"), live("2", "mail A 192.0.2.25", { proxied: true })],
    ["error prov-conflict-live 1", "error prov-conflict-live 2"],
  ],
  [
    "prov-conflict-live: an alias, and one of several sets",
    "route53",
    "mailbox: {provider: self-hosted, with: {ipv4: 192.0.2.25}}\n",
    [
      live("1", "mail A", { alias: "lb.example.net." }),
      live("2", "mail A 192.0.2.25", { setIdentifier: "eu" }),
    ],
    ["error prov-conflict-live 1", "error prov-conflict-live 2"],
  ],
  [
    "prov-conflict-live: a disabled one only where it is the very same",
    "alidns",
    "mailbox: {provider: self-hosted, with: {ipv4: 192.0.2.25}}\n",
    [live("1", "mail A 192.0.2.25", { disabled: true }), live("2", "mail A 192.0.2.99", { disabled: true })],
    ["error prov-conflict-live 1"],
  ],
  [
    "prov-conflict-live: a URL forward where an address is wanted",
    "alidns",
    "mailbox: {provider: self-hosted, with: {ipv4: 192.0.2.25}}\n",
    [live("1", "mail REDIRECT_URL https://example.net/")],
    ["error prov-conflict-live 1"],
  ],
  [
    "prov-conflict-live: not what may stand beside: other certificate authorities, tokens, other services",
    "cloudflare",
    `${MAIL}records:\n  - {type: CAA, value: 0 issue "ca.example.net"}\n`,
    [
      live("1", '@ CAA 0 issue "other.example.net"'),
      live("2", "@ TXT MS=ms123"),
      live("3", "_sip._tcp SRV 0 1 5060 sip.example.net"),
    ],
    [],
  ],
  [
    "wildcard-shadow: a text for every name",
    "cloudflare",
    MAIL,
    [live("1", "* TXT v=DKIM1; p=")],
    ["warning wildcard-shadow 1"],
  ],
  [
    "wildcard-shadow: an alias where the domain has no policy of its own",
    "cloudflare",
    "mailbox: tencent-exmail\n",
    [live("1", "* CNAME site.example.net")],
    ["warning wildcard-shadow 1"],
  ],
  ["wildcard-shadow: not where it has one", "cloudflare", MAIL, [live("1", "* CNAME site.example.net")], []],
  [
    "park-residue: what mail there was",
    "cloudflare",
    "mode: parked\n",
    [
      live("1", "s1._domainkey CNAME s1.example.net"),
      live("2", "autodiscover CNAME a.example.net"),
      live("3", "_imaps._tcp SRV 0 1 993 imap.example.net"),
      live("4", "www A 192.0.2.1"),
    ],
    ["warning park-residue 1", "warning park-residue 2", "warning park-residue 3"],
  ],
  [
    "park-residue: not in a domain with mail",
    "cloudflare",
    MAIL,
    [live("1", "autodiscover CNAME a.example.net")],
    [],
  ],
  [
    "rr-ttl-range: below the floor of the zone's edition",
    "alidns",
    `${MAIL}records:\n  - {name: www, type: A, value: 198.51.100.7, ttl: 60}\n`,
    [],
    ["error rr-ttl-range"],
    { minTtl: 600 },
  ],
  ["rr-ttl-range: at the floor", "alidns", MAIL, [], [], { minTtl: 600 }],
  [
    "prov-delegation: DNS leads elsewhere",
    "cloudflare",
    MAIL,
    [],
    ["warning prov-delegation"],
    { nameServers: ["ada.ns.example.net."], delegation: ["ns1.old.example.net."] },
  ],
  [
    "prov-delegation: DNS leads nowhere",
    "cloudflare",
    MAIL,
    [],
    ["warning prov-delegation"],
    { nameServers: ["ada.ns.example.net."], delegation: [] },
  ],
  [
    "prov-delegation: DNS leads here, or was not asked",
    "cloudflare",
    MAIL,
    [],
    [],
    { nameServers: ["ada.ns.example.net."], delegation: ["ada.ns.example.net.", "ns1.old.example.net."] },
  ],
];

describe("a zone that holds something already", () => {
  test.each(cases)("%s", (_, cloud, spec, records, findings, zone = {}) => {
    const { findings: found } = judge(load(cloud, spec), records, { zone });
    expect(found.map(shown).sort()).toEqual([...findings].sort());
    for (const { message, help, domain, place } of found) {
      expect(message).not.toMatch(/\p{Cc}|undefined/u);
      expect(help).toMatch(/^\S.{5,}$/);
      expect(domain).toBe("example.com");
      expect(place?.line).toBeGreaterThan(0);
    }
    for (const { message, live: about } of found) {
      for (const { id, name, type } of about) {
        expect(message).toContain(`record ${id}`);
        expect(message).toContain(`${name.slice(0, -1)} ${type}`);
      }
    }
  });

  test("every check of live zones has a case in which it speaks and one in which it is silent", () => {
    const spoke = new Set(cases.flatMap(([, , , , findings]) => findings.map((one) => one.split(" ")[1])));
    for (const { id } of checks.filter(({ checkLive }) => checkLive !== undefined)) {
      expect([id, spoke.has(id)]).toEqual([id, true]);
      expect([
        id,
        cases.some(([title, , , , findings]) => title.startsWith(id) && findings.length === 0),
      ]).toEqual([id, true]);
    }
  });
});

describe("what the stack owns", () => {
  const type = "cloudflare:index/dnsRecord:DnsRecord";
  const records = [live("1", "@ MX 5 mxbiz1.qq.com"), live("2", "@ MX 5 mx.old.example.net")];
  const owned = [
    own("example.com/@/MX/mxbiz1.qq.com", type, "1"),
    own("example.com/@/MX/mx.old.example.net", type, "2"),
  ];

  test("is no conflict: neither what stays nor what this deployment deletes", () => {
    const { findings, comparisons } = judge(load("cloudflare", MAIL), records, { owned });
    expect(findings).toEqual([]);
    expect(comparisons[0]?.live.map(({ standing }) => standing)).toEqual(["owned", "leaving"]);
  });

  test("is told from what another stack or a hand made", () => {
    const { findings, comparisons } = judge(load("cloudflare", MAIL), [
      ...records,
      live("3", "www A 192.0.2.1"),
    ]);
    expect(findings.map(shown)).toEqual(["error mx-stale 2", "error prov-conflict-live 1"]);
    expect(comparisons[0]?.live.map(({ standing }) => standing)).toEqual(["identical", "foreign", "foreign"]);
  });

  test("may be gone from the zone", () => {
    const { comparisons } = judge(load("cloudflare", MAIL), [], { owned });
    const standings = new Map(
      comparisons[0]?.wanted.map(({ planned, standing }) => [planned.name, standing]),
    );
    expect(standings.get("example.com/@/MX/mxbiz1.qq.com")).toBe("missing");
    expect(standings.get("example.com/@/MX/mxbiz2.qq.com")).toBe("absent");
  });

  test("is one set on Route 53, whatever is in it", () => {
    const outputs = { zoneId: "Z1", name: "example.com", fqdn: "example.com", type: "MX" };
    const set = { ...own("example.com/@/MX", "aws:route53/record:Record", "any"), outputs };
    const { comparisons } = judge(
      load("route53", MAIL),
      [live("Z1_example.com_MX", "@ MX 1 mx.old.example.net")],
      {
        owned: [set],
      },
    );
    expect(comparisons[0]?.live[0]?.standing).toBe("owned");
  });

  test("stands in a wanted record's place where the key is the same: the stack can take it and change it", () => {
    const found = [
      live("1", "@ TXT v=spf1 -all"),
      live("2", "@ TXT v=spf1 mx -all"),
      live("3", "@ TXT MS=ms123"),
    ];
    const { comparisons } = judge(load("cloudflare", MAIL), found);
    expect(comparisons[0]?.live.map(({ standing, wanted }) => [standing, wanted?.name])).toEqual([
      ["different", "example.com/@/TXT/spf"],
      ["foreign", undefined],
      ["foreign", undefined],
    ]);
  });
});

describe("existing", () => {
  const records = [live("1", "@ MX 5 mx.old.example.net")];
  test.each([
    ["refuse by the stack", "refuse", "", "error"],
    ["ignore by the stack", "ignore", "", "warning"],
    ["a spec's ignore goes before the stack's refuse", "refuse", "existing: ignore\n", "warning"],
    ["a spec's refuse goes before the stack's ignore", "ignore", "existing: refuse\n", "error"],
  ] as const)("%s", (_, existing, line, severity) => {
    const { findings } = judge(load("cloudflare", MAIL + line), records, { existing });
    expect(findings.map(shown)).toEqual([`${severity} mx-stale 1`]);
  });

  test("makes no warning of what is wrong with the zone itself", () => {
    const spec = `${MAIL}existing: ignore\nrecords:\n  - {name: www, type: A, value: 198.51.100.7, ttl: 60}\n`;
    const { findings } = judge(load("alidns", spec), [], { zone: { minTtl: 600 } });
    expect(findings.map(shown)).toEqual(["error rr-ttl-range"]);
  });

  test("a waiver and a profile hold for live findings, and such a waiver is not unused", () => {
    const waived = load("cloudflare", `${MAIL}waive: [{check: mx-stale, reason: two providers}]\n`);
    expect(waived.findings.map(({ code }) => code)).not.toContain("waiver-unused");
    expect(judge(waived, records).findings).toEqual([]);
    const strict = load("cloudflare", `${MAIL}${KEY}profile: strict\n`);
    const shadow = judge(strict, [live("1", "* TXT v=DKIM1; p=")]);
    expect(shadow.findings.map(shown)).toEqual(["error wildcard-shadow 1"]);
  });
});

describe("mx-target-unmanaged", () => {
  const spec = "records:\n  - {type: MX, value: 10 mx}\n";
  test.each([
    ["is settled by an address in the zone", [live("1", "mx A 192.0.2.1")], false],
    ["stays without one", [live("1", "mx TXT hello")], true],
    ["stays where it is disabled", [live("1", "mx A 192.0.2.1", { disabled: true })], true],
  ])("%s", (_, records, stays) => {
    const loaded = load("cloudflare", spec);
    const { comparisons } = judge(loaded, records);
    const left = unsettled(loaded.findings, comparisons).map(({ code }) => code);
    expect(left.includes("mx-target-unmanaged")).toBe(stays);
    expect(left.length).toBe(loaded.findings.length - (stays ? 0 : 1));
  });
});
