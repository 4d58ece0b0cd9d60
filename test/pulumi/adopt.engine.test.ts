/** A zone that is not empty, taken over: `mailzone adopt`, one `up`, and everything else is as it was, to the letter. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import type { Cloud } from "../../sandbox/clouds/cloud-id.ts";
import { Store } from "../../sandbox/store.ts";
import { APEX_CNAME, fill, OLD_MX, OLD_TEXTS, others, type Row, stored, TOKEN } from "./prepared-zone.ts";
import { allClouds, type Run, TestStack } from "./test-stack.ts";

jest.setTimeout(600_000);

const SIZE = 2300;

/** The apex, a name that is a mail domain of its own, one that gets an address, and client names as CNAMEs. */
const spec = (cloud: string, mailbox: string): string => `# the company's mail
domain: example.com
dns: ${cloud}
ttl: 600
mailbox: ${mailbox}   # since 2026
dmarc: {policy: none, rua: ["mailto:dmarc@example.com"]}
records:
  - {name: web, type: A, value: 192.0.2.80} # the site
---
domain: shop.example.com
zone: example.com
dns: ${cloud}
ttl: 600
mailbox: ${mailbox}
`;

/** What no cloud holds beside the wanted records of the name: these go before those come. */
const ALONE: readonly Row[] = [
  ["web", "CNAME", "old.web.example.net"],
  ["shop", "CNAME", "old.shop.example.net"],
  ["mail", "A", "198.51.100.9"],
];

const hasApexCname = (cloud: Cloud): boolean => cloud !== "route53";

const prepared = (cloud: Cloud): readonly Row[] => [
  ...OLD_MX,
  ...OLD_TEXTS,
  ...ALONE,
  ...(hasApexCname(cloud) ? [APEX_CNAME] : []),
  TOKEN,
];

/** Whether a record of the store is one that adopt is to take and `up` to change or delete. */
const isMeant = (cloud: Cloud, record: string): boolean =>
  /^example\.com MX |^_dmarc\.example\.com TXT|^(?:web|shop)\.example\.com CNAME|^mail\.example\.com A /.test(
    record,
  ) ||
  /^example\.com TXT.*v=spf1/.test(record) ||
  (cloud === "alidns" && record.startsWith("example.com CNAME"));

/** The ids of changes that a guard wants confirmed. */
const asked = ({ text }: Run): string[] =>
  [...text.matchAll(/--path 'confirm\[\d+\]' ([\w-]+)/g)].map(([, id]) => String(id));

/** Calls that changed the zone, in their order: `create example.com MX`. */
function writes(stack: TestStack): string[] {
  const store = new Store(stack.home);
  try {
    return store
      .requests()
      .filter(({ action }) => ["create", "update", "delete"].includes(action))
      .map(({ action, name, type, outcome }) => `${action} ${name} ${type} ${outcome}`);
  } finally {
    store.close();
  }
}

/** What DNS answers besides what is wanted: the token, where it is a record of its own. */
const besides = (cloud: Cloud, spf: string): unknown[] =>
  cloud === "route53" ? [] : [[cloud, "example.com", "TXT", [`"${spf}"`], [`"${TOKEN[2]}"`, `"${spf}"`]]];

