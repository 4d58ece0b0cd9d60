/** Each guard with the real engine: it stops the change before anything is touched, and lets it pass when confirmed. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { type DnsServer, startDnsServer } from "../../sandbox/dns-server.ts";
import { ED25519_KEY, RSA_KEY } from "../mail/keys.ts";
import { changeIds, type Run, TestStack } from "./test-stack.ts";

jest.setTimeout(240_000);

const head = (dns = "cloudflare"): string => `domain: example.com\ndns: ${dns}\nmode: mail\n`;
const MX = "{type: MX, value: 10 a.example.net.}";
const records = (...each: string[]): string => `records: [${[MX, ...each].join(", ")}]\n`;
const texts = Array.from({ length: 12 }, (_, i) => `{name: t${i}, type: TXT, value: x}`);
const dkim = (key: string): string => `dkim: [{selector: s1, key: ${key}}]\n`;
const parked = "domain: example.org\ndns: cloudflare\nmode: parked\n";

type Specs = Readonly<Record<string, string>>;

/** `[code, before, after]` */
const cases: readonly [string, Specs, Specs][] = [
  ["plan-domain-gone", { "a.yaml": head() + records(), "b.yaml": parked }, { "b.yaml": parked }],
  [
    "plan-mx-gone",
    { "a.yaml": head("route53") + records() },
    { "a.yaml": `${head("route53").replace("mail", "send-only")}spf: {ip4: [192.0.2.1]}\n` },
  ],
  [
    "plan-mx-cutover",
    { "a.yaml": `${head("alidns")}ttl: 600\nmailbox: tencent-exmail\n` },
    // the senders of the old provider stay for a while, as the help says
    {
      "a.yaml": `${head("alidns")}ttl: 600\nmailbox: netease-enterprise\nspf: {include: [spf.mail.qq.com], all: softfail}\n`,
    },
  ],
  [
    "plan-spf-gone",
    { "a.yaml": `${head()}${records()}spf: {ip4: [192.0.2.1, 192.0.2.2]}\n` },
    { "a.yaml": `${head()}${records()}spf: {ip4: [192.0.2.2]}\n` },
  ],
  [
    "plan-dkim-gone",
    { "a.yaml": head() + records() + dkim(RSA_KEY) },
    { "a.yaml": head() + records() + dkim(ED25519_KEY) },
  ],
  [
    "dmarc-weakened",
    { "a.yaml": `${head()}${records()}dmarc: {policy: quarantine}\n` },
    { "a.yaml": `${head()}${records()}dmarc: {policy: none}\n` },
  ],
  ["plan-delete-pct", { "a.yaml": head() + records(...texts) }, { "a.yaml": head() + records() }],
  [
    "plan-cloud-gone",
    { "a.yaml": head("[cloudflare, route53]") + records() },
    { "a.yaml": head("route53") + records() },
  ],
];

/** Shows what the engine said where it did not end well. */
const succeeds = ({ code, text }: Run): void => expect(code === 0 ? "" : text).toBe("");

describe("a change that may lose mail", () => {
  let stack: TestStack;
  let servers: DnsServer;
  afterEach(async () => {
    await servers.close();
    await stack.remove();
  });

  test.each(cases)(
    "%s: preview and up refuse it and touch nothing; confirmed, it passes",
    async (code, before, after) => {
      stack = await TestStack.make();
      // what resolvers are told: the zone is delegated to Cloudflare
      servers = await startDnsServer({ home: stack.home, cloud: "cloudflare" });
      stack.setEnvironment({ MAILZONE_DNS: `127.0.0.1:${servers.port}` });
      stack.write(before);
      succeeds(await stack.up());
      const stored = stack.stored();

      stack.write(after);
      // what refuses does not ask whether this is a preview, and a preview can touch nothing: one guard shows it for all
      const isFirst = code === cases[0]?.[0];
      const refused = [await stack.up(), ...(isFirst ? [await stack.preview()] : [])];
      for (const run of refused) {
        expect(run.code).not.toBe(0);
        expect(run.text).toContain(`error ${code}`);
        expect(run.text).toContain("nothing was changed");
        expect(run.text).not.toMatch(/\n\s+at /);
        expect(stack.stored()).toBe(stored);
      }

      const ids = changeIds(refused[0]?.text ?? "");
      expect(ids).toHaveLength(1);
      stack.configure({ "mailzone:confirm": ids });
      const confirmed = await stack.up();
      succeeds(confirmed);
      expect(confirmed.text).toContain(`confirmed as ${ids[0]}`);
      expect(confirmed.text).not.toContain("confirm-unused");
      expect(await stack.unanswered()).toEqual([]);
      const next = await stack.preview("--expect-no-changes");
      succeeds(next);
      expect(next.text).toContain("confirm-unused");
    },
  );
});

