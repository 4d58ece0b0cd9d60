/** What holds for every cloud and every record: nothing is lost, names are unique, and lowering is a function. */
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Cloud } from "../../src/cloud/cloud.ts";
import { clouds } from "../../src/cloud/clouds.ts";
import { placeDomains } from "../../src/plan/placing.ts";
import { type PlannedRecord, planZones } from "../../src/plan/plan.ts";
import type { Zone } from "../../src/plan/zone.ts";
import type { Preset } from "../../src/preset/preset.ts";
import { printRdata, type Rdata } from "../../src/zone/rdata.ts";
import type { RRset } from "../../src/zone/rrset.ts";
import { textOctets } from "../../src/zone/txt.ts";
import { rrset, rrsets, ZONE } from "../zone/rrset.ts";
import { decode } from "./decode.ts";
import { domainsOf, library } from "./domain.ts";
import { textsFor } from "./texts.ts";

/** A value as `decode` gives it. */
const shown = (data: Rdata): string =>
  data.type === "TXT" ? Buffer.from(textOctets(data.text)).toString("hex") : printRdata(data);

const wanted = (sets: readonly RRset[]): string[] =>
  sets
    .flatMap(({ name, type, ttl, records }) =>
      records.map(({ data }) => `${name} ${ttl} ${type} ${shown(data)}`),
    )
    .sort();

const stored = (cloud: Cloud, argsOfAll: readonly Readonly<Record<string, unknown>>[]): string[] =>
  argsOfAll
    .map((args) => decode(cloud.id, args))
    .flatMap(({ name, ttl, type, values }) => values.map((value) => `${name} ${ttl} ${type} ${value}`))
    .sort();

/** The RRsets of types that the cloud takes; `rr-type-supported` refuses the others. */
const taken = (cloud: Cloud, sets: readonly RRset[]): RRset[] =>
  sets.filter(({ type }) => cloud.limits.types.able.includes(type));

const lowerAll = (cloud: Cloud, sets: readonly RRset[]) =>
  sets.flatMap((set) => cloud.lower(set, { name: ZONE, id: "Z1" }));

/** A spec that gives the preset every parameter and switches every group on, so that every record is seen. */
function specOf(preset: Preset, cloud: Cloud): string {
  const use = {
    provider: preset.id,
    with: Object.fromEntries(
      Object.entries(preset.parameters).flatMap(([name, { example }]) =>
        example === undefined ? [] : [[name, example]],
      ),
    ),
    groups: Object.fromEntries(preset.records.map(({ group }) => [group, true])),
  };
  const roles = { sender: { senders: [use] }, gateway: { gateway: use } } as const;
  return JSON.stringify({
    domain: "example.com",
    dns: cloud.id,
    mode: preset.kind === "sender" ? "send-only" : "mail",
    ...(preset.kind === "sender" || preset.kind === "gateway" ? roles[preset.kind] : { mailbox: use }),
  });
}

const everyType = rrsets(
  "@ MX 10 mx1.example.net.",
  "@ MX 20 mx2.example.net.",
  "@ 600 A 192.0.2.1",
  "@ 600 A 192.0.2.2",
  "@ AAAA 2001:db8::1",
  '@ TXT "v=spf1 -all"',
  '@ TXT "some-verification=1"',
  '@ CAA 0 issue "ca.example.net"',
  '@ CAA 0 iodef "mailto:security@example.com"',
  "_imaps._tcp SRV 0 1 993 imap.example.net.",
  "_imaps._tcp SRV 10 1 993 imap2.example.net.",
  "sub NS ns1.example.net.",
  "sub NS ns2.example.net.",
  "www CNAME web.example.net.",
  "*.pages CNAME web.example.net.",
  `_25._tcp.mail TLSA 3 1 1 ${"0a".repeat(32)}`,
  `_25._tcp.mail TLSA 3 1 1 ${"b1".repeat(32)}`,
  "10 PTR mail.example.net.",
  `sel._domainkey TXT "v=DKIM1; k=rsa; p=${"A".repeat(392)}"`,
);

