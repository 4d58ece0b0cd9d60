/** The limits of each cloud are those of docs/facts, and each says where it comes from. */
import { describe, expect, test } from "@jest/globals";
import { cloudOf, clouds } from "../../src/cloud/clouds.ts";
import type { Fact } from "../../src/cloud/fact.ts";
import { lengthRefusal, MAX_VALUE } from "../../src/source/value-limit.ts";
import { CLOUD_IDS, type CloudId } from "../../src/spec/cloud-id.ts";

test("every cloud a spec may name is there, once", () => {
  expect(clouds.map(({ id }) => id).sort()).toEqual([...CLOUD_IDS].sort());
  for (const id of CLOUD_IDS) expect(cloudOf(id).id).toBe(id);
});

test.each(clouds.map((cloud) => [cloud.id, cloud.limits] as const))(
  "%s: every limit says who says so and when it was last looked up",
  (_id, limits) => {
    const facts = Object.values(limits).flat() as Fact[];
    expect(facts.length).toBeGreaterThanOrEqual(7);
    for (const { source, verified } of facts) {
      expect(source).toMatch(/^https:\/\/|^terraform-provider-\S+ v\d/);
      expect(verified).toMatch(/^20\d\d-\d\d-\d\d$/);
    }
  },
);

// docs/facts, the section "service" of each cloud, as of 2026-11-21
const LIMITS: Readonly<Record<CloudId, object>> = {
  route53: {
    ttl: [0, 2_147_483_647],
    preference: [0, 65_535],
    txt: 4_000,
    nullMx: true,
    nullSrv: true,
    apex: false,
  },
  cloudflare: {
    ttl: [30, 86_400],
    preference: [0, 65_535],
    txt: 4_080,
    nullMx: true,
    nullSrv: true,
    apex: true,
  },
  alidns: { ttl: [1, 86_400], preference: [1, 50], txt: 511, nullMx: false, nullSrv: false, apex: false },
};

test.each(CLOUD_IDS)("%s: the limits", (id) => {
  const { limits } = cloudOf(id);
  expect({
    ttl: [limits.ttl.min, limits.ttl.max],
    preference: [limits.preference.min, limits.preference.max],
    txt: limits.txtOctets.max,
    nullMx: limits.nullMx.able,
    nullSrv: limits.nullSrv.able,
    apex: limits.apexCname.able,
  }).toEqual(LIMITS[id]);
});

test("the finding about a value that is too long names the limit of each cloud", () => {
  const told = lengthRefusal(MAX_VALUE + 1, "this value")?.message ?? "";
  for (const id of CLOUD_IDS) {
    const { limits, title } = cloudOf(id);
    expect(told).toContain(limits.txtOctets.max.toLocaleString("en"));
    expect(told).toContain(title.replace("Amazon ", ""));
    expect(limits.txtOctets.max).toBeLessThan(MAX_VALUE);
  }
  expect(lengthRefusal(MAX_VALUE, "this value")).toBeUndefined();
});

describe("alidns: texts that the service would not give back (dnscontrol, verified 2025-12-03)", () => {
  const refused = (text: string) =>
    (cloudOf("alidns").limits.refusedTexts ?? []).filter(({ pattern }) => pattern.test(text)).length;
  test.each(["", 'a"b', "end ", " start", "a\\b", "\\\\\\", "\\", "a\udc80"])(
    "%j is refused once",
    (text) => {
      expect(refused(text)).toBe(1);
    },
  );
  test.each(["v=spf1 -all", "a\\\\b", "a\\\\\\\\b", "é", "邮件", "😀", "a b"])("%j is taken", (text) => {
    expect(refused(text)).toBe(0);
  });
});