describe("what a stack confirms and counts", () => {
  let stack: TestStack;
  beforeEach(async () => {
    stack = await TestStack.make();
  });
  afterEach(() => stack.remove());

  test("all guards speak in one run, and the confirmation of one does not let another pass", async () => {
    stack.write({ "a.yaml": `${head()}${records(...texts)}${dkim(RSA_KEY)}dmarc: {policy: reject}\n` });
    succeeds(await stack.up());
    stack.write({
      "a.yaml": `${head()}records: [{type: MX, value: 10 b.example.net.}]\ndmarc: {policy: none}\n`,
    });
    const { text } = await stack.preview();
    const all = ["plan-mx-cutover", "plan-dkim-gone", "dmarc-weakened", "plan-delete-pct"];
    for (const code of all) expect(text).toContain(`error ${code}`);
    const ids = changeIds(text);
    expect(ids).toHaveLength(all.length);

    stack.configure({ "mailzone:confirm": ids.slice(1) });
    const one = await stack.up();
    expect(one.code).not.toBe(0);
    expect(one.text).toContain("1 error: nothing was changed");
    stack.configure({ "mailzone:confirm": ids });
    succeeds(await stack.up());
    expect(await stack.unanswered()).toEqual([]);
  });

  test("DNS that does not answer is no proof that a cloud may go", async () => {
    stack.write({ "a.yaml": head("[cloudflare, route53]") + records() });
    succeeds(await stack.up());
    stack.write({ "a.yaml": head("route53") + records() });
    // nothing listens there
    stack.setEnvironment({ MAILZONE_DNS: "127.0.0.1:9" });
    const run = await stack.up();
    expect(run.code).not.toBe(0);
    expect(run.text).toContain("the lookup of the delegation of");
  });

  test("a stack's config has other limits for deletions, and one that cannot be used is said", async () => {
    stack.configure({ "mailzone:deletions": { percent: 100, least: 1 }, "mailzone:confirm": "all" });
    const wrong = await stack.preview();
    expect(wrong.code).not.toBe(0);
    expect(wrong.text).not.toMatch(/\n\s+at /);
    stack.configure({ "mailzone:deletions": { percent: 10, least: 1 } });
    stack.write({ "a.yaml": head() + records("{name: t, type: TXT, value: x}") });
    succeeds(await stack.up());
    stack.write({ "a.yaml": head() + records() });
    expect((await stack.preview()).text).toContain("error plan-delete-pct");
  });
});

describe("protect: true", () => {
  let stack: TestStack;
  beforeAll(async () => {
    stack = await TestStack.make();
  });
  afterAll(() => stack.remove());

  const spec = (protect: boolean, ...each: string[]): string =>
    `domain: example.org\ndns: cloudflare\nmode: parked\nprotect: ${protect}\nrecords: [${each.join(", ")}]\n`;
  const note = '{name: note, type: TXT, value: "1"}';

  test("the engine refuses to delete a record or the domain, and changes it in place", async () => {
    stack.write({ "a.yaml": spec(true, note) });
    succeeds(await stack.up());
    stack.write({ "a.yaml": `${spec(true, note)}ttl: 600\n` });
    succeeds(await stack.up());
    const stored = stack.stored();
    for (const specs of [{ "a.yaml": spec(true) }, { "b.yaml": parked.replace("org", "net") }]) {
      stack.write(specs);
      for (const run of [await stack.preview(), await stack.up()]) {
        expect(run.code).not.toBe(0);
        expect(run.text).toContain("cannot be deleted");
        expect(run.text).toContain("because it is protected");
      }
      const plan = await stack.mailzone("plan", "--stack", "test");
      expect([plan.code, plan.stdout]).toEqual([1, expect.stringMatching(/^refused: \d+ errors?, so/)]);
      expect(plan.stderr).toContain("error plan-protected");
    }
    expect(stack.stored("cloudflare")).toBeGreaterThanOrEqual(stored);
  });

  test("protect: false and an up lift it", async () => {
    stack.write({ "a.yaml": spec(false, note) });
    succeeds(await stack.up());
    stack.write({ "b.yaml": parked.replace("org", "net") });
    succeeds(await stack.up());
    expect(await stack.unanswered()).toEqual([]);
  });
});