describe.each(clouds.map((cloud) => [cloud.id, cloud] as const))("%s", (_id, cloud) => {
  test("every type lowers and reads back", () => {
    const sets = taken(cloud, everyType);
    const resources = lowerAll(cloud, sets);
    expect(
      stored(
        cloud,
        resources.map(({ args }) => args),
      ),
    ).toEqual(wanted(sets));
    expect(new Set(resources.map(({ name }) => name)).size).toBe(resources.length);
  });

  test("arguments are plain JSON, the same each time", () => {
    const resources = lowerAll(cloud, everyType);
    expect(JSON.parse(JSON.stringify(resources))).toStrictEqual(resources);
    expect(lowerAll(cloud, everyType)).toStrictEqual(resources);
  });

  test("the order in which values stand in the specs changes nothing", () => {
    const lines = ["@ MX 10 a.example.", "@ MX 5 a.example.", "@ MX 5 b.example.", "@ MX 10 a.example."];
    const reference = cloud.lower(rrset(...lines), { name: ZONE, id: null });
    fc.assert(
      fc.property(fc.shuffledSubarray(lines, { minLength: lines.length }), (shuffled) => {
        expect(cloud.lower(rrset(...shuffled), { name: ZONE, id: null })).toStrictEqual(reference);
      }),
    );
  });

  test("TXT of any text that the cloud takes reads back", () => {
    fc.assert(
      fc.property(textsFor(cloud), (text) => {
        const [set] = rrsets('t TXT "x"') as [RRset];
        const odd: RRset = {
          ...set,
          records: [{ ...(set.records[0] as RRset["records"][0]), data: { type: "TXT", text } }],
        };
        expect(
          stored(
            cloud,
            lowerAll(cloud, [odd]).map(({ args }) => args),
          ),
        ).toEqual(wanted([odd]));
      }),
    );
  });

  describe.each(library.presets().map((preset) => [preset.id, preset] as const))("%s", (_preset, preset) => {
    const { zones, findings } = placeDomains(domainsOf(specOf(preset, cloud)));
    const zone = zones[0] as Zone;
    const planned = planZones(zones);
    const records = planned.filter((one): one is PlannedRecord => one.kind === "record");

    test("every record lowers and none is lost", () => {
      expect(findings).toEqual([]);
      expect(
        stored(
          cloud,
          records.map(({ args }) => args),
        ),
      ).toEqual(wanted(zone.rrsets));
      const kept = zone.rrsets.flatMap((set) => set.records).length;
      const omitted = zone.domains.flatMap((domain) => domain.omitted).length;
      expect(kept + omitted).toBe(zone.domains.flatMap(({ domain }) => domain.records).length);
    });

    test("names are unique and a second plan is identical", () => {
      const names = planned.map(({ type, name }) => `${type} ${name}`);
      expect(new Set(names).size).toBe(names.length);
      expect(planZones(placeDomains(domainsOf(specOf(preset, cloud))).zones)).toEqual(planned);
    });

    test("the cloud's limits hold", () => {
      const { limits } = cloud;
      for (const { type, ttl, records: inSet } of zone.rrsets) {
        expect(limits.types.able).toContain(type);
        expect(ttl).toBeGreaterThanOrEqual(limits.ttl.min);
        expect(ttl).toBeLessThanOrEqual(limits.ttl.max);
        for (const { data } of inSet) {
          if (data.type === "MX" && data.exchange === ".") expect(limits.nullMx.able).toBe(true);
          else if (data.type === "MX") expect(data.preference).toBeGreaterThanOrEqual(limits.preference.min);
          if (data.type === "TXT") {
            expect(textOctets(data.text).length).toBeLessThanOrEqual(limits.txtOctets.max);
            for (const { pattern } of limits.refusedTexts ?? []) expect(data.text).not.toMatch(pattern);
          }
        }
      }
    });
  });
});
