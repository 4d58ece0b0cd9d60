/** Since when a phase counts as published, by what the state has before a run. */
import { describe, expect, test } from "@jest/globals";
import type { OwnedResource } from "../../src/inventory/owned.ts";
import { phaseToPublish } from "../../src/inventory/phase-in-state.ts";
import { type PublishedPhase, publishedPhase } from "../../src/inventory/published-phase.ts";
import { loadText } from "../../src/pipeline.ts";
import { planZones } from "../../src/plan/plan.ts";
import type { Zone } from "../../src/plan/zone.ts";
import type { Phase } from "../../src/spec/schema.ts";

const NOW = new Date("2026-12-09T12:00:00Z");
const EARLIER = new Date("2026-12-01T12:00:00Z");

const specOf = (phase: Phase | "before", dns = "cloudflare", more = ""): string =>
  phase === "before"
    ? `domain: example.com\ndns: ${dns}\nmailbox: tencent-exmail\n${more}\n`
    : `domain: example.com\ndns: ${dns}\nmailbox: alibaba-mail-enterprise\nmigrate: {from: tencent-exmail, phase: ${phase}}\n${more}\n`;

const zonesOf = (spec: string): readonly Zone[] => loadText("a.yaml", spec).zones;

/** What the stack owns after a spec was applied. */
const ownedAfter = (spec: string): OwnedResource[] =>
  planZones(zonesOf(spec)).flatMap(({ kind, name, type, args }) =>
    kind === "record" ? [{ urn: "", name, type, outputs: JSON.parse(JSON.stringify(args)) }] : [],
  );

function published(spec: string, owned: readonly OwnedResource[], known?: PublishedPhase) {
  const zones = zonesOf(spec);
  const domain = zones[0]?.domains[0]?.domain;
  const phase = domain && phaseToPublish(domain, zones, owned, known);
  return typeof phase === "function" ? phase(NOW) : phase;
}

const since = (phase: Phase, ttl = 3600): PublishedPhase => publishedPhase(phase, EARLIER, ttl);

describe.each(["cloudflare", "route53", "alidns", "[cloudflare, alidns]"])("on %s", (dns) => {
  const ownedAt = (phase: Phase | "before", more?: string) => ownedAfter(specOf(phase, dns, more));

  test("a phase that is applied for the first time waits for the TTL that it replaces", () => {
    expect(published(specOf("prepare", dns), ownedAt("before"))).toMatchObject({
      ...{ phase: "prepare", since: "2026-12-09T12:00:00Z", ttl: 3600 },
      notBefore: "2026-12-09T13:00:00Z",
    });
    expect(published(specOf("prepare", dns), ownedAt("before", "ttl: 7200"))).toMatchObject({ ttl: 7200 });
  });

  test("a new domain has nothing to wait for", () => {
    expect(published(specOf("prepare", dns), [])).toMatchObject({
      ttl: 0,
      notBefore: "2026-12-09T12:00:00Z",
    });
  });

  test("a phase that is there stays since when it was", () => {
    for (const phase of ["prepare", "switch", "finish"] as const)
      expect(published(specOf(phase, dns), ownedAt(phase), since(phase))).toEqual(since(phase));
  });

  test("a text that is edited during a phase starts no new time", () => {
    const edited = specOf("switch", dns, "spf: {ip4: [192.0.2.1]}");
    expect(published(edited, ownedAt("switch"), since("switch"))).toEqual(since("switch"));
  });

  test("what a failed run has shortened already is still waited for", () => {
    // all of the phase but its time
    expect(published(specOf("prepare", dns), ownedAt("prepare"))).toMatchObject({ ttl: 3600 });
    expect(published(specOf("prepare", dns), ownedAt("prepare"), since("finish"))).toMatchObject({
      ttl: 3600,
    });
  });

  test("the way back waits for short TTLs only, and the switch for five days", () => {
    const short = dns.includes("alidns") ? 600 : 300;
    expect(published(specOf("prepare", dns), ownedAt("switch"), since("switch", short))).toMatchObject({
      ...{ phase: "prepare", ttl: short },
    });
    expect(published(specOf("switch", dns), ownedAt("prepare"), since("prepare"))).toMatchObject({
      ...{ phase: "switch", ttl: short, notBefore: "2026-12-14T12:00:00Z" },
    });
  });

  test("old MX that are still in the state keep a switch from being done", () => {
    const both = [...ownedAt("switch"), ...ownedAt("prepare").filter(({ name }) => name.includes("/MX"))];
    const done = published(specOf("switch", dns), both, since("switch"));
    expect(done).toMatchObject(
      dns === "route53" ? { phase: "switch" } : { phase: "switch", since: "2026-12-09T12:00:00Z" },
    );
  });
});

test("a longer wait that has begun is not shortened by a change in the same phase", () => {
  const known = publishedPhase("prepare", new Date("2026-12-09T11:59:00Z"), 86_400);
  const changed = specOf("prepare").replace("tencent-exmail", "netease-enterprise");
  expect(published(changed, ownedAfter(specOf("prepare")), known)).toMatchObject({
    since: "2026-12-09T12:00:00Z",
    notBefore: known.notBefore,
  });
});

test("a domain without a migration has no phase", () => {
  expect(published(specOf("before"), ownedAfter(specOf("before")), since("finish"))).toBeUndefined();
});
