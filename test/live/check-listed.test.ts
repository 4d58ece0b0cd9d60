/** What is said of zones that hold something already: every live check speaks, is silent, and says whose record it is. */
import { describe, expect, test } from "@jest/globals";
import { checks } from "../../src/check/checks.ts";
import type { LiveFinding } from "../../src/check/run-live.ts";
import type { ListedZone, LiveRecord } from "../../src/cloud/listing.ts";
import type { OwnedResource } from "../../src/inventory/owned.ts";
import { type CheckedZones, checkListed, unsettled } from "../../src/live/check-listed.ts";
import { type Loaded, loadText } from "../../src/pipeline.ts";
import { planZones } from "../../src/plan/plan.ts";
import type { Zone } from "../../src/plan/zone.ts";
import type { Existing } from "../../src/spec/schema.ts";
import { liveCases } from "../check/case-files.ts";
import { KEY, live, MAIL } from "../check/live-case.ts";

const load = (cloud: string, text: string): Loaded => {
  const loaded = loadText("a.yaml", `domain: example.com\ndns: ${cloud}\nttl: 600\n${text}`, {
    stack: "live",
  });
  const errors = loaded.findings.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join("\n"));
  return loaded;
};

interface Given {
  readonly existing?: Existing;
  readonly owned?: readonly OwnedResource[];
  readonly zone?: Partial<ListedZone>;
}

function listedAs(loaded: Loaded, records: readonly LiveRecord[], given: Given = {}): CheckedZones {
  const listed = new Map(
    loaded.zones.map((zone): [Zone, ListedZone] => [
      zone,
      { name: zone.name, id: "Z1", nameServers: [], ...given.zone, records },
    ]),
  );
  return checkListed(listed, planZones(loaded.zones), given.owned ?? [], {
    domains: loaded.domains,
    existing: given.existing ?? "refuse",
    today: "2026-11-22",
  });
}

const shown = ({ severity, code, live: about }: LiveFinding): string =>
  [severity, code, ...about.map(({ id }) => id)].join(" ");

const own = (name: string, type: string, id: string): OwnedResource => ({
  urn: `urn:pulumi:live::mailzone::x::${name}`,
  name,
  type,
  outputs: { id },
});

describe("a zone that holds something already", () => {
  test.each(liveCases)("%s", (_, cloud, spec, records, findings, { owned = [], ...zone } = {}) => {
    const { findings: found } = listedAs(load(cloud, spec), records, { zone, owned });
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
    const spoke = new Set(
      liveCases.flatMap(([, , , , findings]) => findings.map((one) => one.split(" ")[1])),
    );
    for (const { id } of checks.filter(({ checkLive }) => checkLive !== undefined)) {
      expect([id, spoke.has(id)]).toEqual([id, true]);
      expect([
        id,
        liveCases.some(([title, , , , findings]) => title.startsWith(id) && findings.length === 0),
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
    const { findings, comparisons } = listedAs(load("cloudflare", MAIL), records, { owned });
    expect(findings).toEqual([]);
    expect(comparisons[0]?.live.map(({ standing }) => standing)).toEqual(["owned", "leaving"]);
  });

  test("is told from what another stack or a hand made", () => {
    const { findings, comparisons } = listedAs(load("cloudflare", MAIL), [
      ...records,
      live("3", "www A 192.0.2.1"),
    ]);
    expect(findings.map(shown)).toEqual(["error mx-stale 2", "error prov-conflict-live 1"]);
    expect(comparisons[0]?.live.map(({ standing }) => standing)).toEqual(["identical", "foreign", "foreign"]);
  });

  test("may be gone from the zone", () => {
    const { comparisons } = listedAs(load("cloudflare", MAIL), [], { owned });
    const standings = new Map(
      comparisons[0]?.wanted.map(({ planned, standing }) => [planned.name, standing]),
    );
    expect(standings.get("example.com/@/MX/mxbiz1.qq.com")).toBe("missing");
    expect(standings.get("example.com/@/MX/mxbiz2.qq.com")).toBe("absent");
  });

  test("is one set on Route 53, whatever is in it", () => {
    const outputs = { zoneId: "Z1", name: "example.com", fqdn: "example.com", type: "MX" };
    const set = { ...own("example.com/@/MX", "aws:route53/record:Record", "any"), outputs };
    const { comparisons } = listedAs(
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
    const { comparisons } = listedAs(load("cloudflare", MAIL), found);
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
    const { findings } = listedAs(load("cloudflare", MAIL + line), records, { existing });
    expect(findings.map(shown)).toEqual([`${severity} mx-stale 1`]);
  });

  test("makes no warning of what is wrong with the zone itself", () => {
    const spec = `${MAIL}existing: ignore\nrecords:\n  - {name: www, type: A, value: 198.51.100.7, ttl: 60}\n`;
    const { findings } = listedAs(load("alidns", spec), [], { zone: { minTtl: 600 } });
    expect(findings.map(shown)).toEqual(["error rr-ttl-range"]);
  });

  test("a waiver and a profile hold for live findings, and such a waiver is not unused", () => {
    const waived = load("cloudflare", `${MAIL}waive: [{check: mx-stale, reason: two providers}]\n`);
    expect(waived.findings.map(({ code }) => code)).not.toContain("waiver-unused");
    expect(listedAs(waived, records).findings).toEqual([]);
    const strict = load("cloudflare", `${MAIL}${KEY}profile: strict\n`);
    const shadow = listedAs(strict, [live("1", "* TXT v=DKIM1; p=")]);
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
    const { comparisons } = listedAs(loaded, records);
    const left = unsettled(loaded.findings, comparisons).map(({ code }) => code);
    expect(left.includes("mx-target-unmanaged")).toBe(stays);
    expect(left.length).toBe(loaded.findings.length - (stays ? 0 : 1));
  });
});
