/** Zones that are not empty: the program lists them, refuses what is in the way, and lets everything else be. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { Store } from "../../sandbox/store.ts";
import type { Survey } from "../../src/live/survey.ts";
import { APEX_CNAME, fill, OLD_MX, OLD_TEXTS, others, TOKEN, ZONE } from "./prepared-zone.ts";
import { allClouds, TestStack } from "./test-stack.ts";

jest.setTimeout(240_000);

const spec = (cloud: string, ...lines: string[]): string =>
  [
    `domain: ${ZONE}`,
    `dns: ${cloud}`,
    "ttl: 600",
    "mailbox: tencent-exmail",
    "dmarc: {policy: none, rua: ['mailto:dmarc@example.com']}",
    ...lines,
    "",
  ].join("\n");

/** What was asked of the clouds since `from`: how many calls of each kind. */
function calls(stack: TestStack, from: number): Record<string, number> {
  const store = new Store(stack.home);
  try {
    const counts: Record<string, number> = {};
    for (const { seq, action } of store.requests()) {
      if (seq > from) counts[action] = (counts[action] ?? 0) + 1;
    }
    return counts;
  } finally {
    store.close();
  }
}

const lastCall = (stack: TestStack): number => {
  const store = new Store(stack.home);
  try {
    return store.requests().at(-1)?.seq ?? 0;
  } finally {
    store.close();
  }
};

/** What is reported where each value is a record of its own. */
const CODES = [
  "cname-exclusive-live",
  "dmarc-single",
  ...OLD_MX.map(() => "mx-stale"),
  "spf-single",
  "spf-single",
] as const;

/** On each cloud: what is in the way, the codes that say so, and how many pages the zone has. */
const PREPARED = {
  route53: {
    conflicts: [...OLD_MX, ...OLD_TEXTS],
    more: [],
    codes: ["dmarc-single", "mx-stale", "spf-single"],
    pages: Math.ceil((2300 - 6 + 2) / 300),
  },
  cloudflare: {
    conflicts: [APEX_CNAME, ...OLD_MX, ...OLD_TEXTS],
    more: [TOKEN],
    // flattened, it serves a web site: a warning
    codes: CODES,
    pages: 24,
  },
  alidns: {
    conflicts: [APEX_CNAME, ...OLD_MX, ...OLD_TEXTS],
    more: [TOKEN],
    codes: CODES,
    // those that are enabled, and one page to see that none is disabled
    pages: 47 + 1,
  },
} as const;

/** Codes of the findings in the program's message. */
const told = (text: string): string[] =>
  [...text.matchAll(/: (?:error|warning) ([a-z0-9-]+)$/gm)].map(([, code]) => String(code)).sort();

describe.each(allClouds)("a zone of 2,300 records on %s", (cloud) => {
  const { conflicts, more, codes, pages } = PREPARED[cloud];
  let stack: TestStack;
  let survey: Survey;
  beforeAll(async () => {
    stack = await TestStack.make();
    stack.write({ "example.com.yaml": spec(cloud) });
    await fill(stack, cloud, [...conflicts, ...more, ...others(2300 - conflicts.length - more.length)]);
  });
  afterAll(() => stack.remove());

  test("preview and up refuse, name all that is in the way and nothing else, and write nothing", async () => {
    const before = stack.stored();
    for (const run of [await stack.preview(), await stack.up()]) {
      expect(run.code).not.toBe(0);
      expect(told(run.text)).toEqual([...codes].sort());
      for (const [, , value] of conflicts) expect(run.text).toContain(value);
      expect(run.text).toContain("mailzone adopt");
      expect(run.text).not.toMatch(/elsewhere|198\.51\.100|google-site/);
      expect(run.text).not.toMatch(/\n\s+at /);
    }
    expect(stack.stored()).toBe(before);
  });

  test("its listing takes a call a page, and nothing else is asked but the zone", async () => {
    const from = lastCall(stack);
    await stack.preview();
    const { list, ...rest } = calls(stack, from);
    expect(list).toBe(pages);
    expect(Object.keys(rest).filter((action) => !["listZones", "readZone"].includes(action))).toEqual([]);
  });

  test("a survey says the same as one document, and ends well", async () => {
    const path = join(stack.folder, "survey.json");
    stack.setEnvironment({ MAILZONE_SURVEY: path });
    expect(await stack.preview()).toMatchObject({ code: 0 });
    survey = JSON.parse(readFileSync(path, "utf8")) as Survey;
    const [zone] = survey.zones;
    expect(survey.findings.map(({ code }) => code).sort()).toEqual([...codes].sort());
    expect(zone?.listing).toHaveLength(cloud === "route53" ? 2300 - 6 + 2 : 2300);
    expect(zone?.wanted.length).toBeGreaterThan(4);
    expect(zone?.wanted.find(({ owner }) => owner === "_dmarc.example.com.")).toMatchObject({
      standing: "different",
      urn: expect.stringMatching(/^urn:pulumi:test::mailzone::mailzone:index:MailZone\$.*\/_dmarc\/TXT/),
    });
    const up = await stack.up();
    expect(up.code).not.toBe(0);
    expect(up.text).toContain("MAILZONE_SURVEY");
    stack.setEnvironment({ MAILZONE_SURVEY: "" });
  });

  test("existing: ignore makes warnings of it", async () => {
    stack.write({ "example.com.yaml": spec(cloud, "existing: ignore") });
    const run = await stack.preview();
    expect(run).toMatchObject({ code: 0 });
    expect(told(run.text)).toEqual(expect.arrayContaining([...new Set(codes)]));
  });
});