describe.each(allClouds)("a zone of 2,300 records on %s", (cloud) => {
  let stack: TestStack;
  let before: Map<string, string>;
  const adopt = (...words: string[]): Promise<Run> => stack.mailzone("adopt", "test", ...words);
  const flags = cloud === "alidns" ? ["--conflicting", "--apex-cname"] : ["--conflicting"];
  const specFile = () => join(stack.specs, "a.yaml");
  beforeAll(async () => {
    stack = await TestStack.make();
    stack.write({ "a.yaml": spec(cloud, "tencent-exmail") });
    const rows = prepared(cloud);
    await fill(stack, cloud, [...rows, ...others(SIZE - rows.length)]);
    before = stored(stack, cloud);
  });
  afterAll(() => stack.remove());

  /** What was there and is no business of the stack's is there still, and nothing else but the stack's is. */
  const othersUntouched = (): void => {
    const now = stored(stack, cloud);
    const foreign = [...before].filter(([, record]) => !isMeant(cloud, record));
    expect(foreign.filter(([id, record]) => now.get(id) !== record)).toEqual([]);
  };

  test("without a terminal and without --yes it shows what it would take, and does nothing", async () => {
    const run = await adopt(...flags);
    expect(run).toMatchObject({ code: 0 });
    for (const [, , value] of [...OLD_MX, ...OLD_TEXTS, ...ALONE]) {
      expect(run.stdout).toContain(value.slice(0, 40));
    }
    expect(run.stdout).not.toMatch(/elsewhere|198\.51\.100\.[0-8]/);
    if (cloud === "cloudflare") expect(run.stdout).not.toContain(APEX_CNAME[2]);
    expect(run.stdout).toContain("Nothing was changed");
    expect(stored(stack, cloud)).toEqual(before);
    expect(readFileSync(specFile(), "utf8")).toBe(spec(cloud, "tencent-exmail"));
  });

  test("an apex CNAME is not taken with what conflicts: the web site at that name would stop", async () => {
    // Cloudflare flattens it, so it is in nobody's way; Route 53 has none
    if (cloud !== "alidns") return;
    const { stdout } = await adopt("--conflicting");
    expect(stdout).toMatch(/site\.web\.example\.net.*stays: the web site/);
  });

  test("--file writes what pulumi import takes, and nothing else is done", async () => {
    const file = join(stack.folder, "import.json");
    const run = await adopt(...flags, "--file", file);
    expect(run.stdout).toContain(`pulumi import --stack test --file ${file}`);
    expect(run.stdout.match(/MAILZONE_KEEP=true pulumi up/g)).toHaveLength(1);
    const { resources } = JSON.parse(readFileSync(file, "utf8"));
    // on Route 53 without the set of the apex texts, as long as no spec has the token
    expect(resources).toHaveLength(cloud === "route53" ? 5 : cloud === "alidns" ? 13 : 12);
    if (cloud === "route53") expect(run.stdout).toMatch(/stays: add - \{type: TXT, value: "google-site/);
    expect(stored(stack, cloud)).toEqual(before);
  });

  test("adopt --conflicting changes no record, and says how the next up is confirmed", async () => {
    const run = await adopt(...flags, "--yes");
    expect(run).toMatchObject({ code: 0 });
    expect(writes(stack).filter((call) => !call.startsWith("create"))).toEqual([]);
    expect(stored(stack, cloud)).toEqual(before);
    expect(run.text).toMatch(/the mail of example\.com moves from mx1\.old\.example\.net/);
    expect(asked(run).length).toBeGreaterThan(0);
    stack.configure({ "mailzone:confirm": asked(run) });
  });

  test("on Route 53 the texts beside SPF are in the spec, whose form is kept", () => {
    const text = readFileSync(specFile(), "utf8");
    const line = cloud === "route53" ? `  - {type: TXT, value: "${TOKEN[2]}"}\n` : "";
    const site = "  - {name: web, type: A, value: 192.0.2.80} # the site\n";
    expect(text).toBe(spec(cloud, "tencent-exmail").replace(site, `${site}${line}`));
  });

  test("one up makes it the wanted zone, every step accepted, mail never without an MX, all others untouched", async () => {
    const from = writes(stack).length;
    const run = await stack.up();
    expect(run).toMatchObject({ code: 0 });
    expect(await stack.unanswered()).toEqual(besides(cloud, "v=spf1 include:spf.mail.qq.com ~all"));
    othersUntouched();
    const steps = writes(stack).slice(from);
    expect(steps.filter((call) => !call.endsWith(" ok"))).toEqual([]);
    const mx = steps.filter((call) => call.includes(" example.com MX "));
    const firstGone = mx.findIndex((call) => call.startsWith("delete"));
    const lastNew = mx.findLastIndex((call) => !call.startsWith("delete"));
    expect(firstGone === -1 || firstGone > lastNew).toBe(true);
  });

  test("then nothing is left to do, after one more up that lets go of what kept the order", async () => {
    expect(await stack.up()).toMatchObject({ code: 0 });
    expect(await stack.preview("--expect-no-changes")).toMatchObject({ code: 0 });
    const run = await stack.pulumi("refresh", "--preview-only", "--expect-no-changes", "--stack", "test");
    expect(run).toMatchObject({ code: 0 });
  });

  test("the same spec moves to another mail provider: nothing of its own is taken for a conflict", async () => {
    const text = readFileSync(specFile(), "utf8");
    stack.write({ "a.yaml": text.replaceAll("tencent-exmail", "netease-free") });
    const refused = await stack.preview();
    expect(refused.text).not.toMatch(
      /error (?:mx-stale|spf-single|dmarc-single|prov-conflict-live|txt-apex-merge|cname-exclusive-live)/,
    );
    stack.configure({ "mailzone:confirm": asked(refused) });
    expect(await stack.up()).toMatchObject({ code: 0 });
    expect(await stack.unanswered()).toEqual(besides(cloud, "v=spf1 include:spf.163.com ~all"));
    othersUntouched();
  });
});
